import type { Invariant } from '../invariant.ts'

/** The floor with which the chart of accounts opens a ledger account. */
const FIRST = `case a.code when 'PROVIDER_CLEARING' then null else 0 end`

/** Nobody has paid what they did not have. */
export const floorsHold: Invariant = {
  id: 'I4',
  promise: 'No ledger account is below the floor that it had, at any version.',
  checks: [
    {
      message: 'a version of a ledger account is below its floor',
      sql: `
        select e.ledger_account_id, e.version::text, e.balance_after::text, f.floor::text
          from ledger.entries e join ledger.ledger_accounts a on a.id = e.ledger_account_id
          left join lateral (
            select c.floor from ledger.floor_changes c
             where c.ledger_account_id = a.id and c.after_version < e.version
             order by c.after_version desc, c.recorded_at desc limit 1) c on true
          cross join lateral (
            select case when c is null then ${FIRST} else c.floor end as floor) f
         where e.balance_after < f.floor`,
    },
    {
      message: 'less was available than the floor after a hold was placed',
      sql: `
        select m.ledger_account_id, m.held_version::text, e.balance_after::text, m.held_after::text, f.floor::text
          from ledger.hold_moves m join ledger.ledger_accounts a on a.id = m.ledger_account_id
          left join ledger.entries e on e.ledger_account_id = a.id and e.version = m.version
          -- A floor that was moved after the same version may have been moved before the hold was placed.
          cross join lateral (
            select min(floor) as floor, bool_or(floor is null) as is_open from (
              select c.floor from ledger.floor_changes c where c.ledger_account_id = a.id and c.after_version = m.version
              union all select c.floor_before from ledger.floor_changes c where c.ledger_account_id = a.id and c.after_version = m.version
              union all (select c.floor from ledger.floor_changes c where c.ledger_account_id = a.id and c.after_version < m.version
                          order by c.after_version desc, c.recorded_at desc limit 1)
              union all select ${FIRST} where not exists (
                select from ledger.floor_changes c where c.ledger_account_id = a.id and c.after_version < m.version)) floors) f
         where m.kind = 'PLACED' and not f.is_open and coalesce(e.balance_after, 0) - m.held_after < f.floor`,
    },
    {
      message: 'less is available than the floor, or less than nothing is held',
      sql: `
        select id as ledger_account_id, posted::text, held::text, floor::text
          from ledger.ledger_accounts where posted - held < floor or held < 0`,
    },
    {
      message: 'the floor of a ledger account is not where its changes have moved it',
      sql: `
        select * from (
          select a.id as ledger_account_id, s.place,
                 case when s.place = 1 then ${FIRST} else lag(s.floor) over history end::text as expected,
                 s.floor_before::text as stored
            from ledger.ledger_accounts a
            cross join lateral (
              select c.floor, c.floor_before, row_number() over (order by c.after_version, c.recorded_at) as place
                from ledger.floor_changes c where c.ledger_account_id = a.id
              union all select null, a.floor, 1 + count(*)
                from ledger.floor_changes c where c.ledger_account_id = a.id) s
          window history as (partition by a.id order by s.place)) steps
         where expected is distinct from stored`,
    },
    {
      message: 'a change of a floor is of no ledger account, or after a version that there is not',
      sql: `
        select c.ledger_account_id, c.after_version::text
          from ledger.floor_changes c left join ledger.ledger_accounts a on a.id = c.ledger_account_id
         where a.id is null or c.after_version not between 0 and a.version`,
    },
    {
      message: 'a ledger account has lost the side of its code',
      sql: `
        select id as ledger_account_id, code, normal_side from ledger.ledger_accounts
         where normal_side <> case code when 'PROVIDER_CLEARING' then 'DEBIT' else 'CREDIT' end`,
    },
  ],
}
