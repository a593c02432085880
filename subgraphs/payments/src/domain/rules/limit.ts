/** How much one account may move: in each payment, on a day, in a month. */
import type { Currency, Money } from '@tallystick/money'
import type { FeeKind } from './fee.ts'
import { inForce, type Version } from './version.ts'

/** How much is known of who holds an account, and so how much it may move. Accounts says which one has. */
export const ACCOUNT_LEVELS = ['BASIC', 'VERIFIED', 'BUSINESS'] as const

/** How much an account is trusted with. */
export type AccountLevel = (typeof ACCOUNT_LEVELS)[number]

/** OUT: the account pays. IN: a provider brings money into it. Each has its own count. */
export type LimitDirection = 'OUT' | 'IN'

/** What a limit is over: one payment, or a day or month in the time zone of the account's owner. */
export type LimitWindow = 'PAYMENT' | 'DAY' | 'MONTH'

/** One version of the limits of a level, in minor units of `currency`. Null is no limit. */
export type LimitRule = Version &
  Readonly<{
    level: AccountLevel
    currency: Currency
    paymentMinor: bigint | null
    dayMinor: bigint | null
    monthMinor: bigint | null
  }>

/** Every version of every rule, by level and currency. */
export type LimitBook = ReadonlyMap<string, readonly LimitRule[]>

/** From when until when something is counted; the end belongs to the next one. */
export type Span = Readonly<{ start: Date; end: Date }>

/** The day and the month that a moment is in, in some time zone. */
export type Windows = Readonly<{ day: Span; month: Span }>

/** A limit is reached. Nothing was written. `resetsAt` is null for a limit on each payment. */
export type LimitExceeded = Readonly<{
  code: 'LIMIT_EXCEEDED'
  window: LimitWindow
  limit: Money
  used: Money
  remaining: Money
  resetsAt: Date | null
}>

const keyOf = (level: AccountLevel, currency: Currency): string => `${level} ${currency}`

/** Puts versions in a book. */
export function toLimitBook(rules: readonly LimitRule[]): LimitBook {
  return Map.groupBy(rules, ({ level, currency }) => keyOf(level, currency))
}

/** The rule that holds at a moment; undefined when there is none, and then nothing is limited. */
export const limitRuleOf = (
  book: LimitBook,
  { level, currency }: Pick<LimitRule, 'level' | 'currency'>,
  at: Date,
): LimitRule | undefined => inForce(book.get(keyOf(level, currency)) ?? [], at)

/** What is left of a limit: never less than nothing, also where the limit was lowered meanwhile. */
export const remainingOf = (limitMinor: bigint, usedMinor: bigint): bigint =>
  limitMinor > usedMinor ? limitMinor - usedMinor : 0n

/** Judges one payment by the limit on each. */
export function judgeAlone(
  { minor, currency }: Money,
  rule: LimitRule | undefined,
): LimitExceeded | undefined {
  const limit = rule?.paymentMinor ?? null
  if (limit === null || minor <= limit) return undefined
  return {
    code: 'LIMIT_EXCEEDED',
    window: 'PAYMENT',
    limit: { minor: limit, currency },
    used: { minor: 0n, currency },
    remaining: { minor: limit, currency },
    resetsAt: null,
  }
}

/** Which way a payment of a kind counts: a top-up fills the payee's account, all others empty the payer's. */
export const directionOf = (kind: FeeKind): LimitDirection => (kind === 'TOP_UP' ? 'IN' : 'OUT')

/** The first thing that is wrong with new limits, in words; undefined for none. */
export function faultOfLimits({
  paymentMinor,
  dayMinor,
  monthMinor,
}: Pick<LimitRule, 'paymentMinor' | 'dayMinor' | 'monthMinor'>): string | undefined {
  const given = [paymentMinor, dayMinor, monthMinor].filter((minor) => minor !== null)
  if (given.some((minor) => minor < 0n)) return 'No limit is negative.'
  const rises = given.every((minor, at) => minor >= (given[at - 1] ?? 0n))
  return rises ? undefined : 'A payment may not move more than a day, nor a day more than a month.'
}

/**
 * What counts at a moment, given what was counted last: as `payments.spend_limits` in the database has it.
 *
 * @param span the day or month that the moment is in
 * @param counted the one that was counted last, and what was moved in it
 */
export function countedAt(
  span: Span,
  counted: readonly [Span, bigint] | undefined,
  at: Date,
): Readonly<{ end: Date; minor: bigint }> {
  if (!counted) return { end: span.end, minor: 0n }
  const [last, minor] = counted
  if (at < last.end) return { end: last.end, minor }
  // Who has moved to another time zone goes on with what was counted, until the end of the day or month there.
  return { end: span.end, minor: span.start < last.end ? minor : 0n }
}

/** What a payment moves, and what its account may. Known before the transaction that counts it. */
export type LimitTerms = Readonly<{
  accountId: string
  direction: LimitDirection
  amount: Money
  at: Date
  windows: Windows
  rule: LimitRule | undefined
}>

/** A payment to count. */
export type LimitUse = LimitTerms & Readonly<{ paymentId: string }>
