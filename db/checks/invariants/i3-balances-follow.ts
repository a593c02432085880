import type { Invariant } from '../invariant.ts'

/** What is stored for speed follows from what is stored for good. */
export const balancesFollow: Invariant = {
  id: 'I3',
  promise: 'Every balance is the sum of its entries, at each version from 1 on without a gap.',
  checks: [
    {
      message: 'a balance is not the sum of its entries, or its version not their number',
      sql: `
        select a.id as ledger_account_id, a.posted::text, coalesce(sum(e.change), 0)::text as sum,
               a.version::text, count(e.change)::text as entries
          from ledger.ledger_accounts a
          left join (
            select e.ledger_account_id, case e.side when l.normal_side then e.amount else -e.amount end as change
              from ledger.entries e join ledger.ledger_accounts l on l.id = e.ledger_account_id) e
            on e.ledger_account_id = a.id
         group by a.id
        having a.posted <> coalesce(sum(e.change), 0) or a.version <> count(e.change)`,
    },
    {
      message: 'a balance after an entry does not follow from the one before it',
      sql: `
        select * from (
          select e.ledger_account_id, e.id as entry_id, e.version::text,
                 (lag(e.balance_after, 1, 0) over history
                   + case e.side when a.normal_side then e.amount else -e.amount end)::text as expected,
                 e.balance_after::text as stored
            from ledger.entries e join ledger.ledger_accounts a on a.id = e.ledger_account_id
          window history as (partition by e.ledger_account_id order by e.version)) running
         where expected <> stored`,
    },
    {
      message: 'versions of a ledger account have a gap or occur twice',
      sql: `
        select ledger_account_id, version::text, expected::text from (
          select ledger_account_id, version,
                 row_number() over (partition by ledger_account_id order by version) as expected
            from ledger.entries) numbered
         where version <> expected`,
    },
    {
      message: 'a later version of a ledger account was recorded earlier',
      sql: `
        select * from (
          select e.ledger_account_id, e.version::text, t.recorded_at,
                 lag(t.recorded_at) over (partition by e.ledger_account_id order by e.version) as recorded_before
            from ledger.entries e join ledger.ledger_transactions t on t.id = e.ledger_transaction_id) history
         where recorded_at < recorded_before`,
    },
    {
      message: 'what is held is not the sum of the open holds',
      sql: `
        select a.id as ledger_account_id, a.held::text, coalesce(sum(h.amount), 0)::text as open_holds
          from ledger.ledger_accounts a
          left join ledger.holds h on h.ledger_account_id = a.id and h.status = 'OPEN'
         group by a.id having a.held <> coalesce(sum(h.amount), 0)`,
    },
    {
      message: 'a posted hold names no ledger transaction that draws on its ledger account',
      sql: `
        select h.id as hold_id, h.ledger_transaction_id from ledger.holds h
         where h.status = 'POSTED' and not exists (
           select from ledger.entries e
            where e.ledger_transaction_id = h.ledger_transaction_id and e.ledger_account_id = h.ledger_account_id)`,
    },
  ],
}
