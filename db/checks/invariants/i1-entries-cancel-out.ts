import type { Invariant } from '../invariant.ts'

/** Double entry over the whole ledger. */
export const entriesCancelOut: Invariant = {
  id: 'I1',
  promise: 'All debits equal all credits, in each currency.',
  checks: [
    {
      message: 'debits and credits of a currency differ',
      sql: `
        select a.currency,
               coalesce(sum(e.amount) filter (where e.side = 'DEBIT'), 0)::text as debits,
               coalesce(sum(e.amount) filter (where e.side = 'CREDIT'), 0)::text as credits
          from ledger.entries e join ledger.ledger_accounts a on a.id = e.ledger_account_id
         group by a.currency
        having sum(case e.side when 'DEBIT' then e.amount else -e.amount end) <> 0`,
    },
    {
      message: 'balances of a currency do not cancel out',
      sql: `
        select currency, sum(case normal_side when 'DEBIT' then posted else -posted end)::text as difference
          from ledger.ledger_accounts group by currency
        having sum(case normal_side when 'DEBIT' then posted else -posted end) <> 0`,
    },
  ],
}
