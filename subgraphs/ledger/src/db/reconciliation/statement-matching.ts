/**
 * Pairs the lines of a statement with the entries of its provider, as `domain/rules/statement-matching.ts` decides.
 *
 * References are gone through in pages, each in a transaction of its own: a long one that writes would hold back every
 * event of the database. What is posted meanwhile does not count, because each account is looked at up to a fixed version.
 */
import type { Database, Db } from '@tallystick/db'
import { toUuid } from '@tallystick/ids'
import type { Currency } from '@tallystick/money'
import { type SQL, sql } from 'drizzle-orm'
import { PROVIDER_REFERENCE, REFERENCE_LINES_MAX } from '../../domain/rules/reconciliation.ts'

/** A comparison on its way: of which statement, and with the entries up to which version of each account. */
export type MatchingRun = Readonly<{
  reconciliationId: string
  statementId: string
  provider: string
  fromDay: string
  toDay: string
  currency: Currency | null
  lateDays: number
  clearing: readonly ClearingAccount[]
}>

/** A clearing account of the provider, with the entries that count: those after `near` are of the statement's time. */
export type ClearingAccount = Readonly<{
  id: string
  currency: Currency
  upto: bigint
  nearAfter: bigint
  nearUpto: bigint
}>

/** Lines in one page of references: about a tenth of a second, for which events of others wait. */
const PAGE = 4_000

/** Finds the clearing accounts of a provider, each up to its newest entry. */
export async function findClearing(
  db: Db,
  run: Omit<MatchingRun, 'clearing' | 'reconciliationId' | 'currency'>,
): Promise<ClearingAccount[]> {
  const [from, to] = [dayStart(run.fromDay), dayStart(run.toDay)]
  const late = sql`make_interval(days => ${run.lateDays}::integer)`
  const rows = await db.execute<{
    id: string
    currency: Currency
    upto: string
    near_after: string
    near_upto: string
  }>(sql`
    select a.id, a.currency, a.version::text as upto,
           -- Up to the last moment before the first day, and before the day after the last.
           ledger.version_at(a.id, least(${from}, since.moment) - ${late} - interval '1 microsecond')::text as near_after,
           least(a.version, ledger.version_at(a.id, ${to} + interval '1 day' + ${late} - interval '1 microsecond'))::text
             as near_upto
      from ledger.ledger_accounts a,
           -- What came too late in the last statement to be missed then is due by now.
           (select coalesce(max(s.to_day), 'infinity')::timestamp at time zone 'UTC' as moment
              from ledger.provider_statements s
             where s.provider = ${run.provider} and s.imported_at is not null and s.to_day < ${run.fromDay}::date) since
     where a.code = 'PROVIDER_CLEARING' and a.provider = ${run.provider}
     order by a.id`)
  return rows.map((row) => ({
    id: row.id,
    currency: row.currency,
    upto: BigInt(row.upto),
    nearAfter: BigInt(row.near_after),
    nearUpto: BigInt(row.near_upto),
  }))
}

/** Goes through all references, payment ids first; `onPage` may throw to stop. */
export async function matchByReference(
  db: Database,
  run: MatchingRun,
  onPage: () => void,
): Promise<void> {
  for (const isPayment of [true, false]) {
    let after = ''
    for (;;) {
      onPage()
      const upto = await findPageEnd(db, run, { isPayment, after })
      if (upto === null) break
      await matchPage(db, run, { isPayment, after, upto })
      after = upto
    }
  }
}

type Page = Readonly<{ isPayment: boolean; after: string; upto: string }>

async function findPageEnd(
  db: Db,
  { statementId }: MatchingRun,
  { isPayment, after }: Omit<Page, 'upto'>,
): Promise<string | null> {
  const [row] = await db.execute<{ upto: string | null }>(sql`
    select max(reference) as upto from (
      select reference from ledger.provider_statement_lines
       where statement_id = ${toUuid('stm', statementId)}::uuid and reference > ${after}
         and (payment_id is not null) = ${isPayment}
       order by reference limit ${PAGE}) page`)
  return row?.upto ?? null
}

/**
 * Three stages, each of what the last one left: same in all, same but for the amount, same but for the currency. Lines and
 * entries are put beside each other by full joins, which are quick however wrong the planner's guess at their number is.
 */
async function matchPage(db: Db, run: MatchingRun, page: Page): Promise<void> {
  const { lateDays, reconciliationId } = run
  await db.execute(sql`
    with clearing as materialized (${clearingOf(run)}),
    lines as materialized (${linesOf(run, page)}),
    bearers as materialized (${bearersOf(run, page)}),
    same as materialized (
      select coalesce(l.reference, e.reference) as reference, coalesce(l.side, e.side) as side,
             coalesce(l.currency, e.currency) as currency, l.line, l.day as line_day, l.amount, l.rank,
             e.account, e.version, e.day, e.recorded_at, e.free and e.near as matchable,
             count(e.account) over (partition by coalesce(l.reference, e.reference)) as bearer_count
        from (select *, row_number() over (partition by reference, side, currency, amount order by day, line) as rank
                from lines) l
        full join (select *, row_number() over (partition by reference, side, currency, amount, free
                                                order by near desc, recorded_at, account, version)
                             * case when free then 1 else -1 end as rank
                     from bearers) e
          on (e.reference, e.side, e.currency, e.amount, e.rank) = (l.reference, l.side, l.currency, l.amount, l.rank)),
    judged as materialized (
      select *, case when line is null then null
                     when account is not null then
                       case when abs(line_day - day) <= ${lateDays}::integer then 'MATCHED' else 'LATE' end
                     when rank > 1 or ${isSaidElsewhere(run)} then 'DUPLICATE' end as verdict
        from same s),
    amounts as materialized (
      select coalesce(l.reference, e.reference) as reference, coalesce(l.side, e.side) as side,
             l.line, l.line_day, l.bearer_count, e.account, e.version, e.recorded_at
        from (select *, row_number() over (partition by reference, side, currency order by line_day, line) as nth
                from judged where line is not null and verdict is null) l
        full join (select *, row_number() over (partition by reference, side, currency
                                                order by recorded_at, account, version) as nth
                     from judged where line is null and matchable) e
          on (e.reference, e.side, e.currency, e.nth) = (l.reference, l.side, l.currency, l.nth)),
    currencies as materialized (
      select l.line, l.bearer_count, e.account, e.version
        from (select *, row_number() over (partition by reference, side order by line_day, line) as nth
                from amounts where account is null) l
        full join (select *, row_number() over (partition by reference, side order by recorded_at, account, version) as nth
                     from amounts where line is null) e
          on (e.reference, e.side, e.nth) = (l.reference, l.side, l.nth))
    insert into ledger.statement_matches (reconciliation_id, line, verdict, rule, ledger_account_id, version)
    select ${toUuid('rec', reconciliationId)}::uuid, line, verdict, case when account is not null then 'REFERENCE' end, account, version
      from (select line, verdict, account, version from judged where verdict is not null
            union all select line, 'AMOUNT_DIFFERS', account, version from amounts where line is not null and account is not null
            union all select line, 'CURRENCY_DIFFERS', account, version from currencies where line is not null and account is not null
            -- A reference that no entry bears says nothing; one that entries bear says that none of them is this line.
            union all select line, 'MISSING_HERE', null, null from currencies
                       where line is not null and account is null and bearer_count > 0) settled`)
}

/** The clearing accounts as a table of the statement. */
export const clearingOf = ({ clearing }: MatchingRun): SQL => sql`
  select * from unnest(${arrayOf(clearing.map(({ id }) => id))}::uuid[], ${arrayOf(clearing.map(({ currency }) => currency))}::text[],
                       ${arrayOf(clearing.map(({ upto }) => upto))}::bigint[], ${arrayOf(clearing.map(({ nearAfter }) => nearAfter))}::bigint[],
                       ${arrayOf(clearing.map(({ nearUpto }) => nearUpto))}::bigint[])
    as c (id, currency, upto, near_after, near_upto)`

/** An array parameter as Postgres reads it. The values are UUIDs, codes and integers, so nothing needs quoting. */
const arrayOf = (values: readonly (string | bigint)[]): string => `{${values.join(',')}}`

const linesOf = ({ statementId, fromDay, toDay, lateDays }: MatchingRun, page: Page): SQL => sql`
  select * from (
    select line, reference, payment_id, side, amount, currency, ${dayOf('booked_at')} as day,
           ${fromDay}::date - ${lateDays}::integer as near_from, ${toDay}::date + ${lateDays}::integer as near_to,
           count(*) over (partition by reference) as bearer_count
      from ledger.provider_statement_lines
     where statement_id = ${toUuid('stm', statementId)}::uuid
       and reference > ${page.after} and reference <= ${page.upto}
       and (payment_id is not null) = ${page.isPayment}) each_line
   where bearer_count <= ${REFERENCE_LINES_MAX}`

/** The first moment of a day. */
const dayStart = (day: string): SQL => sql`(${day}::date::timestamp at time zone 'UTC')`

/** A day in UTC, as booking and recording are counted. */
export const dayOf = (column: string): SQL => sql.raw(`(${column} at time zone 'UTC')::date`)

/**
 * The entries that bear the references of a page. A ledger transaction says itself where its entries are, so each is one
 * lookup by primary key; `offset 0` keeps the planner from reading whole tables instead.
 */
const bearersOf = (run: MatchingRun, page: Page): SQL => sql`
  select r.reference, e.ledger_account_id as account, e.version, e.side, e.amount, c.currency, e.recorded_at,
         ${dayOf('e.recorded_at')} as day, ${dayOf('e.recorded_at')} between r.near_from and r.near_to as near,
         taken.reconciliation_id is null as free
    from (select distinct reference, payment_id, near_from, near_to from lines) r
   cross join lateral (select entry_accounts, entry_versions from ledger.ledger_transactions t
                        where ${page.isPayment ? BY_PAYMENT : BY_PROVIDER_REFERENCE} offset 0) t
   cross join lateral unnest(t.entry_accounts, t.entry_versions) as place (account, version)
    join clearing c on c.id = place.account and place.version <= c.upto
   cross join lateral (select * from ledger.entries e
                        where e.ledger_account_id = place.account and e.version = place.version offset 0) e
    left join lateral (${takenBy(run, { account: 'e.ledger_account_id', version: 'e.version' })} limit 1) taken on true`

const BY_PAYMENT = sql.raw('t.payment_id = r.payment_id')
const BY_PROVIDER_REFERENCE = sql.raw(`t.metadata ->> '${PROVIDER_REFERENCE}' = r.reference`)

/** What has an entry already: this comparison, or the one that counts of another statement. */
const takenBy = (
  { reconciliationId, statementId }: MatchingRun,
  entry: Readonly<{ account: string; version: string }>,
): SQL => sql`
  select m.reconciliation_id from ledger.statement_matches m
   where m.ledger_account_id = ${sql.raw(entry.account)} and m.version = ${sql.raw(entry.version)}
     and (m.reconciliation_id = ${toUuid('rec', reconciliationId)}::uuid
          or exists (select from ledger.provider_statements s
                      where s.reconciliation_id = m.reconciliation_id
                        and s.id <> ${toUuid('stm', statementId)}::uuid))`

/** Whether nothing has the entry `e` already. */
export const isFree = (run: MatchingRun): SQL =>
  sql`not exists (${takenBy(run, { account: 'e.ledger_account_id', version: 'e.version' })})`

/** The same line stands in another statement of the provider. */
const isSaidElsewhere = ({ provider, statementId }: MatchingRun): SQL => sql`
  exists (select from ledger.provider_statements other
            join ledger.provider_statement_lines o on o.statement_id = other.id and o.reference = s.reference
           where other.provider = ${provider} and other.imported_at is not null
             and other.id <> ${toUuid('stm', statementId)}::uuid
             and (o.side, o.amount, o.currency) = (s.side, s.amount, s.currency))`
