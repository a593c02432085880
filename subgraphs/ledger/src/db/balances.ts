import type { Db } from '@tallystick/db'
import { isOneOf } from '@tallystick/db/columns'
import { fromUuid, toUuid } from '@tallystick/ids'
import type { Currency } from '@tallystick/money'
import { type SQL, sql } from 'drizzle-orm'
import type { BalanceParts, Clock } from '../domain/rules/balance.ts'
import { ledgerAccounts } from './tables.ts'

/** Balances by the id of the customer's account. Accounts that the ledger has not heard of are left out. */
export type BalancesByAccount = ReadonlyMap<string, BalanceParts>

/** Reads the balances of customers' accounts as they are now. */
export async function findBalances(
  db: Db,
  accountIds: readonly string[],
): Promise<BalancesByAccount> {
  const rows = await db
    .select({
      accountId: ledgerAccounts.accountId,
      currency: ledgerAccounts.currency,
      postedMinor: ledgerAccounts.posted,
      heldMinor: ledgerAccounts.held,
      version: ledgerAccounts.version,
    })
    .from(ledgerAccounts)
    .where(isOneOf(ledgerAccounts.accountId, accountIds))
  return new Map(rows.map(({ accountId, ...parts }) => [accountId ?? '', parts]))
}

/** Reads the balances of customers' accounts as they were at `asOf`, by the time of recording or of effect. */
export async function findBalancesAt(
  db: Db,
  { accountIds, asOf, clock }: { accountIds: readonly string[]; asOf: Date; clock: Clock },
): Promise<BalancesByAccount> {
  const moment = sql`${asOf.toISOString()}::timestamptz`
  const ids = `{${accountIds.map((id) => toUuid('acc', id)).join(',')}}`
  const rows = await db.execute<PastRow>(sql`
    select a.account_id, a.currency, p.posted::text, p.version::text, h.held::text
      from ledger.ledger_accounts a
      cross join lateral (${clock === 'RECORDED' ? recordedUpTo(moment) : effectiveUpTo(moment)}) p
      cross join lateral (
        select coalesce(sum(h.amount), 0) as held from ledger.holds h
         where h.ledger_account_id = a.id and h.created_at <= ${moment}
           and (h.ended_at is null or h.ended_at > ${moment})) h
     where a.account_id = any (${ids}::uuid[])`)
  return new Map(
    rows.map((row) => [
      fromUuid('acc', row.account_id),
      {
        currency: row.currency,
        postedMinor: BigInt(row.posted),
        heldMinor: BigInt(row.held),
        version: Number(row.version),
      },
    ]),
  )
}

type PastRow = {
  account_id: string
  currency: Currency
  posted: string
  version: string
  held: string
}

/** Recording times grow with versions, so the last version by then has the balance by then. */
const recordedUpTo = (moment: SQL): SQL => sql`
  select coalesce(max(balance_after), 0) as posted, coalesce(max(version), 0) as version from (
    select e.balance_after, e.version
      from ledger.entries e join ledger.ledger_transactions t on t.id = e.ledger_transaction_id
     where e.ledger_account_id = a.id and t.recorded_at <= ${moment}
     order by e.version desc limit 1) last`

/** Entries take effect in any order, so they are summed up. */
const effectiveUpTo = (moment: SQL): SQL => sql`
  select coalesce(sum(case e.side when a.normal_side then e.amount else -e.amount end), 0) as posted,
         count(*) as version
    from ledger.entries e join ledger.ledger_transactions t on t.id = e.ledger_transaction_id
   where e.ledger_account_id = a.id and t.effective_at <= ${moment}`
