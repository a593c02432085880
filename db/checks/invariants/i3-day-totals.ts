import type { Check } from '../invariant.ts'

/** A part of I3: what days that are over were summed up to. */
export const dayTotalsFollow: readonly Check[] = [
  {
    message: 'the totals of a closed day are not the sums of its entries',
    sql: `
      with summed as (
        select (e.recorded_at at time zone 'UTC')::date as day,
               case a.code when 'CUSTOMER_WALLET' then '00000000-0000-0000-0000-000000000000'::uuid else a.id end as ledger_account_id,
               a.currency,
               coalesce(sum(e.amount) filter (where e.side = 'DEBIT'), 0) as debits,
               coalesce(sum(e.amount) filter (where e.side = 'CREDIT'), 0) as credits,
               count(*) as entry_count
          from ledger.entries e
          join ledger.ledger_accounts a on a.id = e.ledger_account_id
         group by 1, 2, 3)
      select coalesce(t.day, s.day)::text as day, coalesce(t.ledger_account_id, s.ledger_account_id) as ledger_account_id,
             coalesce(t.currency, s.currency) as currency,
             t.debits::text, s.debits::text as debits_of_entries, t.credits::text, s.credits::text as credits_of_entries,
             t.entry_count::text, s.entry_count::text as entries
        from ledger.day_totals t
        full join (select s.* from summed s join ledger.closed_days c on c.day = s.day) s
          on s.day = t.day and s.ledger_account_id = t.ledger_account_id and s.currency = t.currency
       where t.debits is distinct from s.debits or t.credits is distinct from s.credits
          or t.entry_count is distinct from s.entry_count`,
  },
  {
    message: 'a closed day counts other ledger transactions than were recorded on it',
    sql: `
      select c.day::text, c.ledger_transaction_count::text, coalesce(t.count, 0)::text as recorded
        from ledger.closed_days c
        left join (select (recorded_at at time zone 'UTC')::date as day, count(*) from ledger.ledger_transactions group by 1) t
          on t.day = c.day
       where c.ledger_transaction_count <> coalesce(t.count, 0)`,
  },
  {
    message: 'closed days have a gap, or do not begin with the first entry',
    sql: `
      select day::text, expected::text from (
        select c.day, coalesce(lag(c.day) over (order by c.day) + 1,
                               (select (min(recorded_at) at time zone 'UTC')::date from ledger.ledger_transactions)) as expected
          from ledger.closed_days c) days
       where day is distinct from expected`,
  },
]
