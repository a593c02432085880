/** When a payment that is not at rest is tried again. */

/**
 * How long the process that accepted a payment has for itself, in milliseconds, before a job takes over.
 *
 * Two processes that advance one payment at once do no harm, because ledger and providers know it by its id; the lease
 * only saves work.
 */
export const LEASE_MS = 5_000

/**
 * The longest pause between two tries, in milliseconds. Under the sweep's minute, so that each sweep tries again
 * everything that failed before: a payment ends within a minute after the last fault has ended.
 */
export const PAUSE_MAX_MS = 30_000

/** How often a provider is asked whether the customer has done their part, in milliseconds. */
export const ACTION_POLL_MS = 60_000

/** How long a customer has to do their part, in milliseconds; then the payment expires. */
export const ACTION_TIMEOUT_MS = 24 * 60 * 60 * 1_000

/** The pause after the given number of tries, in milliseconds: 5 s doubled each time, 30 s at most. */
export function pauseMs(attemptCount: number): number {
  const doublings = Math.min(Math.max(attemptCount, 0), 10)
  return Math.min(LEASE_MS * 2 ** doublings, PAUSE_MAX_MS)
}

/** The moment `ms` milliseconds after `at`. */
export const after = (at: Date, ms: number): Date => new Date(at.getTime() + ms)

/** Milliseconds in a day, by the clock. */
export const MS_PER_DAY = 24 * 60 * 60 * 1_000

/** How long money is held for a payee who has to take or capture it, in days; then the payment expires. */
export const HOLD_DAYS = 7

/** How long somebody who was asked for money has to pay, in days, unless the one who asks says otherwise. */
export const REQUEST_DAYS = 14

/** The longest that somebody can be asked for money, in days. */
export const REQUEST_DAYS_MAX = 90

/**
 * How long after a call can have ended a provider that has never heard of it is believed, in milliseconds: it is not on its
 * way any more. Only then another attempt is made.
 */
export const CALL_MARGIN_MS = 5_000
