import type { Currency } from '@tallystick/money'

/** What is compared: the books with themselves, or with a provider's statement. */
export type ReconciliationScope = 'BOOKS' | 'PROVIDER'

/** How two records of the same money differ. */
export type BreakKind = 'BALANCE_DIFFERS' | 'HELD_DIFFERS' | 'CLEARING_DIFFERS' | StatementBreakKind

/** How a statement differs from the books. */
export type StatementBreakKind =
  | 'MISSING_HERE'
  | 'MISSING_THERE'
  | 'AMOUNT_DIFFERS'
  | 'CURRENCY_DIFFERS'
  | 'DUPLICATE'
  | 'LATE'

/** What pairs a line with an entry: the reference that both bear, or that nothing else comes into question. */
export type MatchingRule = 'REFERENCE' | 'ONLY_CANDIDATE'

/** Booking and recording may lie this many days apart unless told otherwise. */
export const LATE_DAYS = 3

/** The most days that a caller may allow. */
export const LATE_DAYS_MAX = 31

/** A reference that more lines of a statement bear says nothing about any of them. */
export const REFERENCE_LINES_MAX = 1_000

/** Where in `ledger_transactions.metadata` the provider's own name of a movement is. */
export const PROVIDER_REFERENCE = 'providerReference'

/** A comparison that was asked for. */
export type Reconciliation = Readonly<{
  id: string
  scope: ReconciliationScope
  statementId: string | null
  lateDays: number | null
  startedAt: Date
  finishedAt: Date | null
  attemptCount: number
  comparedCount: number
  matchedCount: number
  breakCount: number
  pendingCount: number
  actorId: string | null
}>

/** After so many attempts a comparison is given up: what stopped it stops the next one too. */
export const ATTEMPTS_MAX = 3

/** Where a comparison stands. */
export type ReconciliationStatus = 'RUNNING' | 'FINISHED' | 'FAILED'

/** Where a comparison stands, by what is known of it. */
export function statusOf({
  finishedAt,
  attemptCount,
}: Pick<Reconciliation, 'finishedAt' | 'attemptCount'>): ReconciliationStatus {
  if (finishedAt) return 'FINISHED'
  // The last attempt may still be on its way; nobody waits for it any more.
  return attemptCount > ATTEMPTS_MAX ? 'FAILED' : 'RUNNING'
}

/** One difference, before anyone knows whether it was found before. */
export type Difference = Readonly<{
  kind: BreakKind
  /** What it is about; with the kind, what tells one difference from another. */
  subject: string
  currency: Currency
  foundCurrency: Currency | null
  /** What the books, or the entries themselves, make of it. */
  expectedMinor: bigint | null
  /** What was found instead. */
  foundMinor: bigint | null
  detail: string
  provider: string | null
  statementId: string | null
  line: number | null
  ledgerAccountId: string | null
  version: number | null
  ledgerTransactionId: string | null
}>

/** A difference that is kept until it is explained or gone. */
export type Break = Difference &
  Readonly<{
    id: string
    reconciliationId: string
    lastReconciliationId: string
    scope: ReconciliationScope
    ownerId: string | null
    openedAt: Date
    resolvedAt: Date | null
    resolution: string | null
    resolvedBy: string | null
  }>

/** The word that stands as resolution where the difference itself went away. */
export const GONE = 'gone'

const DAY_MS = 86_400_000n

/** Whole days since a break was opened, up to its end or now. */
export function ageInDays(
  { openedAt, resolvedAt }: Pick<Break, 'openedAt' | 'resolvedAt'>,
  now: Date,
): number {
  const ms = BigInt((resolvedAt ?? now).getTime() - openedAt.getTime())
  return ms < 0n ? 0 : Number(ms / DAY_MS)
}
