/** The messages of graphql-transport-ws, as text: https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md */
import type { GraphQLFormattedError } from 'graphql'
import { type Answer, toText } from '../answer.ts'
import type { OperationRequest } from '../prepare.ts'

/** The name of the protocol in `Sec-WebSocket-Protocol`. */
export const PROTOCOL = 'graphql-transport-ws'

/** Longer names of operations are refused, in characters: each event carries its operation's. */
const ID_CHARS_MAX = 128

/** What a client may say. The parts of an operation have not been looked at: that is the same for every transport. */
export type ClientMessage =
  | Readonly<{ type: 'connection_init' | 'ping' | 'pong'; payload: Fields | undefined }>
  | Readonly<{ type: 'subscribe'; id: string; payload: OperationRequest }>
  | Readonly<{ type: 'complete'; id: string }>

type Fields = Readonly<Record<string, unknown>>

/** Reads a message. @returns undefined for what is none */
export function readMessage(text: string): ClientMessage | undefined {
  const said = parse(text)
  if (!isFields(said)) return undefined
  const { type, id, payload } = said
  switch (type) {
    case 'connection_init':
    case 'ping':
    case 'pong':
      if (payload === undefined || payload === null) return { type, payload: undefined }
      return isFields(payload) ? { type, payload } : undefined
    case 'subscribe':
      return isId(id) && isFields(payload) ? { type, id, payload } : undefined
    case 'complete':
      return isId(id) ? { type, id } : undefined
    default:
      return undefined
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isId = (id: unknown): id is string =>
  typeof id === 'string' && id !== '' && id.length <= ID_CHARS_MAX

/** The greeting was accepted. */
export const ACK = '{"type":"connection_ack"}'

/** The answer to a ping, with what the ping carried. */
export const pong = (payload: Fields | undefined): string =>
  payload ? `{"type":"pong","payload":${JSON.stringify(payload)}}` : '{"type":"pong"}'

/** Writes the messages of one operation. The text of an answer goes in as it is. */
export function newWriter(id: string) {
  const quoted = JSON.stringify(id)
  return {
    next: (answer: Answer): string => `{"id":${quoted},"type":"next","payload":${toText(answer)}}`,
    error: (errors: readonly GraphQLFormattedError[]): string =>
      `{"id":${quoted},"type":"error","payload":${JSON.stringify(errors)}}`,
    complete: `{"id":${quoted},"type":"complete"}`,
  }
}
