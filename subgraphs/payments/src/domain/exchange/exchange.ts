import type { Currency, Money } from '@tallystick/money'
import { accepted, type Result, refused } from '@tallystick/result'
import type { Parts } from '../parts.ts'
import { convert, leastFor, type Rate, spreadOf, withSpread } from '../rules/exchange.ts'

/** What is got for an amount, and at which rate; null where both sides are of one currency. */
export type Exchanged = Readonly<{ payeeAmount: Money; rate: Rate | null }>

/** Why an amount is not exchanged. Nothing was done. */
export type ExchangeRefused =
  | Readonly<{ code: 'RATE_UNAVAILABLE'; from: Currency; to: Currency }>
  /** It gets less than one minor unit; `least` is what gets one. */
  | Readonly<{ code: 'AMOUNT_TOO_SMALL'; least: Money }>

/**
 * What an amount gets in another currency now, the spread taken off and rounded down to the minor unit.
 *
 * @throws when the provider of rates does not answer
 */
export async function exchange(
  { rates, schedules, now }: Pick<Parts, 'rates' | 'schedules' | 'now'>,
  amount: Money,
  to: Currency,
): Promise<Result<Exchanged, ExchangeRefused>> {
  const from = amount.currency
  if (from === to) return accepted({ payeeAmount: amount, rate: null })
  const [market, spreads] = await Promise.all([rates.rateOf(from, to), schedules.spreads()])
  if (!market) return refused({ code: 'RATE_UNAVAILABLE', from, to })
  const rate = withSpread(market, spreadOf(spreads, { from, to }, now()))
  const minor = convert(rate, amount.minor)
  if (minor === 0n) return refused({ code: 'AMOUNT_TOO_SMALL', least: leastFor(rate) })
  return accepted({ payeeAmount: { minor, currency: to }, rate })
}
