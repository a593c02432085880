/** What a difference is called, what it is about and what is said of it. */
import type { Currency } from '@tallystick/money'
import type { Difference, MatchingRule } from './reconciliation.ts'
import type { Side } from './side.ts'
import type { LineVerdict } from './statement-matching.ts'

/** What is written of a ledger account, and what its entries, holds and moves come to. */
export type RecomputedAccount = Readonly<{
  id: string
  currency: Currency
  posted: bigint
  version: bigint
  held: bigint
  heldVersion: bigint
  entries: RecomputedSeries
  moves: RecomputedSeries
  /** What the open holds still reserve. */
  openHolds: bigint
}>

/** A ledger account's entries, or the moves of its holds, added up from the first. */
export type RecomputedSeries = Readonly<{
  sum: bigint
  count: bigint
  /** The balance that the newest says. */
  last: bigint
  /** The first version that says another balance than results, or leaves out a number; null when none does. */
  brokenAt: bigint | null
}>

/** How a ledger account differs from what it is made of: in its balance, in what is held, in both or not at all. */
export function driftsOf(account: RecomputedAccount): Difference[] {
  const { posted, version, held, heldVersion, entries, moves, openHolds } = account
  const balance = faultOfSeries('entries', entries, { balance: posted, version })
  const series = faultOfSeries('hold moves', moves, { balance: held, version: heldVersion })
  const hold =
    held === openHolds
      ? series
      : `open holds come to ${openHolds}, ${held} is held${series ? `; ${series}` : ''}`
  return [
    ...(balance
      ? [
          drift(account, 'BALANCE_DIFFERS', {
            expected: entries.sum,
            found: posted,
            detail: balance,
          }),
        ]
      : []),
    ...(hold
      ? [drift(account, 'HELD_DIFFERS', { expected: openHolds, found: held, detail: hold })]
      : []),
  ]
}

function faultOfSeries(
  what: string,
  { sum, count, last, brokenAt }: RecomputedSeries,
  written: Readonly<{ balance: bigint; version: bigint }>,
): string | undefined {
  const faults = [
    ...(sum === written.balance ? [] : [`${what} come to ${sum}, ${written.balance} is written`]),
    ...(last === written.balance ? [] : [`the newest of ${what} says ${last}`]),
    ...(count === written.version
      ? []
      : [`there are ${count} ${what}, the version is ${written.version}`]),
    ...(brokenAt === null ? [] : [`${what} break off at version ${brokenAt}`]),
  ]
  return faults.length === 0 ? undefined : faults.join('; ')
}

const drift = (
  { id, currency }: RecomputedAccount,
  kind: 'BALANCE_DIFFERS' | 'HELD_DIFFERS',
  { expected, found, detail }: { expected: bigint; found: bigint; detail: string },
): Difference => ({
  ...NOTHING,
  kind,
  subject: id,
  currency,
  expectedMinor: expected,
  foundMinor: found,
  detail,
  ledgerAccountId: id,
})

/** How assets and liabilities with income of one currency differ; undefined when they are equal. */
export function clearingDifference({
  currency,
  debits,
  credits,
}: Readonly<{ currency: Currency; debits: bigint; credits: bigint }>): Difference | undefined {
  if (debits === credits) return undefined
  return {
    ...NOTHING,
    kind: 'CLEARING_DIFFERS',
    subject: `currency:${currency}`,
    currency,
    expectedMinor: credits,
    foundMinor: debits,
    detail: `we owe and earned ${credits}, providers owe us ${debits}`,
  }
}

/** A line that is not simply matched, beside the entry that it was paired with. */
export type DifferingLine = Readonly<{
  line: number
  verdict: Exclude<LineVerdict, 'MATCHED'>
  rule: MatchingRule | null
  reference: string
  side: Side
  amountMinor: bigint
  currency: Currency
  bookedAt: Date
  entry: DifferingEntry | null
}>

/** An entry that a statement lacks, or has otherwise. */
export type DifferingEntry = Readonly<{
  ledgerAccountId: string
  version: number
  ledgerTransactionId: string
  side: Side
  amountMinor: bigint
  currency: Currency
  recordedAt: Date
}>

type Statement = Readonly<{ id: string; provider: string }>

/** What is wrong with a line. Its subject is the line, which stays the same however often it is looked at. */
export function lineDifference(statement: Statement, found: DifferingLine): Difference {
  const { line, verdict, reference, entry, currency } = found
  return {
    kind: verdict,
    subject: `${statement.id}:${line}`,
    currency: entry?.currency ?? currency,
    foundCurrency: entry && entry.currency !== currency ? currency : null,
    expectedMinor: entry?.amountMinor ?? null,
    foundMinor: found.amountMinor,
    detail: `line ${line}, reference ${JSON.stringify(reference)}, ${found.side}: ${saidOf(found)}`,
    provider: statement.provider,
    statementId: statement.id,
    line,
    ledgerAccountId: entry?.ledgerAccountId ?? null,
    version: entry?.version ?? null,
    ledgerTransactionId: entry?.ledgerTransactionId ?? null,
  }
}

function saidOf({ verdict, bookedAt, entry }: DifferingLine): string {
  if (verdict === 'MISSING_HERE') return 'no entry of ours is this'
  if (verdict === 'DUPLICATE') return 'another line says the same, and one entry is not two'
  if (verdict === 'AMOUNT_DIFFERS') return 'our entry has another amount'
  if (verdict === 'CURRENCY_DIFFERS') return 'our entry has another currency'
  return `booked on ${dayOf(bookedAt)}, recorded on ${entry ? dayOf(entry.recordedAt) : 'no day'}`
}

/** An entry that the provider should have booked by now. */
export const missingThere = (statement: Statement, entry: DifferingEntry): Difference => ({
  kind: 'MISSING_THERE',
  subject: `${entry.ledgerAccountId}:${entry.version}`,
  currency: entry.currency,
  foundCurrency: null,
  expectedMinor: entry.amountMinor,
  foundMinor: null,
  detail: `recorded on ${dayOf(entry.recordedAt)}, ${entry.side}: no statement has it`,
  provider: statement.provider,
  statementId: statement.id,
  line: null,
  ledgerAccountId: entry.ledgerAccountId,
  version: entry.version,
  ledgerTransactionId: entry.ledgerTransactionId,
})

const dayOf = (moment: Date): string => moment.toISOString().slice(0, 10)

const NOTHING = {
  foundCurrency: null,
  provider: null,
  statementId: null,
  line: null,
  version: null,
  ledgerAccountId: null,
  ledgerTransactionId: null,
} as const
