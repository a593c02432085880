/**
 * Amounts: a whole number of minor units and its currency, read, shown and reckoned with exactly.
 *
 * No function here takes or returns a float.
 */

export type { Currency, CurrencyFacts } from './currency.ts'
export { CURRENCIES, exponentOf, isCurrency } from './currency.ts'
export type { Money } from './money.ts'
export { add, allocate, compare, isPositive, money, subtract } from './money.ts'
export type { NotMoney, ParsedMoney } from './text.ts'
export { formatMoney, MINOR_DIGITS_MAX, parseMinorUnits, parseMoney, toDecimal } from './text.ts'
