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
import { type WebSocket, WebSocketServer } from 'ws'
import { maskError, toRequestError, unauthenticated } from './errors.ts'
import type { Subgraph } from './subgraph.ts'

/** A socket that does not introduce itself in this time is closed. */
const INIT_WAIT_MS = 3_000
const PING_EVERY_MS = 20_000

type Call = Readonly<{ request: DoorRequest; facts: DoorFacts; end(): void }>

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
  const starts = newStarts()
  const run =
    (start: Subgraph['execute'] | Subgraph['subscribe']) => async (args: ExecutionArgs) => {
      const { request, facts, end } = args.contextValue as Call
      try {
        return (await start(request, facts)) as OperationResult & DoorResult
      } catch (fault) {
        // The library would close the socket, and others' subscriptions with it, for one that was called off.
        if (facts.signal?.aborted) return { errors: [] } as OperationResult & DoorResult
        throw fault
      } finally {
        end()
      }
    }
  const served = useServer(
    {
      connectionInitWaitTimeout: INIT_WAIT_MS,
      onConnect: async ({ connectionParams }) =>
        (await verified(connectionParams?.['assertion'])) !== undefined,
      onSubscribe: async ({ extra }, id, payload) => {
        const { signal, end } = starts.begin(extra.socket, id)
        const caller = await verified(payload.extensions?.['assertion'])
        const parsed = caller ? parseText(payload.query) : unauthenticated()
        if (!caller || parsed instanceof GraphQLError) {
          end()
          return [toAnswerError(parsed, log, payload)]
        }
        return {
          schema: subgraph.schema,
          document: parsed,
          operationName: payload.operationName,
          variableValues: payload.variables,
          contextValue: { ...toCall(caller, payload, signal), end },
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

/**
 * Tells operations that have not begun yet that nobody waits for them: their caller has called them off or is gone. The
 * library looks only when they have begun, and then ends them.
 */
function newStarts() {
  const starting = new WeakMap<WebSocket, Map<unknown, AbortController>>()
  const watch = (socket: WebSocket): Map<unknown, AbortController> => {
    const known = starting.get(socket)
    if (known) return known
    const calls = new Map<unknown, AbortController>()
    starting.set(socket, calls)
    socket.on('message', (bytes) => {
      if (calls.size > 0) calls.get(calledOff(String(bytes)))?.abort()
    })
    socket.once('close', () => {
      for (const each of calls.values()) each.abort()
    })
    return calls
  }
  return {
    begin(socket: WebSocket, id: string): Readonly<{ signal: AbortSignal; end(): void }> {
      const calls = watch(socket)
      const controller = new AbortController()
      calls.set(id, controller)
      return { signal: controller.signal, end: () => void calls.delete(id) }
    },
  }
}

/** The id in a message that says that its sender wants no more of an operation. */
function calledOff(text: string): unknown {
  if (!text.includes('"complete"')) return undefined
  try {
    const { type, id } = JSON.parse(text) as { type?: unknown; id?: unknown }
    return type === 'complete' ? id : undefined
  } catch {
    return undefined
  }
}

function toCall(
  caller: Caller,
  payload: SubscribePayload,
  signal: AbortSignal,
): Pick<Call, 'request' | 'facts'> {
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
      signal,
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
