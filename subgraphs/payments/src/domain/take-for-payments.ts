/**
 * What payments need before they may be, taken in the transaction that makes them: part of what a refund gives back, a
 * place within limits, a quote. One that is refused something has taken nothing.
 */
import type { Tx } from '@tallystick/db'
import { releaseRefund, reserveRefund } from '../db/refunds.ts'
import { takeQuotes } from './fees/take-quotes.ts'
import { giveBackLimits, spendLimits } from './limits/spend-limits.ts'
import type { LimitExceeded } from './rules/limit.ts'
import type { Prepared } from './rules/order.ts'
import type { Payment } from './rules/payment.ts'
import type { QuoteRefused } from './rules/quote.ts'

/** Why there is nothing to take. TOO_LITTLE_LEFT: of the payment that a refund is to give back. Nothing was written. */
export type CreateRefused =
  | LimitExceeded
  | QuoteRefused
  | Readonly<{ code: 'KEY_TAKEN' }>
  | Readonly<{ code: 'TOO_LITTLE_LEFT' }>

/** A payment that is about to be stored, and what it takes. */
export type Taker = Readonly<{ payment: Payment; takes: Omit<Prepared, 'order'> }>

/**
 * Takes for each what it needs. Always in this order, and in the order of what is taken, so that two transactions do not
 * wait for each other in a circle.
 *
 * @returns why some get nothing
 */
export async function takeFor<Each extends Taker>(
  tx: Tx,
  takers: readonly Each[],
): Promise<ReadonlyMap<Each, CreateRefused>> {
  const refusals = new Map<Each, CreateRefused>()
  for (const [refundOf, taker] of refundsIn(takers))
    if (!(await reserveRefund(tx, { refundOf, amountMinor: taker.payment.amountMinor })))
      refusals.set(taker, { code: 'TOO_LITTLE_LEFT' })

  const counted = takers.flatMap((taker) => {
    const { limit } = taker.takes
    return limit === null ? [] : [{ taker, use: { ...limit, paymentId: taker.payment.id } }]
  })
  const overruns = await spendLimits(
    tx,
    counted.map(({ use }) => use),
  )
  for (const [index, { taker }] of counted.entries()) {
    const overrun = overruns[index]
    if (overrun) refusals.set(taker, overrun)
  }

  const quoted = takers.flatMap((taker) => {
    const { quoteNonce } = taker.takes
    const { id: paymentId, createdAt: at } = taker.payment
    if (quoteNonce === null || refusals.has(taker)) return []
    return [{ taker, taking: { quoteNonce, paymentId, at } }]
  })
  const used = await takeQuotes(
    tx,
    quoted.map(({ taking }) => taking),
  )
  const late = quoted.flatMap(({ taker }, index) => {
    const refusal = used[index]
    if (refusal) refusals.set(taker, refusal)
    return refusal ? [taker.payment.id] : []
  })
  await giveBackLimits(tx, late)
  return refusals
}

/**
 * Gives back what was taken for payments that are there already: somebody with the same key was faster. A quote is not: it
 * was taken under another payment's name, and by then this one has been refused it.
 */
export async function giveBackAll(tx: Tx, takers: readonly Taker[]): Promise<void> {
  for (const [refundOf, { payment }] of refundsIn(takers))
    await releaseRefund(tx, { refundOf, amountMinor: payment.amountMinor })
  await giveBackLimits(
    tx,
    takers.map(({ payment }) => payment.id),
  )
}

const refundsIn = <Each extends Taker>(takers: readonly Each[]): (readonly [string, Each])[] =>
  takers
    .flatMap((taker) => {
      const { refundOf } = taker.payment
      return refundOf === null ? [] : [[refundOf, taker] as const]
    })
    .toSorted(([a], [b]) => (a < b ? -1 : Number(a > b)))
