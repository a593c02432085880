/** Recomputing what the books say of themselves, from the entries and the moves up. */
import type { Db } from '@tallystick/db'
import { fromUuid, toUuid } from '@tallystick/ids'
import type { Currency } from '@tallystick/money'
import { sql } from 'drizzle-orm'
import type { RecomputedAccount } from '../../domain/rules/differences.ts'

/**
 * Recomputes the ledger accounts after `after`, in the order of their ids.
 *
 * Every entry is added up, and each must say the balance that results: two changes that make up for each other show too.
 */
export async function recomputeAccounts(
  db: Db,
  { after, limit }: { after: string | null; limit: number },
): Promise<RecomputedAccount[]> {
  const rows = await db.execute<Row>(sql`
    select a.id, a.currency, a.posted::text, a.version::text, a.held::text, a.held_version::text,
           e.sum::text as entry_sum, e.count::text as entry_count, e.last::text as entry_last, e.broken::text as entry_broken,
           m.sum::text as move_sum, m.count::text as move_count, m.last::text as move_last, m.broken::text as move_broken,
           h.open::text as open_holds
      from (select * from ledger.ledger_accounts
             where id > ${after === null ? NOTHING : toUuid('lac', after)}::uuid order by id limit ${limit}) a
     cross join lateral (
       select coalesce(sum(f.change), 0) as sum, count(*) as count,
              coalesce(max(f.balance_after) filter (where f.version = f.newest), 0) as last,
              min(f.version) filter (where f.balance_after <> f.running or f.version <> f.position) as broken
         from (select e.version, e.balance_after, c.change, sum(c.change) over w as running,
                      row_number() over w as position, max(e.version) over () as newest
                 from ledger.entries e
                cross join lateral (select case e.side when a.normal_side then e.amount else -e.amount end as change) c
                where e.ledger_account_id = a.id
               window w as (order by e.version)) f) e
     cross join lateral (
       select coalesce(sum(f.change), 0) as sum, count(*) as count,
              coalesce(max(f.held_after) filter (where f.held_version = f.newest), 0) as last,
              min(f.held_version) filter (where f.held_after <> f.running or f.held_version <> f.position) as broken
         from (select m.held_version, m.held_after, c.change, sum(c.change) over w as running,
                      row_number() over w as position, max(m.held_version) over () as newest
                 from ledger.hold_moves m
                cross join lateral (select case m.kind when 'PLACED' then m.amount else -m.amount end as change) c
                where m.ledger_account_id = a.id
               window w as (order by m.held_version)) f) m
     cross join lateral (
       select coalesce(sum(h.amount - h.posted), 0) as open from ledger.holds h
        where h.ledger_account_id = a.id and h.status = 'OPEN') h
     order by a.id`)
  return rows.map(toRecomputed)
}

const NOTHING = '00000000-0000-0000-0000-000000000000'

type Row = Record<
  | 'id'
  | 'posted'
  | 'version'
  | 'held'
  | 'held_version'
  | 'entry_sum'
  | 'entry_count'
  | 'entry_last'
  | 'move_sum'
  | 'move_count'
  | 'move_last'
  | 'open_holds',
  string
> & { currency: Currency; entry_broken: string | null; move_broken: string | null }

const toRecomputed = (row: Row): RecomputedAccount => ({
  id: fromUuid('lac', row.id),
  currency: row.currency,
  posted: BigInt(row.posted),
  version: BigInt(row.version),
  held: BigInt(row.held),
  heldVersion: BigInt(row.held_version),
  entries: {
    sum: BigInt(row.entry_sum),
    count: BigInt(row.entry_count),
    last: BigInt(row.entry_last),
    brokenAt: maybe(row.entry_broken),
  },
  moves: {
    sum: BigInt(row.move_sum),
    count: BigInt(row.move_count),
    last: BigInt(row.move_last),
    brokenAt: maybe(row.move_broken),
  },
  openHolds: BigInt(row.open_holds),
})

const maybe = (text: string | null): bigint | null => (text === null ? null : BigInt(text))

/** What others owe us and what we owe and earned, for each currency, by the balances as they are written. */
export async function sumSides(
  db: Db,
): Promise<{ currency: Currency; debits: bigint; credits: bigint }[]> {
  const rows = await db.execute<{ currency: Currency; debits: string; credits: string }>(sql`
    select currency, coalesce(sum(posted) filter (where normal_side = 'DEBIT'), 0)::text as debits,
           coalesce(sum(posted) filter (where normal_side = 'CREDIT'), 0)::text as credits
      from ledger.ledger_accounts group by currency order by currency`)
  return rows.map(({ currency, debits, credits }) => ({
    currency,
    debits: BigInt(debits),
    credits: BigInt(credits),
  }))
}
