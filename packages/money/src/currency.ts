/** A currency: an ISO 4217 alphabetic code or the ticker of a listed asset. */
export type Currency = 'USD' | 'EUR' | 'NGN' | 'JPY' | 'KWD' | 'BTC' | 'ETH' | 'USDC' | 'EURC'

/** What is known of one currency. `exponent` is how many of an amount's last digits are decimals. */
export type CurrencyFacts = Readonly<{
  code: Currency
  exponent: number
  name: string
  kind: 'FIAT' | 'CRYPTO'
}>

/**
 * Every currency that the house can hold, in the order in which documents list them.
 *
 * Exponents of money are those of ISO 4217 (list one), of assets those of their own chain or contract.
 */
export const CURRENCIES: readonly CurrencyFacts[] = [
  { code: 'USD', exponent: 2, name: 'US dollar', kind: 'FIAT' },
  { code: 'EUR', exponent: 2, name: 'Euro', kind: 'FIAT' },
  { code: 'NGN', exponent: 2, name: 'Nigerian naira', kind: 'FIAT' },
  { code: 'JPY', exponent: 0, name: 'Japanese yen', kind: 'FIAT' },
  { code: 'KWD', exponent: 3, name: 'Kuwaiti dinar', kind: 'FIAT' },
  { code: 'BTC', exponent: 8, name: 'Bitcoin', kind: 'CRYPTO' },
  { code: 'ETH', exponent: 18, name: 'Ether', kind: 'CRYPTO' },
  { code: 'USDC', exponent: 6, name: 'USD Coin', kind: 'CRYPTO' },
  { code: 'EURC', exponent: 6, name: 'Euro Coin', kind: 'CRYPTO' },
]

const BY_CODE: ReadonlyMap<string, CurrencyFacts> = new Map(
  CURRENCIES.map((facts) => [facts.code, facts]),
)

/** Whether `text` is the code of a currency as it is written here: `usd` and ` USD` are not. */
export const isCurrency = (text: string): text is Currency => BY_CODE.has(text)

/** The facts of a currency. @throws {RangeError} when the code got past the type checker and is unknown */
export function factsOf(currency: Currency): CurrencyFacts {
  const facts = BY_CODE.get(currency)
  if (!facts) throw new RangeError(`unknown currency ${currency}`)
  return facts
}

/** How many decimals an amount of the currency has: 2 for USD, 0 for JPY. @throws {RangeError} as `factsOf` */
export const exponentOf = (currency: Currency): number => factsOf(currency).exponent
