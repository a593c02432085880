import { isId } from '@tallystick/ids'
import { type Currency, isPositive, type Money } from '@tallystick/money'
import { accepted, type Result, refused } from '@tallystick/result'

/** How much may be spent within a time of `hours` that ends now. */
export type SpendCap = Readonly<{ amount: Money; hours: number }>

/** What a key is kept within. An empty list of amounts or caps, and null otherwise, is no limit. */
export type KeyLimits = Readonly<{
  amountMax: readonly Money[]
  currencies: readonly Currency[] | null
  accountIds: readonly string[] | null
  requestsPerMinute: number | null
  spendCaps: readonly SpendCap[]
}>

/** A key that is kept within nothing but its scopes. */
export const NO_LIMITS: KeyLimits = {
  amountMax: [],
  currencies: null,
  accountIds: null,
  requestsPerMinute: null,
  spendCaps: [],
}

/** How many accounts a key may be kept to. */
export const ACCOUNTS_MAX = 100
/** How many requests a minute a key may be given. */
export const REQUESTS_PER_MINUTE_MAX = 100_000
/** How many spend caps a key may have for one currency. */
export const CAPS_PER_CURRENCY_MAX = 4
/** 31 days: how far back a spend cap may look. */
export const CAP_HOURS_MAX = 744

/** A limit that is not of its form, or that leaves open what it looks as if it closed. */
export type BadLimit = Readonly<{
  code: 'BAD_LIMIT'
  field: keyof KeyLimits
  problem: string
}>

/**
 * Checks the limits of a key to be, and closes what they leave open.
 *
 * A key with a cap of 100 USD must not be free to spend euros: where amounts or caps are given, the key may use their
 * currencies and no other, and each currency that it may use has one of each kind that is given.
 */
export function toKeyLimits(asked: Partial<KeyLimits>): Result<KeyLimits, BadLimit> {
  const limits: KeyLimits = { ...NO_LIMITS, ...asked }
  for (const check of [amountProblem, capProblem, accountProblem, requestProblem]) {
    const problem = check(limits)
    if (problem) return refused({ code: 'BAD_LIMIT', ...problem })
  }
  const ofAmounts = limits.amountMax.map(({ currency }) => currency)
  const ofCaps = limits.spendCaps.map(({ amount }) => amount.currency)
  const named = unique([...ofAmounts, ...ofCaps])
  const currencies = limits.currencies ? unique(limits.currencies) : named.length > 0 ? named : null
  if (currencies?.length === 0)
    return refused({ code: 'BAD_LIMIT', field: 'currencies', problem: 'names none' })
  if (currencies && ofAmounts.length > 0 && !isSame(currencies, ofAmounts))
    return refused({ code: 'BAD_LIMIT', field: 'amountMax', problem: NOT_ALL })
  if (currencies && ofCaps.length > 0 && !isSame(currencies, ofCaps))
    return refused({ code: 'BAD_LIMIT', field: 'spendCaps', problem: NOT_ALL })
  const accountIds = limits.accountIds && unique(limits.accountIds)
  return accepted({ ...limits, currencies, accountIds })
}

const NOT_ALL = 'needs one for each currency that the key may use, and for no other'

type Problem = Readonly<{ field: keyof KeyLimits; problem: string }>

function amountProblem({ amountMax }: KeyLimits): Problem | undefined {
  const field = 'amountMax'
  if (!amountMax.every(isPositive)) return { field, problem: 'has an amount that is not positive' }
  const currencies = amountMax.map(({ currency }) => currency)
  if (unique(currencies).length < currencies.length)
    return { field, problem: 'names a currency twice' }
  return undefined
}

function capProblem({ spendCaps }: KeyLimits): Problem | undefined {
  const field = 'spendCaps'
  if (!spendCaps.every(({ amount }) => isPositive(amount)))
    return { field, problem: 'has an amount that is not positive' }
  if (!spendCaps.every(({ hours }) => isWhole(hours, CAP_HOURS_MAX)))
    return { field, problem: `has hours other than 1 to ${CAP_HOURS_MAX}` }
  const counts = Map.groupBy(spendCaps, ({ amount }) => amount.currency)
  if ([...counts.values()].some(({ length }) => length > CAPS_PER_CURRENCY_MAX))
    return { field, problem: `has more than ${CAPS_PER_CURRENCY_MAX} of one currency` }
  return undefined
}

function accountProblem({ accountIds }: KeyLimits): Problem | undefined {
  const field = 'accountIds'
  if (accountIds === null) return undefined
  if (accountIds.length === 0) return { field, problem: 'names none' }
  if (accountIds.length > ACCOUNTS_MAX) return { field, problem: `names more than ${ACCOUNTS_MAX}` }
  if (!accountIds.every((id) => isId('acc', id)))
    return { field, problem: 'names what is no account' }
  return undefined
}

function requestProblem({ requestsPerMinute }: KeyLimits): Problem | undefined {
  if (requestsPerMinute === null || isWhole(requestsPerMinute, REQUESTS_PER_MINUTE_MAX))
    return undefined
  return { field: 'requestsPerMinute', problem: `is not 1 to ${REQUESTS_PER_MINUTE_MAX}` }
}

const isWhole = (value: number, max: number): boolean =>
  Number.isInteger(value) && value >= 1 && value <= max

const unique = <Value>(values: readonly Value[]): Value[] => [...new Set(values)]

const isSame = (some: readonly string[], others: readonly string[]): boolean =>
  some.every((each) => others.includes(each)) && others.every((each) => some.includes(each))
