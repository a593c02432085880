/**
 * Quotes are stored nowhere until they are used: the id that a person is given is the quote itself, sealed. Nobody reads it
 * or makes one but us, and it opens for that person alone.
 */
import { isId } from '@tallystick/ids'
import { type Currency, isCurrency, parseMinorUnits } from '@tallystick/money'
import { accepted, type Result, refused } from '@tallystick/result'
import { type Seal, SealBroken } from '@tallystick/sealed'
import { z } from 'zod'
import { FEE_KINDS } from '../rules/fee.ts'
import { PRIORITIES } from '../rules/payment.ts'
import { isExpired, type Quote, type QuoteRefused } from '../rules/quote.ts'

/** No quote of ours is longer, in characters: three amounts and a rate of 78 digits and more, twice in Base64. */
const ID_CHARS_MAX = 4_000

const currency = z.custom<Currency>((value) => typeof value === 'string' && isCurrency(value))
const whole = z.string().transform((text, context): bigint => {
  const minor = parseMinorUnits(text)
  if (minor !== undefined) return minor
  context.addIssue({ code: 'custom', message: 'is no amount' })
  return z.NEVER
})
const factor = z
  .string()
  .regex(/^[1-9]\d{0,399}$/)
  .transform(BigInt)
const money = z.object({ minor: whole, currency })

const content = z.object({
  nonce: z.string().refine((text) => isId('quo', text)),
  kind: z.enum(FEE_KINDS),
  amount: money,
  priority: z.enum(PRIORITIES),
  payeeCurrency: currency,
  feeMinor: whole,
  payeeAmount: money,
  rate: z
    .object({ from: currency, to: currency, numerator: factor, denominator: factor })
    .nullable(),
  expiresAt: z.number().transform((ms) => new Date(ms)),
})

/** The id that stands for a quote, and carries it. */
export const sealQuote = (seal: Seal, personId: string, quote: Quote): string =>
  seal.seal(
    JSON.stringify({ ...quote, expiresAt: quote.expiresAt.getTime() }, toText),
    about(personId),
  )

/**
 * Opens a quote. That it is the first use, `takeQuotes` says, in the payment's transaction.
 *
 * @returns the quote; QUOTE_UNKNOWN when it is not one of ours or another person's, QUOTE_EXPIRED from its end on
 */
export function openQuote(
  seal: Seal,
  { id, personId }: { id: string; personId: string },
  now: Date,
): Result<Quote, QuoteRefused> {
  const quote = unseal(seal, id, personId)
  if (!quote) return refused({ code: 'QUOTE_UNKNOWN' })
  return isExpired(quote, now) ? refused({ code: 'QUOTE_EXPIRED' }) : accepted(quote)
}

function unseal(seal: Seal, id: string, personId: string): Quote | undefined {
  if (id.length > ID_CHARS_MAX) return undefined
  try {
    return content.parse(JSON.parse(seal.open(id, about(personId))))
  } catch (fault) {
    if (fault instanceof SealBroken) return undefined
    throw fault
  }
}

const about = (personId: string): string => `quote:${personId}`

const toText = (_key: string, value: unknown): unknown =>
  typeof value === 'bigint' ? value.toString() : value
