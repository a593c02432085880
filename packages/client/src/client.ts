/** The client: queries, mutations and subscriptions of one caller. */
import { type Operation, type RequestBody, type Rest, toBody, type Variables } from './document.ts'
import { TallystickError } from './error.ts'
import { type Attempt, newSend, type Send } from './http.ts'
import { newRequestId } from './request-id.ts'
import { delayOf, maySendAgain, RETRY_LIMITS, type RetryLimits, wait } from './retry.ts'
import {
  newCookieKeeper,
  newMemorySession,
  newTokenKeeper,
  type Session,
  type SessionMode,
  type SessionStorage,
  type Tokens,
} from './session.ts'
import { newEventStreams } from './streams/event-stream.ts'
import { newSockets } from './streams/socket.ts'
import { newSubscribe, type SubscribeOptions } from './streams/subscribe.ts'

/** How one call is to be made. */
export type QueryOptions = Readonly<{ signal?: AbortSignal }>

/** How a mutation is to be made. */
export type MutateOptions = QueryOptions &
  Readonly<{
    /** The key of the attempt, for inputs that take one and bring none; sent as `Idempotency-Key`. */
    idempotencyKey?: string
  }>

/** What a client is made from. Only `url` is needed. */
export type ClientOptions = Readonly<{
  /** The endpoint, such as `https://api.example.com/graphql`. */
  url: string
  /** Where the session is kept; in memory when left out. Not in cookie mode, where the browser keeps it. */
  session?: SessionStorage
  /**
   * `cookie` for a page: the session is a cookie that no script can read, and there are no tokens. Sign in and out by the
   * mutations, and tell `setSession`. @default 'bearer'
   */
  mode?: SessionMode
  /** Ends every call and subscription of the client when it is aborted. */
  signal?: AbortSignal
  retry?: Partial<RetryLimits>
  /** How long one request may take, in milliseconds; 35,000 when left out: longer than the server gives a mutation. */
  timeoutMs?: number
  /** How long a WebSocket may take to open before SSE is used, in milliseconds; 4,000 when left out. */
  socketOpenMs?: number
  /** A token is renewed this long before it ends, in milliseconds; 30,000 when left out. */
  renewAheadMs?: number
  fetch?: typeof globalThis.fetch
  /** The WebSocket class; null for SSE alone. The runtime's own when left out; Node has one since version 22. */
  webSocket?: unknown
}>

/** A client of one caller. */
export type Client = Readonly<{
  /** Asks. @returns the data, whole @throws TallystickError when any field has failed; `error.data` has the others */
  query<Data, V>(operation: Operation<Data, V>, ...rest: Rest<V, QueryOptions>): Promise<Data>
  /** Changes. What was refused by the rules of the house is data; see `TallystickError` for everything else. */
  mutate<Data, V>(operation: Operation<Data, V>, ...rest: Rest<V, MutateOptions>): Promise<Data>
  /** Listens, for as long as the loop runs. Ask for `cursor` and take `$after`, and no event is lost or told twice. */
  subscribe<Data, V>(
    operation: Operation<Data, V>,
    ...rest: Rest<V, SubscribeOptions>
  ): AsyncIterableIterator<Data>
  /** Signs the caller in with the session of an answer, or out with null. End subscriptions before signing out. */
  setSession(session: Session | null): Promise<void>
}>

const REFRESH = `mutation RefreshSession($refreshToken: String!) {
  refreshSession(input: { refreshToken: $refreshToken }) {
    ... on RefreshSessionSuccess { session { accessToken refreshToken expiresAt } }
  }
}`

/** Makes a client. */
export function newClient(options: ClientOptions): Client {
  const { url, signal, mode, session: storage = newMemorySession() } = options
  const { send, limits, fetch } = sendingOf(options)
  const { tokens, set } = mode === 'cookie' ? newCookieKeeper() : keeperOf(options, storage)
  const call = newCall({ send, tokens, limits })
  const subscribe = newSubscribe({
    sockets: socketsOf(options),
    events: newEventStreams(url, fetch, mode),
    tokens,
    limits,
  })
  const calls: UntypedClient = {
    query: (operation, variables, own) =>
      call({
        body: toBody(operation, variables),
        isMutation: false,
        hasKey: false,
        signal: signalOf([signal, own?.signal]),
      }),
    mutate: (operation, variables, own) =>
      call({
        body: toBody(operation, variables),
        isMutation: true,
        idempotencyKey: own?.idempotencyKey,
        hasKey: own?.idempotencyKey !== undefined || hasKey(variables ?? {}),
        signal: signalOf([signal, own?.signal]),
      }),
    subscribe: (operation, variables, own) =>
      subscribe(toBody(operation, variables), {
        ...own,
        signal: signalOf([signal, own?.signal]),
      }),
    setSession: async (session) => await set(session),
  }
  return calls as unknown as Client
}

/**
 * Keeps the tokens of a session for another GraphQL client, such as Apollo's: one refresh at a time for all who wait.
 *
 * The client of this package has its own.
 */
export function newTokens(
  options: Omit<ClientOptions, 'mode'> & Readonly<{ session: SessionStorage }>,
): Tokens {
  const { send, limits } = sendingOf(options)
  const call = newCall({ send, tokens: NOBODY, limits })
  return newTokenKeeper({
    storage: options.session,
    aheadMs: options.renewAheadMs ?? 30_000,
    async refresh(refreshToken) {
      const body = toBody(REFRESH, { refreshToken })
      const signal = signalOf([options.signal])
      // Asked again after a lost answer: if the first time was applied, the session is lost either way.
      const data = await call({ body, isMutation: true, hasKey: true, signal })
      return (data as { refreshSession: { session?: Session } }).refreshSession.session ?? null
    },
  })
}

const keeperOf = ({ mode: _mode, ...options }: ClientOptions, storage: SessionStorage) => ({
  tokens: newTokens({ ...options, session: storage }),
  set: storage.set,
})

function sendingOf({ url, mode, retry, timeoutMs = 35_000, ...options }: ClientOptions) {
  const fetch = options.fetch ?? globalThis.fetch.bind(globalThis)
  return {
    send: newSend({ url, fetch, timeoutMs, mode }),
    limits: { ...RETRY_LIMITS, ...retry },
    fetch,
  }
}

type Ask<Options, Given> = (
  operation: Operation<unknown, never>,
  variables?: Variables,
  options?: Options,
) => Given

/** The client without the types of its documents, which only its caller knows. */
type UntypedClient = Readonly<{
  query: Ask<QueryOptions, Promise<unknown>>
  mutate: Ask<MutateOptions, Promise<unknown>>
  subscribe: Ask<SubscribeOptions, AsyncIterableIterator<unknown>>
  setSession: Client['setSession']
}>

const NOBODY: Tokens = { current: async () => undefined, renew: async () => undefined }

type Call = Omit<Attempt, 'token' | 'requestId'> & Readonly<{ body: RequestBody; hasKey: boolean }>

/** Makes what sends a call until it has its answer, or has no hope of one. */
function newCall({ send, tokens, limits }: { send: Send; tokens: Tokens; limits: RetryLimits }) {
  return async (call: Call): Promise<unknown> => {
    const until = Date.now() + limits.totalMs
    let hasRenewed = false
    for (let attempt = 0; ; attempt++) {
      call.signal.throwIfAborted()
      const token = await tokens.current()
      try {
        return await send({ ...call, token, requestId: newRequestId() })
      } catch (fault) {
        if (!(fault instanceof TallystickError)) throw fault
        const isRefused = fault.code === 'UNAUTHENTICATED' && fault.outcome === 'NOT_APPLIED'
        if (isRefused && token !== undefined && !hasRenewed) {
          hasRenewed = true
          if ((await tokens.renew(token)) === undefined) throw fault
          continue
        }
        const delay = delayOf(limits, attempt, fault)
        const isLast = attempt + 1 >= limits.attemptsMax || Date.now() + delay > until
        if (isLast || !maySendAgain(fault, call.hasKey)) throw fault
        await wait(delay, call.signal)
      }
    }
  }
}

/** Whether every input brings a key of its own. */
function hasKey(variables: object): boolean {
  const inputs = Object.values(variables).filter((value) => typeof value === 'object' && value)
  return inputs.length > 0 && inputs.every(({ idempotencyKey }) => idempotencyKey !== undefined)
}

function signalOf(signals: readonly (AbortSignal | undefined)[]): AbortSignal {
  const given = signals.filter((signal) => signal !== undefined)
  return given.length === 1 && given[0] ? given[0] : AbortSignal.any(given)
}

function socketsOf({
  url,
  mode,
  webSocket = globalThis.WebSocket,
  socketOpenMs = 4_000,
}: ClientOptions) {
  if (!webSocket) return undefined
  return newSockets({ url: url.replace(/^http/, 'ws'), webSocket, openMs: socketOpenMs, mode })
}
