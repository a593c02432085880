import type { Db } from '@tallystick/db'
import { isOneOf } from '@tallystick/db/columns'
import { fromUuid, toUuid } from '@tallystick/ids'
import type { Currency } from '@tallystick/money'
import { sql } from 'drizzle-orm'
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

/**
 * Reads the balances of customers' accounts as they were at `asOf`, by the time of recording or of effect.
 *
 * Waits, for at most two seconds, until nothing more can be recorded up to that moment: asked again, the answer is the same.
 * @throws with the constraint `moment_in_future` or `moment_not_settled`
 */
export async function findBalancesAt(
  db: Db,
  { accountIds, asOf, clock }: { accountIds: readonly string[]; asOf: Date; clock: Clock },
): Promise<BalancesByAccount> {
  const ids = `{${accountIds.map((id) => toUuid('acc', id)).join(',')}}`
  const rows = await db.execute<PastRow>(sql`
    select account, currency, posted::text, held::text, version::text
      from ledger.balances_at(${ids}::uuid[], ${asOf.toISOString()}::timestamptz, ${clock === 'EFFECTIVE'})`)
  return new Map(
    rows.map((row) => [
      fromUuid('acc', row.account),
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
  account: string
  currency: Currency
  posted: string
  version: string
  held: string
}
