import type { Server } from 'node:http'
import type { AssertionVerifier, Caller } from '@tallystick/actor'
import {
  type DoorFacts,
  type DoorRequest,
  type DoorResult,
  parseOperation,
} from '@tallystick/subgraph-client'
import { type Logger, toRequestId } from '@tallystick/telemetry'
import { type DocumentNode, type ExecutionArgs, GraphQLError } from 'graphql'
import type { OperationResult, SubscribePayload } from 'graphql-ws'
import { useServer } from 'graphql-ws/use/ws'
import { WebSocketServer } from 'ws'
import { maskError, toRequestError, unauthenticated } from './errors.ts'
import type { Subgraph } from './subgraph.ts'

/** A socket that does not introduce itself in this time is closed. */
const INIT_WAIT_MS = 3_000
const PING_EVERY_MS = 20_000

type Call = Readonly<{ request: DoorRequest; facts: DoorFacts }>

/**
 * Serves graphql-ws on `/graphql` of `server`.
 *
 * The socket needs an assertion in `connectionParams.assertion`, and each operation one of its own in
 * `extensions.assertion`: one socket carries many actors. A subscription that has begun is announced by a ping with
 * `{subscribed: id}`, so that its caller can tell "begun" from "nothing has happened yet".
 */
export function serveSockets(
  server: Server,
  {
    subgraph,
    verify,
    log,
    frameBytesMax,
  }: { subgraph: Subgraph; verify: AssertionVerifier; log: Logger; frameBytesMax: number },
): { close(): Promise<void> } {
  const sockets = new WebSocketServer({ server, path: '/graphql', maxPayload: frameBytesMax })
  const verified = (assertion: unknown): Promise<Caller | undefined> =>
    typeof assertion === 'string'
      ? verify(assertion).catch(() => undefined)
      : Promise.resolve(undefined)
  const run = (start: Subgraph['execute'] | Subgraph['subscribe']) => (args: ExecutionArgs) => {
    const { request, facts } = args.contextValue as Call
    return start(request, facts) as Promise<OperationResult & DoorResult>
  }
  const served = useServer(
    {
      connectionInitWaitTimeout: INIT_WAIT_MS,
      onConnect: async ({ connectionParams }) =>
        (await verified(connectionParams?.['assertion'])) !== undefined,
      onSubscribe: async (_connection, _id, payload) => {
        const caller = await verified(payload.extensions?.['assertion'])
        const parsed = caller ? parseText(payload.query) : unauthenticated()
        if (!caller || parsed instanceof GraphQLError) return [toAnswerError(parsed, log, payload)]
        return {
          schema: subgraph.schema,
          document: parsed,
          operationName: payload.operationName,
          variableValues: payload.variables,
          contextValue: toCall(caller, payload),
        }
      },
      execute: run(subgraph.execute),
      subscribe: run(subgraph.subscribe),
      onOperation: ({ extra }, id, _payload, _args, result) => {
        if (Symbol.asyncIterator in result)
          extra.socket.send(JSON.stringify({ type: 'ping', payload: { subscribed: id } }))
      },
    },
    sockets,
    PING_EVERY_MS,
  )
  return {
    async close() {
      await served.dispose()
    },
  }
}

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined

function toCall(caller: Caller, payload: SubscribePayload): Call {
  const { requestId, address, userAgent } = payload.extensions ?? {}
  return {
    request: {
      query: payload.query,
      variables: payload.variables ?? undefined,
      operationName: payload.operationName ?? undefined,
    },
    facts: {
      ...caller,
      requestId: toRequestId(textOf(requestId)),
      address: textOf(address),
      userAgent: textOf(userAgent),
    },
  }
}

function parseText(text: string): DocumentNode | GraphQLError {
  try {
    return parseOperation(text)
  } catch (error) {
    if (error instanceof GraphQLError) return toRequestError(error, 'GRAPHQL_PARSE_FAILED')
    throw error
  }
}

function toAnswerError(error: unknown, log: Logger, payload: SubscribePayload): GraphQLError {
  const requestId = toRequestId(textOf(payload.extensions?.['requestId']))
  const { message, extensions } = maskError(error, log, { requestId })
  return new GraphQLError(message, { extensions })
}
