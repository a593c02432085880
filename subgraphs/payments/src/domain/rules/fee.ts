/**
 * What a payment costs.
 *
 * A fee is a fixed part and a share of the amount, within a minimum and a maximum, by the band that the amount is in. The
 * share is rounded up to the minor unit: who pays in many parts never pays less than who pays at once, and nobody is
 * charged a whole unit more than the share. The fee is a whole number from then on, so amount and fee are exactly the total.
 */
import type { Currency } from '@tallystick/money'
import { divideUp } from './division.ts'
import type { Priority } from './payment.ts'
import { inForce, type Version } from './version.ts'

/** What can have a fee: every kind of payment but a refund, which gives back and charges nothing. */
export const FEE_KINDS = ['SEND', 'TRANSFER', 'TOP_UP', 'PAYOUT', 'REQUEST', 'PURCHASE'] as const

/** What a fee is for. */
export type FeeKind = (typeof FEE_KINDS)[number]

/** The fee of the amounts from `fromMinor` up to the next band. All in minor units of the schedule's currency. */
export type FeeBand = Readonly<{
  fromMinor: bigint
  fixedMinor: bigint
  /** Hundredths of a percent of the amount, 0 to 10,000. */
  basisPoints: number
  minimumMinor: bigint
  /** Null when there is none. */
  maximumMinor: bigint | null
}>

/** What a schedule is for. */
export type FeeSubject = Readonly<{ kind: FeeKind; currency: Currency; priority: Priority }>

/** One version of the fees of one kind, currency and priority. `bands` begin at 0 and rise. */
export type FeeRule = Version & FeeSubject & Readonly<{ bands: readonly FeeBand[] }>

/** Every version of every rule, by `keyOf` its subject. */
export type FeeBook = ReadonlyMap<string, readonly FeeRule[]>

/** The fees that hold at a moment. */
export type FeeSchedule = Readonly<{ book: FeeBook; at: Date }>

/** What a fee is asked of: `minor` units of `currency`, greater than zero. */
export type FeeQuestion = FeeSubject & Readonly<{ minor: bigint }>

/** The most bands in one rule. */
export const FEE_BANDS_MAX = 20
/** All of the amount. */
export const BASIS_POINTS_MAX = 10_000

/** The name under which a book keeps the rules of a subject. */
export const keyOf = ({ kind, currency, priority }: FeeSubject): string =>
  `${kind} ${currency} ${priority}`

/** Puts versions in a book. */
export function toFeeBook(rules: readonly FeeRule[]): FeeBook {
  return Map.groupBy(rules, keyOf)
}

/** The rule that holds for a subject; undefined when there is none, and then nothing is charged. */
export const ruleOf = ({ book, at }: FeeSchedule, subject: FeeSubject): FeeRule | undefined =>
  inForce(book.get(keyOf(subject)) ?? [], at)

/** The fee, in minor units of the amount's currency; 0 where no rule holds. */
export function feeOf(schedule: FeeSchedule, question: FeeQuestion): bigint {
  const band = ruleOf(schedule, question)?.bands.findLast(
    ({ fromMinor }) => fromMinor <= question.minor,
  )
  return band ? feeIn(band, question.minor) : 0n
}

function feeIn(band: FeeBand, minor: bigint): bigint {
  const { fixedMinor, basisPoints, minimumMinor, maximumMinor } = band
  const share = divideUp(minor * BigInt(basisPoints), BigInt(BASIS_POINTS_MAX))
  const fee = fixedMinor + share
  if (fee < minimumMinor) return minimumMinor
  return maximumMinor !== null && fee > maximumMinor ? maximumMinor : fee
}

/** The first thing that is wrong with the bands of a new rule, in words; undefined for none. */
export function faultOfBands(bands: readonly FeeBand[]): string | undefined {
  if (bands.length === 0 || bands.length > FEE_BANDS_MAX)
    return `A schedule has 1 to ${FEE_BANDS_MAX} bands.`
  if (bands[0]?.fromMinor !== 0n) return 'The first band begins at 0.'
  const rises = bands.every(({ fromMinor }, at) => fromMinor > (bands[at - 1]?.fromMinor ?? -1n))
  if (!rises) return 'Each band begins above the one before.'
  return bands.map(faultOfBand).find((fault) => fault !== undefined)
}

function faultOfBand(band: FeeBand): string | undefined {
  const { fixedMinor, basisPoints, minimumMinor, maximumMinor } = band
  if (basisPoints < 0 || basisPoints > BASIS_POINTS_MAX)
    return `basisPoints is 0 to ${BASIS_POINTS_MAX}.`
  if (fixedMinor < 0n || minimumMinor < 0n) return 'No part of a fee is negative.'
  if (maximumMinor !== null && maximumMinor < minimumMinor)
    return 'The maximum is not below the minimum.'
  return undefined
}
