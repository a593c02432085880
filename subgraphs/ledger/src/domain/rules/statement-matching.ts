/**
 * Which line of a statement is which entry of a clearing account: the whole decision, in memory.
 *
 * In production SQL makes it, chunk by chunk (`db/statement-matching.ts`); a test lets both judge the same statements.
 *
 * 1. By reference, payment ids first: lines and entries that bear the same one, on the same side, over the same amount
 *    are pairs, the first with the first. Booked within `lateDays` of the recording it is a match, else it is late.
 * 2. A line that repeats another one exactly, and found no entry of its own, is a duplicate.
 * 3. Lines and entries left under the same reference and side are pairs that differ in amount or in currency.
 * 4. A line whose reference says nothing matches the only entry that comes into question, if that entry could be no
 *    other line either.
 * 5. What is left is missing: a line here; an entry there, once the provider has had its days to book it.
 */
import type { Currency } from '@tallystick/money'
import {
  type MatchingRule,
  REFERENCE_LINES_MAX,
  type StatementBreakKind,
} from './reconciliation.ts'
import type { Side } from './side.ts'

/** What becomes of a line. Entries that the statement lacks have no line: they are MISSING_THERE. */
export type LineVerdict = 'MATCHED' | Exclude<StatementBreakKind, 'MISSING_THERE'>

type Movement = Readonly<{ side: Side; amount: bigint; currency: Currency }>

/** A line as matching sees it; `day` is its day of booking, counted from anywhere. */
export type MatchingLine = Movement &
  Readonly<{ line: number; reference: string; isPayment: boolean; day: number }>

/** An entry of a clearing account of the provider; `day` is its day of recording, `key` puts entries of a day in order. */
export type MatchingEntry = Movement &
  Readonly<{ key: number; payment: string | null; reference: string | null; day: number }>

/** What is compared: the statement's first and last day, and how late a booking may be. */
export type MatchingFrame = Readonly<{
  fromDay: number
  toDay: number
  lateDays: number
  /** The one currency that the statement is about; null for all. */
  currency: Currency | null
}>

/** A line's verdict, with the entry that it was paired with. */
export type LineOutcome = Readonly<{
  line: number
  verdict: LineVerdict
  rule: MatchingRule | null
  entry: number | null
}>

/** What becomes of a whole statement. */
export type Matching = Readonly<{
  lines: readonly LineOutcome[]
  missingThere: readonly number[]
  pending: readonly number[]
}>

/** Matches a statement with the entries of its provider, of which no other statement may have any. */
export function matchStatement(
  lines: readonly MatchingLine[],
  entries: readonly MatchingEntry[],
  frame: MatchingFrame,
): Matching {
  const outcomes = new Map<number, LineOutcome>()
  const taken = new Set<number>()
  const settle = (
    line: MatchingLine,
    verdict: LineVerdict,
    entry?: MatchingEntry,
    rule?: MatchingRule,
  ) => {
    if (entry) taken.add(entry.key)
    outcomes.set(line.line, {
      line: line.line,
      verdict,
      rule: rule ?? null,
      entry: entry?.key ?? null,
    })
  }
  const said = sayingReferences(lines)
  for (const isPayment of [true, false])
    for (const [reference, group] of Map.groupBy(
      said.filter((line) => line.isPayment === isPayment),
      (line) => line.reference,
    )) {
      const bearers = entries.filter(
        (entry) => (isPayment ? entry.payment : entry.reference) === reference,
      )
      matchReference(group, bearers, { frame, taken, settle })
    }
  const left = lines.filter(({ line }) => !outcomes.has(line))
  const free = entries.filter((entry) => !taken.has(entry.key) && isNear(entry, frame))
  for (const [line, entry] of onlyCandidates(left, free, frame.lateDays))
    settle(line, 'MATCHED', entry, 'ONLY_CANDIDATE')
  for (const line of left) if (!outcomes.has(line.line)) settle(line, 'MISSING_HERE')
  return {
    lines: [...outcomes.values()].toSorted((a, b) => a.line - b.line),
    ...unpaired(entries, taken, frame),
  }
}

type Settling = Readonly<{
  frame: MatchingFrame
  taken: ReadonlySet<number>
  settle(line: MatchingLine, verdict: LineVerdict, entry?: MatchingEntry, rule?: MatchingRule): void
}>

/** All lines with one reference, and all entries that bear it. */
function matchReference(
  group: readonly MatchingLine[],
  bearers: readonly MatchingEntry[],
  { frame, taken, settle }: Settling,
): void {
  const settled = new Set<MatchingLine>()
  const pair = (
    sameness: (each: Movement) => string,
    isOnlyNear: boolean,
    verdictOf: VerdictOf,
  ) => {
    const free = bearers.filter(
      (each) => !taken.has(each.key) && (!isOnlyNear || isNear(each, frame)),
    )
    const lines = group.filter((line) => !settled.has(line))
    for (const [line, entry] of pairs(lines, inOrder(free, frame), sameness)) {
      settled.add(line)
      settle(line, verdictOf(line, entry), entry, 'REFERENCE')
    }
  }
  pair(ofMovement, false, (line, entry) =>
    isWithin(line.day, entry.day, frame.lateDays) ? 'MATCHED' : 'LATE',
  )
  for (const line of repeated(group))
    if (!settled.has(line)) {
      settled.add(line)
      settle(line, 'DUPLICATE')
    }
  pair(ofCurrency, true, () => 'AMOUNT_DIFFERS')
  pair(
    ({ side }) => side,
    true,
    () => 'CURRENCY_DIFFERS',
  )
  if (bearers.length > 0)
    for (const line of group) if (!settled.has(line)) settle(line, 'MISSING_HERE')
}

type VerdictOf = (line: MatchingLine, entry: MatchingEntry) => LineVerdict

const ofCurrency = ({ side, currency }: Movement): string => `${side} ${currency}`
const ofMovement = (each: Movement): string => `${ofCurrency(each)} ${each.amount}`

/** The first of one with the first of the other, within what is the same. */
function pairs(
  lines: readonly MatchingLine[],
  entries: readonly MatchingEntry[],
  sameness: (each: Movement) => string,
): (readonly [MatchingLine, MatchingEntry])[] {
  const queues = Map.groupBy(entries, sameness)
  return lines.flatMap((line) => {
    const entry = queues.get(sameness(line))?.shift()
    return entry ? [[line, entry] as const] : []
  })
}

/** Entries of the statement's own time first, the earliest first. */
const inOrder = (entries: readonly MatchingEntry[], frame: MatchingFrame): MatchingEntry[] =>
  entries.toSorted(
    (a, b) => Number(isNear(b, frame)) - Number(isNear(a, frame)) || a.day - b.day || a.key - b.key,
  )

/** Lines that say what an earlier line of the statement has said already. */
function repeated(lines: readonly MatchingLine[]): MatchingLine[] {
  return [...Map.groupBy(lines, ofMovement).values()].flatMap((same) => same.slice(1))
}

/** Lines with a reference that tells movements apart, in the order of booking. */
function sayingReferences(lines: readonly MatchingLine[]): MatchingLine[] {
  return [...Map.groupBy(lines, ({ reference }) => reference)]
    .filter(([reference, group]) => reference !== '' && group.length <= REFERENCE_LINES_MAX)
    .flatMap(([, group]) => group)
    .toSorted((a, b) => a.day - b.day || a.line - b.line)
}

/** Lines and entries that have each other and nothing else to go with. */
function onlyCandidates(
  lines: readonly MatchingLine[],
  entries: readonly MatchingEntry[],
  lateDays: number,
): (readonly [MatchingLine, MatchingEntry])[] {
  const isCandidate = (line: MatchingLine, entry: MatchingEntry): boolean =>
    ofMovement(line) === ofMovement(entry) && isWithin(line.day, entry.day, lateDays)
  return lines.flatMap((line) => {
    const [entry, ...others] = entries.filter((each) => isCandidate(line, each))
    if (!entry || others.length > 0) return []
    return lines.filter((each) => isCandidate(each, entry)).length === 1
      ? [[line, entry] as const]
      : []
  })
}

/** Entries of the statement's days that no line was paired with: missing, or not yet due. */
function unpaired(
  entries: readonly MatchingEntry[],
  taken: ReadonlySet<number>,
  { fromDay, toDay, lateDays, currency }: MatchingFrame,
): Pick<Matching, 'missingThere' | 'pending'> {
  const left = entries.filter(
    (entry) =>
      !taken.has(entry.key) &&
      entry.day >= fromDay &&
      entry.day <= toDay &&
      (currency === null || entry.currency === currency),
  )
  const [missingThere, pending] = [
    left.filter(({ day }) => day + lateDays <= toDay),
    left.filter(({ day }) => day + lateDays > toDay),
  ]
  return {
    missingThere: missingThere.map(({ key }) => key),
    pending: pending.map(({ key }) => key),
  }
}

const isNear = ({ day }: MatchingEntry, { fromDay, toDay, lateDays }: MatchingFrame): boolean =>
  day >= fromDay - lateDays && day <= toDay + lateDays

const isWithin = (a: number, b: number, days: number): boolean => a - b <= days && b - a <= days
