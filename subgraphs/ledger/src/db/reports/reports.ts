/** Sums over the books by time of recording: of closed days by their totals, of the rest by the BRIN index on entries. */
import type { Db } from '@tallystick/db'
import { constraintOf } from '@tallystick/db'
import type { Currency } from '@tallystick/money'
import { type SQL, sql } from 'drizzle-orm'
import type { Totals } from '../../domain/rules/financial-report.ts'
import type { LedgerAccountCode } from '../../domain/rules/ledger-account.ts'
import { closedDays, dayTotals } from '../report-tables.ts'

/** A day that is not closed may have millions of entries: more than the timeout of a session allows. */
const REPORT_TIMEOUT = '10s'
const CLOSE_TIMEOUT = '10min'

/** From which moment on, and the first moment that does not count; null for no bound. */
export type Stretch = Readonly<{ since: Date | null; before: Date | null }>

/** What was recorded within a stretch of time, by place in the chart of accounts. */
export async function sumTotals(db: Db, stretch: Stretch): Promise<Totals[]> {
  const statement = totalsStatement(await splitStretch(db, stretch))
  const rows = await withTime(db, REPORT_TIMEOUT, (tx) => tx.execute<TotalsRow>(statement))
  return rows.map((row) => ({
    code: row.code,
    provider: row.provider,
    currency: row.currency,
    debitsMinor: BigInt(row.debits),
    creditsMinor: BigInt(row.credits),
    entryCount: BigInt(row.entry_count),
  }))
}

type TotalsRow = {
  code: LedgerAccountCode
  provider: string | null
  currency: Currency
  debits: string
  credits: string
  entry_count: string
}

/** How many ledger transactions were recorded within a stretch of time. */
export async function countLedgerTransactions(db: Db, stretch: Stretch): Promise<bigint> {
  const { days, rest } = await splitStretch(db, stretch)
  const counts = [
    sql`select coalesce(sum(ledger_transaction_count), 0) as count from ${closedDays} where ${isWithin(days)}`,
    ...rest.map(
      ({ since, before }) => sql`select count(*) from ledger.ledger_transactions
        where recorded_at >= ${since}::text::timestamptz and recorded_at < ${before}::text::timestamptz`,
    ),
  ]
  const statement = sql`select sum(count)::text as count from (${sql.join(counts, sql` union all `)}) counts`
  const [row] = await withTime(db, REPORT_TIMEOUT, (tx) => tx.execute<{ count: string }>(statement))
  return BigInt(row?.count ?? 0)
}

/** A stretch as closed days, by their first and the day after their last, and what of it lies around them. */
export type SplitStretch = Readonly<{
  days: Readonly<{ first: string; end: string }>
  rest: readonly Readonly<{ since: string; before: string }>[]
}>

/**
 * Finds the closed days that lie wholly within a stretch. They never open again, so what is summed up by them afterwards is
 * as true as what is summed up at once; and a statement that is told its bounds is planned for just those.
 */
export async function splitStretch(db: Db, { since, before }: Stretch): Promise<SplitStretch> {
  const from = since?.toISOString() ?? '-infinity'
  const to = before?.toISOString() ?? 'infinity'
  const [row] = await db.execute<{ first: string | null; end: string | null }>(sql`
    select min(day)::text as first, (max(day) + 1)::text as end from ${closedDays}
     where day::timestamp at time zone 'UTC' >= ${from}::text::timestamptz
       and (day + 1)::timestamp at time zone 'UTC' <= ${to}::text::timestamptz`)
  if (!row?.first || !row.end)
    return { days: { first: 'infinity', end: 'infinity' }, rest: [{ since: from, before: to }] }
  const [first, end] = [midnight(row.first), midnight(row.end)]
  // Days are closed from the very first entry on: nothing was recorded before them.
  const head = since === null || from === first ? [] : [{ since: from, before: first }]
  const tail = to === end ? [] : [{ since: end, before: to }]
  return { days: { first: row.first, end: row.end }, rest: [...head, ...tail] }
}

/** The statement of `sumTotals`. Wallets come together, under an id that is nobody's. */
export function totalsStatement({ days, rest }: SplitStretch): SQL {
  const columns = sql.raw('s.ledger_account_id, s.currency, s.debits, s.credits, s.entry_count')
  const parts = [
    sql`select ${columns} from ${dayTotals} s where ${isWithin(days)}`,
    ...rest.map(
      ({ since, before }) => sql`select ${columns}
        from ledger.sum_entries(${since}::text::timestamptz, ${before}::text::timestamptz) s`,
    ),
  ]
  return sql`
    select coalesce(a.code, 'CUSTOMER_WALLET') as code, a.provider, p.currency,
           sum(p.debits)::text as debits, sum(p.credits)::text as credits, sum(p.entry_count)::text as entry_count
      from (${sql.join(parts, sql` union all `)}) p
      left join ledger.ledger_accounts a on a.id = p.ledger_account_id
     group by 1, 2, 3 order by 3, 1, 2`
}

const isWithin = ({ first, end }: SplitStretch['days']): SQL =>
  sql`day >= ${first}::text::date and day < ${end}::text::date`
const midnight = (day: string): string => `${day}T00:00:00.000Z`

/**
 * Closes the next day that is over, in a transaction of its own.
 *
 * @returns the last day that is closed now, such as `2026-11-21`; null when nothing is left, somebody else is at it or the
 *   day is not settled yet
 */
export async function closeNextDay(db: Db): Promise<string | null> {
  try {
    const [row] = await withTime(db, CLOSE_TIMEOUT, (tx) =>
      tx.execute<{ day: string | null }>(sql`select ledger.close_day()::text as day`),
    )
    return row?.day ?? null
  } catch (fault) {
    if (constraintOf(fault) === 'moment_not_settled') return null
    throw fault
  }
}

/** Runs one statement that may take longer than a session's others. */
const withTime = <Answer>(
  db: Db,
  timeout: typeof REPORT_TIMEOUT | typeof CLOSE_TIMEOUT,
  work: (tx: Db) => Promise<Answer>,
): Promise<Answer> =>
  db.transaction(async (tx) => {
    await tx.execute(sql.raw(`set local statement_timeout = '${timeout}'`))
    return await work(tx)
  })
