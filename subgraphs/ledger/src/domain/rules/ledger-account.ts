import type { Currency } from '@tallystick/money'
import type { Side } from './side.ts'

/** A place in the chart of accounts. */
export type LedgerAccountCode = 'CUSTOMER_WALLET' | 'PROVIDER_CLEARING' | 'FEE_INCOME'

/** A bucket of the chart of accounts, in one currency. */
export type LedgerAccount = Readonly<{
  id: string
  code: LedgerAccountCode
  normalSide: Side
  currency: Currency
  /** The customer's account that it is for; null for one of the house. */
  accountId: string | null
  /** Whose account that is, as the posting that opened it said. */
  ownerId: string | null
  /** The provider that it is for; null unless PROVIDER_CLEARING. */
  provider: string | null
}>

/** Names a ledger account that may not exist yet. The currency is that of the entry. */
export type LedgerAccountName = Readonly<{
  code: LedgerAccountCode
  accountId: string | null
  ownerId: string | null
  provider: string | null
}>

/**
 * The chart of accounts: on which side each code grows, and the least that may be available in it (null: no bound).
 *
 * The migration `posting` says the same in SQL, where it decides; a test compares the two.
 */
export const CHART: Readonly<
  Record<LedgerAccountCode, Readonly<{ normalSide: Side; floor: bigint | null }>>
> = {
  CUSTOMER_WALLET: { normalSide: 'CREDIT', floor: 0n },
  PROVIDER_CLEARING: { normalSide: 'DEBIT', floor: null },
  FEE_INCOME: { normalSide: 'CREDIT', floor: 0n },
}

/** What is wrong with a name: each code needs its own parts and no others. Undefined when it is sound. */
export function faultOfName({ code, ...parts }: LedgerAccountName): string | undefined {
  const needed = { CUSTOMER_WALLET: ['accountId', 'ownerId'], PROVIDER_CLEARING: ['provider'] }
  const wanted: readonly string[] = code === 'FEE_INCOME' ? [] : needed[code]
  const given = Object.entries(parts).filter(([, value]) => value !== null)
  const missing = wanted.filter((name) => !given.some(([part]) => part === name))
  const surplus = given.map(([part]) => part).filter((part) => !wanted.includes(part))
  if (missing.length > 0) return `${code} needs ${missing.join(' and ')}`
  if (surplus.length > 0) return `${code} takes no ${surplus.join(' and no ')}`
  return undefined
}
