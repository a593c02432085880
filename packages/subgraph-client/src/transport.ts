/** How one request gets to one address and its answer back: HTTP/1.1 on connections that are kept. */
import { type Dispatcher, Pool } from 'undici'
import type { Lifetime } from './lifetime.ts'

const CONNECT_TIMEOUT_MS = 2_000
/** Shorter than a server keeps an idle connection, so that we are the one who closes it. */
const KEEP_ALIVE_MS = 10_000
const RESPONSE_BYTES_MAX = 10 * 1_048_576

/** A request. Header names and values alternate. */
export type Message = Readonly<{
  method: 'GET' | 'POST'
  path: string
  headers: string[]
  body?: string | undefined
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
        pool.dispatch(
          { ...message, body: message.body ?? null },
          new Exchange(lifetime, { resolve, reject }),
        )
      }),
    close: () => pool.close(),
  }
}

type Ends = Readonly<{ resolve(reply: Reply): void; reject(fault: TransportFault): void }>

/** Collects one answer. The pool's own `request` costs twice as much. */
class Exchange implements Dispatcher.DispatchHandler {
  readonly #lifetime: Lifetime
  readonly #ends: Ends
  readonly #chunks: Buffer[] = []
  #controller: Dispatcher.DispatchController | undefined
  #status = 0

  constructor(lifetime: Lifetime, ends: Ends) {
    this.#lifetime = lifetime
    this.#ends = ends
    lifetime.onOver = ({ cause }) => {
      // Without a controller it waits for a connection, and is turned away when it gets one.
      this.#controller?.abort(toError(cause))
      this.#fail(cause)
    }
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
    this.#chunks.push(chunk)
  }

  onResponseEnd(): void {
    const [first] = this.#chunks
    const whole = first && this.#chunks.length === 1 ? first : Buffer.concat(this.#chunks)
    this.#lifetime.onOver = undefined
    this.#ends.resolve({ status: this.#status, text: whole.toString('utf8') })
  }

  onResponseError(_controller: Dispatcher.DispatchController, fault: Error): void {
    this.#lifetime.onOver = undefined
    this.#fail(fault)
  }

  #fail(cause: unknown): void {
    this.#ends.reject(new TransportFault(this.#controller !== undefined, cause))
  }
}

const toError = (cause: unknown): Error => (cause instanceof Error ? cause : new Error('over'))

const codeOf = (fault: unknown): unknown => (fault as { code?: unknown } | null)?.code
