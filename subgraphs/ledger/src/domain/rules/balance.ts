import { type Currency, type Money, money } from '@tallystick/money'

/** What is in a ledger account at a moment. available = posted − held. */
export type Balance = Readonly<{
  posted: Money
  held: Money
  available: Money
  /** How many entries the posted balance is the sum of. */
  version: number
  asOf: Date
}>

/** What a balance is made of, as it is stored or summed up. */
export type BalanceParts = Readonly<{
  currency: Currency
  postedMinor: bigint
  heldMinor: bigint
  version: number
}>

/** The balance that the parts come to. */
export const toBalance = (parts: BalanceParts, asOf: Date): Balance => ({
  posted: money(parts.postedMinor, parts.currency),
  held: money(parts.heldMinor, parts.currency),
  available: money(parts.postedMinor - parts.heldMinor, parts.currency),
  version: parts.version,
  asOf,
})

/** The balance of an account that the ledger has not heard of. */
export const noBalance = (currency: Currency, asOf: Date): Balance =>
  toBalance({ currency, postedMinor: 0n, heldMinor: 0n, version: 0 }, asOf)

/** Which time of an entry decides whether it counts at a moment: when it was written down, or when it happened. */
export type Clock = 'RECORDED' | 'EFFECTIVE'
