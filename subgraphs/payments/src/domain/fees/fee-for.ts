import type { Money } from '@tallystick/money'
import { accepted, type Result } from '@tallystick/result'
import type { FeeKind } from '../rules/fee.ts'
import type { FormFault } from '../rules/form.ts'
import type { Priority } from '../rules/payment.ts'
import type { QuoteRefused } from '../rules/quote.ts'
import { type PriceParts, priceFor } from './price.ts'

/** What is paid, and how it was quoted. */
export type FeeQuestion = Readonly<{
  personId: string
  kind: FeeKind
  amount: Money
  priority: Priority
  /** As `quoteFee` gave it; null without one. */
  quoteId: string | null
}>

/** The fee in minor units, and the quote that has to be taken with the payment. */
export type FeeFound = Readonly<{ feeMinor: bigint; quoteNonce: string | null }>

/** Says what is charged on top of a payment that stays in its currency: by its quote, or by what holds now. */
export async function feeFor(
  parts: PriceParts,
  { personId, kind, amount, priority, quoteId }: FeeQuestion,
): Promise<Result<FeeFound, FormFault | QuoteRefused>> {
  const subject = { kind, amount, priority, payeeCurrency: amount.currency }
  const price = await priceFor(parts, { personId, subject, quoteId })
  if (price.ok) {
    const { feeMinor, quoteNonce } = price.value
    return accepted({ feeMinor, quoteNonce })
  }
  const { refusal } = price
  if (refusal.code === 'RATE_UNAVAILABLE' || refusal.code === 'AMOUNT_TOO_SMALL')
    throw new Error(`nothing is exchanged, and ${refusal.code} was said`)
  return { ok: false, refusal }
}
