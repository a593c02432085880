/** How one request gets to one address and its answer back: HTTP/1.1 on connections that are kept. */
import { type Dispatcher, Pool } from 'undici'
import type { Lifetime, Over, Watcher } from './lifetime.ts'

const CONNECT_TIMEOUT_MS = 2_000
/** Shorter than a server keeps an idle connection, so that we are the one who closes it. */
const KEEP_ALIVE_MS = 10_000
const RESPONSE_BYTES_MAX = 10 * 1_048_576

/** A request. Header names and values alternate. */
export type Message = Readonly<{
  method: 'GET' | 'POST'
  path: string
  headers: string[]
  body: string | null
}>

/** The whole answer. */
export type Reply = Readonly<{ status: number; text: string }>

/** Why there is no whole answer. */
export class TransportFault extends Error {
  override name = 'TransportFault'
  /** Whether anything may have left this process. */
  readonly wasSent: boolean
  /** The answer was longer than anyone may send. */
  readonly isTooLarge: boolean

  constructor(wasSent: boolean, cause: unknown) {
    super('no whole answer', { cause })
    this.wasSent = wasSent
    this.isTooLarge = codeOf(cause) === 'UND_ERR_RES_EXCEEDED_MAX_SIZE'
  }
}

/** The way to one address. */
export type Transport = Readonly<{
  /** Sends once. Gives its connection up when the lifetime ends. @throws {TransportFault} */
  send(message: Message, lifetime: Lifetime): Promise<Reply>
  /** Lets what is under way finish. */
  close(): Promise<void>
}>

/** Opens the way. Nothing is connected before the first message. @param connectionsMax at the same time */
export function newTransport(origin: string, connectionsMax: number): Transport {
  const pool = new Pool(origin, {
    connections: connectionsMax,
    connect: { timeout: CONNECT_TIMEOUT_MS },
    keepAliveTimeout: KEEP_ALIVE_MS,
    maxResponseSize: RESPONSE_BYTES_MAX,
    // A call has a deadline of its own.
    headersTimeout: 0,
    bodyTimeout: 0,
  })
  return {
    send: (message, lifetime) =>
      new Promise((resolve, reject) => {
        pool.dispatch(message, new Exchange(lifetime, resolve, reject))
      }),
    close: () => pool.close(),
  }
}

/** Collects one answer. The pool's own `request` costs twice as much. */
class Exchange implements Dispatcher.DispatchHandler, Watcher {
  readonly #lifetime: Lifetime
  readonly #resolve: (reply: Reply) => void
  readonly #reject: (fault: TransportFault) => void
  #controller: Dispatcher.DispatchController | undefined = undefined
  #status = 0
  /** PERFORMANCE: nearly every answer comes in one piece. */
  #first: Buffer | undefined = undefined
  #rest: Buffer[] | undefined = undefined

  constructor(
    lifetime: Lifetime,
    resolve: (reply: Reply) => void,
    reject: (fault: TransportFault) => void,
  ) {
    this.#lifetime = lifetime
    this.#resolve = resolve
    this.#reject = reject
    lifetime.watcher = this
  }

  onOver({ cause }: Over): void {
    // Without a controller it waits for a connection, and is turned away when it gets one.
    this.#controller?.abort(toError(cause))
    this.#fail(cause)
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    const { over } = this.#lifetime
    if (over) {
      controller.abort(toError(over.cause))
      return
    }
    this.#controller = controller
  }

  onResponseStart(_controller: Dispatcher.DispatchController, status: number): void {
    this.#status = status
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#first === undefined) this.#first = chunk
    else if (this.#rest === undefined) this.#rest = [chunk]
    else this.#rest.push(chunk)
  }

  onResponseEnd(): void {
    this.#lifetime.watcher = undefined
    this.#resolve({ status: this.#status, text: this.#text() })
  }

  onResponseError(_controller: Dispatcher.DispatchController, fault: Error): void {
    this.#lifetime.watcher = undefined
    this.#fail(fault)
  }

  #text(): string {
    const first = this.#first
    if (first === undefined) return ''
    return (this.#rest === undefined ? first : Buffer.concat([first, ...this.#rest])).toString()
  }

  #fail(cause: unknown): void {
    this.#reject(new TransportFault(this.#controller !== undefined, cause))
  }
}

const toError = (cause: unknown): Error => (cause instanceof Error ? cause : new Error('over'))

const codeOf = (fault: unknown): unknown => (fault as { code?: unknown } | null)?.code
