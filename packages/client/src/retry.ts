/** When a request is sent again, how long after, and how often at most. */
import type { TallystickError } from './error.ts'

/** The bounds of trying again. */
export type RetryLimits = Readonly<{
  /** How often one call is sent at most, the first time included. */
  attemptsMax: number
  /** How long after the first time a call may still be sent again, in milliseconds. */
  totalMs: number
  /** The longest first wait, in milliseconds; it doubles each time. */
  delayMs: number
  /** The longest wait, in milliseconds, unless the server asks for more. */
  delayMsMax: number
  /** How long a subscription tries to come back before it gives up, in milliseconds. */
  reconnectMs: number
}>

/** Five times within half a minute; a subscription for two minutes. */
export const RETRY_LIMITS: RetryLimits = {
  attemptsMax: 5,
  totalMs: 30_000,
  delayMs: 200,
  delayMsMax: 5_000,
  reconnectMs: 120_000,
}

/** What passes by itself. */
const PASSING: ReadonlySet<string> = new Set([
  'CONNECTION_LOST',
  'RATE_LIMITED',
  'SERVICE_UNAVAILABLE',
  'TIMEOUT',
])

/** Whether the same request may get a better answer in a moment. */
export const isPassing = ({ code }: TallystickError): boolean => PASSING.has(code)

/**
 * Whether a call may be sent again by itself.
 *
 * What was not applied may, when the cause passes. What may have been applied may only with an idempotency key, because
 * then the second time asks what became of the first; that is worth asking after any fault.
 */
export function maySendAgain(error: TallystickError, hasKey: boolean): boolean {
  if (error.outcome === 'UNKNOWN') return hasKey && (isPassing(error) || error.code === 'INTERNAL')
  return isPassing(error)
}

/** How long to wait before the next time: anything up to a bound that doubles, so that clients do not come all at once. */
export function delayOf(
  { delayMs, delayMsMax }: RetryLimits,
  attempt: number,
  { retryAfterMs = 0 }: { retryAfterMs?: number | undefined },
): number {
  const bound = Math.min(delayMs * 2 ** attempt, delayMsMax)
  return retryAfterMs + Math.random() * bound
}

/** Waits. @throws the signal's reason as soon as it is aborted */
export function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason)
    const onAbort = () => {
      clearTimeout(timer)
      reject(signal.reason)
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', onAbort)
      resolve()
    }, ms)
    signal.addEventListener('abort', onAbort, { once: true })
  })
}
