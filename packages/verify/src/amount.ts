/** How many decimals the assets of the house have; only for showing amounts, never for a verdict. */
const EXPONENTS: Readonly<Record<string, number>> = {
  USD: 2,
  EUR: 2,
  NGN: 2,
  JPY: 0,
  KWD: 3,
  BTC: 8,
  ETH: 18,
  USDC: 6,
  EURC: 6,
}

/** An amount for people, exact: `12.50 USD`; in minor units when the currency is not known here. */
export function amountText(minor: string, currency: string): string {
  const exponent = Object.hasOwn(EXPONENTS, currency) ? EXPONENTS[currency] : undefined
  if (exponent === undefined) return `${minor} minor units of ${currency}`
  if (exponent === 0) return `${minor} ${currency}`
  const sign = minor.startsWith('-') ? '-' : ''
  const digits = minor.slice(sign.length).padStart(exponent + 1, '0')
  return `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)} ${currency}`
}
