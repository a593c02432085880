import { newId } from '@tallystick/ids'
import { newSeal } from '@tallystick/sealed'
import { describe, expect, it } from 'vitest'
import type { Quote } from '../rules/quote.ts'
import { openQuote, sealQuote } from './seal-quote.ts'

const seal = newSeal(['a secret of the tests, not of anyone else'])
const ADA = newId('usr')
const ENDS = new Date('2026-06-01T00:01:00Z')
const before = new Date(ENDS.getTime() - 1)
const quote: Quote = {
  nonce: newId('quo'),
  kind: 'TRANSFER',
  amount: { minor: 10n ** 77n, currency: 'USD' },
  priority: 'EXPRESS',
  payeeCurrency: 'ETH',
  feeMinor: 5n,
  payeeAmount: { minor: 3n, currency: 'ETH' },
  rate: { from: 'USD', to: 'ETH', numerator: 7n, denominator: 10n ** 60n },
  expiresAt: ENDS,
}
const unknown = { ok: false, refusal: { code: 'QUOTE_UNKNOWN' } }

describe('a quote (LIM-5)', () => {
  it('opens for its person until its end, as it was', () => {
    const id = sealQuote(seal, ADA, quote)
    expect(openQuote(seal, { id, personId: ADA }, before)).toEqual({ ok: true, value: quote })
    expect(openQuote(seal, { id, personId: ADA }, ENDS)).toEqual({
      ok: false,
      refusal: { code: 'QUOTE_EXPIRED' },
    })
  })

  it('is nobody else’s, also not when it has ended', () => {
    const id = sealQuote(seal, ADA, quote)
    for (const now of [before, ENDS])
      expect(openQuote(seal, { id, personId: newId('usr') }, now)).toEqual(unknown)
  })

  it('shows nothing of what is in it', () => {
    const id = sealQuote(seal, ADA, { ...quote, rate: null })
    expect(id).not.toContain('TRANSFER')
    expect(id).not.toBe(sealQuote(seal, ADA, { ...quote, rate: null }))
  })

  it('that was changed, made by another or is no quote is unknown', () => {
    const id = sealQuote(seal, ADA, quote)
    const other = sealQuote(newSeal(['another secret that is long enough too']), ADA, quote)
    const texts = ['', 'v1', 'quo_1', `${id}x`, id.slice(0, -4), other, 'x'.repeat(1_000_000)]
    for (const text of texts)
      expect(openQuote(seal, { id: text, personId: ADA }, before)).toEqual(unknown)
  })
})
