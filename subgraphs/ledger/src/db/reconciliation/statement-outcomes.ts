/** What no reference settles, and what the comparison comes to. */
import type { Database, Db } from '@tallystick/db'
import { fromUuid, toUuid } from '@tallystick/ids'
import type { Currency } from '@tallystick/money'
import { type SQL, sql } from 'drizzle-orm'
import type { DifferingEntry, DifferingLine } from '../../domain/rules/differences.ts'
import type { MatchingRule } from '../../domain/rules/reconciliation.ts'
import type { Side } from '../../domain/rules/side.ts'
import type { LineVerdict } from '../../domain/rules/statement-matching.ts'
import { readInPages } from './read-in-pages.ts'
import { clearingOf, dayOf, isFree, type MatchingRun } from './statement-matching.ts'

/** Rows that are read and written at once: short enough to hold back no event for long. */
const PAGE = 5_000

/** Matches lines that have one candidate with that candidate; `onPage` may throw to stop. */
export async function matchOnlyCandidates(
  db: Database,
  run: MatchingRun,
  onPage: () => void,
): Promise<void> {
  await readInPages<Pair>(
    db,
    { name: 'candidates', query: onlyCandidates(run), size: PAGE },
    async (pairs) => {
      onPage()
      await db.execute(sql`
      insert into ledger.statement_matches (reconciliation_id, line, verdict, rule, ledger_account_id, version)
      select ${toUuid('rec', run.reconciliationId)}::uuid, p.line, 'MATCHED', 'ONLY_CANDIDATE', p.account, p.version
        from unnest(${arrayOf(pairs.map(({ line }) => line))}::bigint[], ${arrayOf(pairs.map(({ account }) => account))}::uuid[],
                    ${arrayOf(pairs.map(({ version }) => version))}::bigint[]) as p (line, account, version)`)
    },
  )
}

/** Lines that nothing was found for are missing here. In pages of lines. */
export async function settleTheRest(
  db: Database,
  run: MatchingRun,
  { lineCount, onPage }: { lineCount: number; onPage: () => void },
): Promise<void> {
  for (let from = 1; from <= lineCount; from += PAGE) {
    onPage()
    await db.execute(sql`
      insert into ledger.statement_matches (reconciliation_id, line, verdict)
      select ${toUuid('rec', run.reconciliationId)}::uuid, l.line, 'MISSING_HERE'
        from ledger.provider_statement_lines l
       where l.statement_id = ${toUuid('stm', run.statementId)}::uuid and l.line >= ${from} and l.line < ${from + PAGE}
         and not exists (select from ledger.statement_matches m
                          where m.reconciliation_id = ${toUuid('rec', run.reconciliationId)}::uuid and m.line = l.line)`)
  }
}

/** Throws away what a comparison made of the lines of its statement, in pages. */
export async function deleteMatches(
  db: Database,
  reconciliationId: string,
  { lineCount, onPage }: { lineCount: number; onPage: () => void },
): Promise<void> {
  for (let from = 1; from <= lineCount; from += PAGE) {
    onPage()
    await db.execute(sql`
      delete from ledger.statement_matches
       where reconciliation_id = ${toUuid('rec', reconciliationId)}::uuid and line >= ${from} and line < ${from + PAGE}`)
  }
}

/** A line and the one entry that it can be. */
type Pair = { line: string; account: string; version: string }

/**
 * Finds, among lines that no reference settled and entries of the statement's time, those that have only each other to go
 * with. One sort of all of them: in each group of side, amount and currency, everyone counts the others within the days.
 */
const onlyCandidates = (run: MatchingRun): SQL => sql`
  with clearing as materialized (${clearingOf(run)}),
  each_one as (
    select l.line, null::uuid as account, null::bigint as version, l.side, l.amount, l.currency,
           ${dayOf('l.booked_at')} - date '2000-01-01' as day
      from ledger.provider_statement_lines l
      left join ledger.statement_matches m
        on m.reconciliation_id = ${toUuid('rec', run.reconciliationId)}::uuid and m.line = l.line
     where l.statement_id = ${toUuid('stm', run.statementId)}::uuid and m.line is null
    union all
    select null, e.ledger_account_id, e.version, e.side, e.amount, c.currency,
           ${dayOf('e.recorded_at')} - date '2000-01-01'
      from clearing c
      join ledger.entries e on e.ledger_account_id = c.id and e.version > c.near_after and e.version <= c.near_upto
     where ${dayOf('e.recorded_at')} >= ${run.fromDay}::date - ${run.lateDays}::integer
       and ${isFree(run)}),
  counted as materialized (
    select *, count(account) over near as entries, count(line) over near as lines
      from each_one
    window near as (partition by side, amount, currency order by day
                    range between ${run.lateDays}::integer preceding and ${run.lateDays}::integer following))
  select l.line::text, e.account::text, e.version::text
    from (select * from counted where line is not null and entries = 1) l
    join (select * from counted where account is not null and lines = 1) e
      on (e.side, e.amount, e.currency) = (l.side, l.amount, l.currency)
     and abs(e.day - l.day) <= ${run.lateDays}::integer`

const arrayOf = (values: readonly string[]): string => `{${values.join(',')}}`

/** Lists the lines that differ, from the one after `after` on. */
export async function listDifferingLines(
  db: Db,
  { reconciliationId, statementId }: Pick<MatchingRun, 'reconciliationId' | 'statementId'>,
  { after, limit }: { after: number; limit: number },
): Promise<DifferingLine[]> {
  const rows = await db.execute<LineRow & Partial<EntryRow>>(sql`
    select m.line::text, m.verdict, m.rule, l.reference, l.side as line_side, l.amount::text as line_amount,
           l.currency as line_currency, l.booked_at, ${ENTRY}
      from ledger.statement_matches m
      join ledger.provider_statement_lines l
        on l.statement_id = ${toUuid('stm', statementId)}::uuid and l.line = m.line
      left join ledger.entries e on e.ledger_account_id = m.ledger_account_id and e.version = m.version
      left join ledger.ledger_accounts a on a.id = m.ledger_account_id
     where m.reconciliation_id = ${toUuid('rec', reconciliationId)}::uuid and m.verdict <> 'MATCHED'
       and m.line > ${after}
     order by m.line limit ${limit}`)
  return rows.map((row) => ({
    line: Number(row.line),
    verdict: row.verdict,
    rule: row.rule,
    reference: row.reference,
    side: row.line_side,
    amountMinor: BigInt(row.line_amount),
    currency: row.line_currency,
    bookedAt: new Date(row.booked_at),
    entry: row.account ? toEntry(row as EntryRow) : null,
  }))
}

const ENTRY =
  sql.raw(`e.ledger_account_id as account, e.version::text, e.ledger_transaction_id, e.side, e.amount::text,
           a.currency, e.recorded_at`)

type EntryRow = {
  account: string
  version: string
  ledger_transaction_id: string
  side: Side
  amount: string
  currency: Currency
  recorded_at: string
}

type LineRow = {
  line: string
  verdict: Exclude<LineVerdict, 'MATCHED'>
  rule: MatchingRule | null
  reference: string
  line_side: Side
  line_amount: string
  line_currency: Currency
  booked_at: string
}

const toEntry = (row: EntryRow): DifferingEntry => ({
  ledgerAccountId: fromUuid('lac', row.account),
  version: Number(row.version),
  ledgerTransactionId: fromUuid('ltx', row.ledger_transaction_id),
  side: row.side,
  amountMinor: BigInt(row.amount),
  currency: row.currency,
  recordedAt: new Date(row.recorded_at),
})

/** Reads, page by page, the entries that no statement has although the provider has had its days to book them. */
export const readMissingThere = (
  db: Database,
  run: MatchingRun,
  onPage: (entries: readonly DifferingEntry[]) => Promise<void>,
): Promise<void> =>
  readInPages<EntryRow>(
    db,
    {
      name: 'missing',
      query: sql`with clearing as materialized (${clearingOf(run)})
        select ${ENTRY} ${unpaired(run)} and ${day} <= ${run.toDay}::date - ${run.lateDays}::integer
         order by e.ledger_account_id, e.version`,
      size: PAGE,
    },
    (rows) => onPage(rows.map(toEntry)),
  )

/** What the lines came to, and how many entries may still be booked in time. */
export async function countOutcomes(
  db: Database,
  run: MatchingRun,
): Promise<{ matchedCount: number; pendingCount: number }> {
  let counts = { matchedCount: 0, pendingCount: 0 }
  const query = sql`with clearing as materialized (${clearingOf(run)})
    select (select count(*) from ledger.statement_matches
             where reconciliation_id = ${toUuid('rec', run.reconciliationId)}::uuid and verdict = 'MATCHED')::text as matched,
           (select count(*) ${unpaired(run)} and ${day} > ${run.toDay}::date - ${run.lateDays}::integer)::text as pending`
  await readInPages<{ matched: string; pending: string }>(
    db,
    { name: 'outcomes', query, size: 1 },
    async ([row]) => {
      counts = { matchedCount: Number(row?.matched), pendingCount: Number(row?.pending) }
    },
  )
  return counts
}

const day = dayOf('e.recorded_at')

/** Entries up to the last day, on days that statements cover, that no line was paired with. */
const unpaired = (run: MatchingRun): SQL => sql`
  from clearing a
  join ledger.entries e on e.ledger_account_id = a.id and e.version > a.near_after and e.version <= a.near_upto
 where ${day} <= ${run.toDay}::date and ${isFree(run)}
   and exists (select from ledger.provider_statements covering
                where covering.provider = ${run.provider} and covering.imported_at is not null
                  and ${day} between covering.from_day and covering.to_day
                  and (covering.currency is null or covering.currency = a.currency))`
