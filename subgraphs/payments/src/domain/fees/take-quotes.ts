import type { Tx } from '@tallystick/db'
import { insertQuoteUses } from '../../db/quote-uses.ts'
import type { QuoteRefused } from '../rules/quote.ts'

/** A payment that uses a quote. `quoteNonce` is as `priceFor` gave it. */
export type QuoteTaking = Readonly<{ quoteNonce: string; paymentId: string; at: Date }>

/**
 * Takes quotes for payments, each once and for ever, in the transaction that stores the payments: of many that use the same
 * one the first gets it. When the transaction is undone, so is this.
 *
 * @returns in the order of `takings` undefined, or QUOTE_USED
 */
export async function takeQuotes(
  tx: Tx,
  takings: readonly QuoteTaking[],
): Promise<(QuoteRefused | undefined)[]> {
  if (takings.length === 0) return []
  const uses = takings.map(({ quoteNonce, paymentId, at }) => ({
    quoteId: quoteNonce,
    paymentId,
    usedAt: at,
  }))
  const taken = await insertQuoteUses(tx, uses)
  return taken.map((isTaken) => (isTaken ? undefined : { code: 'QUOTE_USED' }))
}
