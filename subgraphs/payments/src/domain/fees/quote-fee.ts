import { newId } from '@tallystick/ids'
import { accepted, type Result } from '@tallystick/result'
import type { Parts } from '../parts.ts'
import type { Quote, QuoteSubject } from '../rules/quote.ts'
import { type PriceRefused, priceNow } from './price.ts'
import { sealQuote } from './seal-quote.ts'

/** How long a quote holds unless the operator says otherwise, in seconds. */
export const QUOTE_SECONDS = 60

/** A quote as its person is given it. `totalMinor` is amount and fee together. */
export type OfferedQuote = Quote & Readonly<{ id: string; totalMinor: bigint }>

/** Says what a payment would cost and bring, and promises it for a minute. Nothing is stored. */
export async function quoteFee(
  parts: Pick<Parts, 'rates' | 'schedules' | 'seal' | 'now' | 'quoteSeconds'>,
  personId: string,
  subject: QuoteSubject,
): Promise<Result<OfferedQuote, PriceRefused>> {
  const price = await priceNow(parts, subject)
  if (!price.ok) return price
  const quote: Quote = {
    ...subject,
    ...price.value,
    nonce: newId('quo'),
    expiresAt: new Date(parts.now().getTime() + parts.quoteSeconds * 1_000),
  }
  return accepted({
    ...quote,
    id: sealQuote(parts.seal, personId, quote),
    totalMinor: quote.amount.minor + quote.feeMinor,
  })
}
