import type { Invariant } from '../invariant.ts'

/** Double entry within each ledger transaction. */
export const transactionsBalance: Invariant = {
  id: 'I2',
  promise:
    'Each ledger transaction balances in each currency, with two entries or more and none of zero.',
  checks: [
    {
      message: 'a ledger transaction is not balanced in a currency',
      sql: `
        select e.ledger_transaction_id, a.currency,
               sum(case e.side when 'DEBIT' then e.amount else -e.amount end)::text as difference
          from ledger.entries e left join ledger.ledger_accounts a on a.id = e.ledger_account_id
         group by e.ledger_transaction_id, a.currency
        having sum(case e.side when 'DEBIT' then e.amount else -e.amount end) <> 0`,
    },
    {
      message: 'a ledger transaction has fewer than two entries',
      sql: `
        select t.id as ledger_transaction_id, count(e.id)::int as entries
          from ledger.ledger_transactions t left join ledger.entries e on e.ledger_transaction_id = t.id
         group by t.id having count(e.id) < 2`,
    },
    {
      message: 'an entry belongs to no ledger transaction or to no ledger account',
      sql: `
        select e.id as entry_id, e.ledger_transaction_id, e.ledger_account_id
          from ledger.entries e
          left join ledger.ledger_transactions t on t.id = e.ledger_transaction_id
          left join ledger.ledger_accounts a on a.id = e.ledger_account_id
         where t.id is null or a.id is null`,
    },
    {
      message: 'an entry has no side or an amount that is not greater than zero',
      sql: `
        select id as entry_id, side, amount::text from ledger.entries
         where amount <= 0 or side not in ('DEBIT', 'CREDIT')`,
    },
    {
      message: 'the entries of a ledger transaction are not numbered from 1 without a gap',
      sql: `
        select ledger_transaction_id, array_agg(ordinal order by ordinal) as ordinals
          from ledger.entries group by ledger_transaction_id
        having min(ordinal) <> 1 or max(ordinal) <> count(*) or count(distinct ordinal) <> count(*)`,
    },
  ],
}
