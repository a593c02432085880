import type { Db } from '@tallystick/db'
import { type Currency, money } from '@tallystick/money'
import { sql } from 'drizzle-orm'
import type { TrialBalanceRow } from '../domain/rules/trial-balance.ts'

/** Sums up every entry recorded up to `asOf` (null: all), for each currency in the order of the alphabet. */
export async function sumEntries(db: Db, asOf: Date | null): Promise<TrialBalanceRow[]> {
  const rows = await db.execute<{ currency: Currency; debits: string; credits: string }>(sql`
    select a.currency,
           coalesce(sum(e.amount) filter (where e.side = 'DEBIT'), 0)::text as debits,
           coalesce(sum(e.amount) filter (where e.side = 'CREDIT'), 0)::text as credits
      from ledger.entries e
      join ledger.ledger_accounts a on a.id = e.ledger_account_id
      join ledger.ledger_transactions t on t.id = e.ledger_transaction_id
     where t.recorded_at <= coalesce(${asOf?.toISOString() ?? null}::timestamptz, 'infinity')
     group by a.currency order by a.currency`)
  return rows.map(({ currency, debits, credits }) => ({
    currency,
    debits: money(BigInt(debits), currency),
    credits: money(BigInt(credits), currency),
  }))
}
