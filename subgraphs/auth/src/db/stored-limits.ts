import { type Currency, type Money, money } from '@tallystick/money'
import type { KeyLimits } from '../domain/rules/key-limits.ts'

type StoredMoney = Readonly<{ minor: string; currency: Currency }>

/** The limits of a key as JSON has them: amounts in minor units as decimal text, because JSON has no whole numbers. */
export type StoredLimits = Readonly<{
  amountMax: readonly StoredMoney[]
  currencies: readonly Currency[] | null
  accountIds: readonly string[] | null
  requestsPerMinute: number | null
  spendCaps: readonly Readonly<{ amount: StoredMoney; hours: number }>[]
}>

/** Limits as they are stored. */
export const toStored = (limits: KeyLimits): StoredLimits => ({
  ...limits,
  amountMax: limits.amountMax.map(toText),
  spendCaps: limits.spendCaps.map(({ amount, hours }) => ({ amount: toText(amount), hours })),
})

/** Limits as they were stored. */
export const fromStored = (stored: StoredLimits): KeyLimits => ({
  ...stored,
  amountMax: stored.amountMax.map(fromText),
  spendCaps: stored.spendCaps.map(({ amount, hours }) => ({ amount: fromText(amount), hours })),
})

const toText = ({ minor, currency }: Money): StoredMoney => ({ minor: minor.toString(), currency })

const fromText = ({ minor, currency }: StoredMoney): Money => money(BigInt(minor), currency)
