import type { Invariant } from '../invariant.ts'

/** Double entry within each ledger transaction. */
export const transactionsBalance: Invariant = {
  id: 'I2',
  promise:
    'Each ledger transaction balances in each currency, lists its entries, two or more, and undoes one at most.',
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
        select t.id as ledger_transaction_id, count(e.ordinal)::int as entries
          from ledger.ledger_transactions t left join ledger.entries e on e.ledger_transaction_id = t.id
         group by t.id having count(e.ordinal) < 2`,
    },
    {
      message: 'an entry belongs to no ledger transaction or to no ledger account',
      sql: `
        select e.ledger_account_id, e.version::text, e.ledger_transaction_id
          from ledger.entries e
          left join ledger.ledger_transactions t on t.id = e.ledger_transaction_id
          left join ledger.ledger_accounts a on a.id = e.ledger_account_id
         where t.id is null or a.id is null`,
    },
    {
      message: 'an entry has no side or an amount that is not greater than zero',
      sql: `
        select ledger_account_id, version::text, side, amount::text from ledger.entries
         where amount <= 0 or side not in ('DEBIT', 'CREDIT')`,
    },
    {
      message: 'a ledger transaction lists other entries than it has',
      sql: `
        select coalesce(l.id, e.ledger_transaction_id) as ledger_transaction_id, l.ordinal as listed, e.ordinal as found
          from (select t.id, own.account, own.version, own.ordinal from ledger.ledger_transactions t,
                       unnest(t.entry_accounts, t.entry_versions) with ordinality as own (account, version, ordinal)) l
          full join ledger.entries e
            on e.ledger_transaction_id = l.id and e.ledger_account_id = l.account
           and e.version = l.version and e.ordinal = l.ordinal
         where l.id is null or e.ordinal is null`,
    },
    {
      message: 'an entry has other times than its ledger transaction',
      sql: `
        select e.ledger_account_id, e.version::text, e.ledger_transaction_id
          from ledger.entries e join ledger.ledger_transactions t on t.id = e.ledger_transaction_id
         where (e.recorded_at, e.effective_at) <> (t.recorded_at, t.effective_at)`,
    },
    {
      message: 'a reversal is not of a ledger transaction that stands, or that one is undone twice',
      sql: `
        select r.id as ledger_transaction_id, r.reverses
          from ledger.ledger_transactions r left join ledger.ledger_transactions o on o.id = r.reverses
         where r.reverses is not null
           and (o.id is null or o.reverses is not null or exists (
             select from ledger.ledger_transactions other where other.reverses = r.reverses and other.id <> r.id))`,
    },
    {
      message: 'a reversal is not the mirror of what it undoes',
      sql: `
        select r.id as ledger_transaction_id, r.reverses,
               array_agg(coalesce(m.ordinal, n.ordinal)) as ordinals
          from ledger.ledger_transactions r
          cross join lateral (
            select * from ledger.entries where ledger_transaction_id = r.reverses) m
          full join (select e.* from ledger.entries e join ledger.ledger_transactions t on t.id = e.ledger_transaction_id
                      where t.reverses is not null) n
            on n.ledger_transaction_id = r.id and n.ordinal = m.ordinal
           and n.ledger_account_id = m.ledger_account_id and n.amount = m.amount and n.side <> m.side
         where m.ordinal is null or n.ordinal is null
         group by r.id, r.reverses`,
    },
  ],
}
