import type { Check, Invariant } from '../invariant.ts'
import { dayTotalsFollow } from './i3-day-totals.ts'

const POSTED: readonly Check[] = [
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
        select e.ledger_account_id, e.version::text,
               (lag(e.balance_after, 1, 0) over history
                 + case e.side when a.normal_side then e.amount else -e.amount end)::text as expected,
               e.balance_after::text as stored
          from ledger.entries e join ledger.ledger_accounts a on a.id = e.ledger_account_id
        window history as (partition by e.ledger_account_id order by e.version)) running
       where expected <> stored`,
  },
  {
    message: 'versions of a ledger account have a gap',
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
        select ledger_account_id, version::text, recorded_at,
               lag(recorded_at) over (partition by ledger_account_id order by version) as recorded_before
          from ledger.entries) history
       where recorded_at < recorded_before`,
  },
]

/** What a move of a hold adds to what is held. */
const CHANGE = `case m.kind when 'PLACED' then m.amount else -m.amount end`

const HELD: readonly Check[] = [
  {
    message: 'what is held is not the sum of the open holds',
    sql: `
      select a.id as ledger_account_id, a.held::text, coalesce(sum(h.amount - h.posted), 0)::text as open_holds
        from ledger.ledger_accounts a
        left join ledger.holds h on h.ledger_account_id = a.id and h.status = 'OPEN'
       group by a.id having a.held <> coalesce(sum(h.amount - h.posted), 0)`,
  },
  {
    message: 'what is held is not the sum of the moves of holds, or its version not their number',
    sql: `
      select a.id as ledger_account_id, a.held::text, coalesce(sum(${CHANGE}), 0)::text as sum,
             a.held_version::text, count(m.held_version)::text as moves
        from ledger.ledger_accounts a left join ledger.hold_moves m on m.ledger_account_id = a.id
       group by a.id
      having a.held <> coalesce(sum(${CHANGE}), 0) or a.held_version <> count(m.held_version)`,
  },
  {
    message: 'what is held after a move does not follow from the one before it',
    sql: `
      select * from (
        select ledger_account_id, held_version::text,
               (lag(held_after, 1, 0) over history + ${CHANGE})::text as expected, held_after::text as stored
          from ledger.hold_moves m
        window history as (partition by ledger_account_id order by held_version)) running
       where expected <> stored`,
  },
  {
    message: 'moves of holds have a gap, or a later one was recorded earlier',
    sql: `
      select ledger_account_id, held_version::text, expected::text from (
        select ledger_account_id, held_version, recorded_at, row_number() over history as expected,
               lag(recorded_at) over history as recorded_before
          from ledger.hold_moves
        window history as (partition by ledger_account_id order by held_version)) numbered
       where held_version <> expected or recorded_at < recorded_before`,
  },
  {
    message: 'a move is of no hold, or of one on another ledger account',
    sql: `
      select m.ledger_account_id, m.held_version::text, m.hold_id
        from ledger.hold_moves m left join ledger.holds h on h.id = m.hold_id
       where h.ledger_account_id is distinct from m.ledger_account_id`,
  },
  {
    message: 'a hold is not what its moves have made of it',
    sql: `
      select h.id as hold_id, h.status, h.amount::text, h.posted::text, string_agg(m.kind, ' ' order by m.held_version) as moves
        from ledger.holds h
        left join (
          select *, row_number() over history as place, row_number() over backwards as place_from_end
            from ledger.hold_moves
          window history as (partition by hold_id order by held_version),
                 backwards as (partition by hold_id order by held_version desc)) m on m.hold_id = h.id
       group by h.id
      having count(*) filter (where m.kind = 'PLACED' and m.place = 1 and m.amount = h.amount) <> 1
          or count(*) filter (where m.kind = 'PLACED') <> 1
          or count(*) filter (where m.kind in ('VOIDED', 'EXPIRED') and m.place_from_end > 1) <> 0
          or coalesce(sum(${CHANGE}) filter (where h.status = 'OPEN'), 1) <= 0
          or coalesce(sum(${CHANGE}) filter (where h.status <> 'OPEN'), 0) <> 0
          or max(m.kind) filter (where m.place_from_end = 1) is distinct from
             case when h.status <> 'OPEN' then h.status
                  when h.posted > 0 then 'POSTED' else 'PLACED' end
          or h.ended_at is distinct from max(m.recorded_at) filter (where m.place_from_end = 1 and h.status <> 'OPEN')`,
  },
  {
    message: 'a hold has not posted what ledger transactions drew on it',
    sql: `
      select h.id as hold_id, h.posted::text, coalesce(sum(m.drawn), 0)::text as drawn
        from ledger.holds h
        left join (
          select p.hold_id, p.amount, d.drawn,
                 row_number() over (partition by p.hold_id order by p.held_version desc) as place_from_end
            from ledger.hold_moves p
            left join (
              select e.ledger_transaction_id, e.ledger_account_id,
                     sum(case e.side when a.normal_side then -e.amount else e.amount end) as drawn
                from ledger.entries e join ledger.ledger_accounts a on a.id = e.ledger_account_id
               where e.ledger_transaction_id in (select ledger_transaction_id from ledger.hold_moves)
               group by 1, 2) d
              on d.ledger_transaction_id = p.ledger_transaction_id and d.ledger_account_id = p.ledger_account_id
           where p.kind = 'POSTED') m on m.hold_id = h.id
       group by h.id
      having h.posted <> coalesce(sum(m.drawn), 0)
          or bool_or(m.amount is not null and m.drawn is null) or bool_or(m.drawn <= 0)
          -- More is freed than is drawn by the draw that ends a hold, and by no other.
          or bool_or(m.amount < m.drawn)
          or bool_or(m.amount > m.drawn and (m.place_from_end > 1 or h.status <> 'POSTED'))`,
  },
  {
    message:
      'a ledger transaction drew on more than one hold, or at another time than it was recorded',
    sql: `
      select m.ledger_transaction_id, count(*)::int as moves
        from ledger.hold_moves m join ledger.ledger_transactions t on t.id = m.ledger_transaction_id
       group by m.ledger_transaction_id, t.recorded_at
      having count(*) > 1 or bool_or(m.recorded_at <> t.recorded_at)`,
  },
]

/** What is stored for speed follows from what is stored for good. */
export const balancesFollow: Invariant = {
  id: 'I3',
  promise:
    'Every balance is the sum of its entries and what is held that of its holds, at each version without a gap.',
  checks: [...POSTED, ...HELD, ...dayTotalsFollow],
}
