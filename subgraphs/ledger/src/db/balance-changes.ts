import type { Db } from '@tallystick/db'
import { fromUuid, toUuid } from '@tallystick/ids'
import type { Currency } from '@tallystick/money'
import { sql } from 'drizzle-orm'
import type { BalancePlace, EntryStep, MoveStep, Steps } from '../domain/rules/balance-change.ts'
import { toArray } from './array.ts'

/** A customer's account that can be watched: whose it is, and how far it has come. */
export type WatchedAccount = BalancePlace & Readonly<{ accountId: string; ownerId: string }>

/** Which steps to read: those of an account from a place on, that of the place included. */
export type StepsRequest = Readonly<{ accountId: string; from: BalancePlace }>

/** What was read of an account. */
export type AccountSteps = Steps & Readonly<{ currency: Currency; ownerId: string }>

/** More than one ledger transaction can have, which is 100, so that a page is never only a part of one. */
const ENTRIES_MAX = 200
const MOVES_MAX = 100

/** Remembers whose an account is. Remembering it again changes nothing. */
export async function insertKnownAccount(
  db: Db,
  { accountId, ownerId }: Readonly<{ accountId: string; ownerId: string }>,
): Promise<void> {
  await db.execute(sql`
    insert into ledger.known_accounts (id, owner_id)
    values (${toUuid('acc', accountId)}::uuid, ${toUuid('usr', ownerId)}::uuid) on conflict do nothing`)
}

/** Reads how far accounts have come, by id; one statement for any number. Those that nobody has told of are left out. */
export async function findWatched(
  db: Db,
  accountIds: readonly string[],
): Promise<ReadonlyMap<string, WatchedAccount>> {
  const ids = toArray(accountIds.map((id) => toUuid('acc', id)))
  const rows = await db.execute<WatchedRow>(sql`
    select w.id, coalesce(l.owner_id, k.owner_id) as owner_id,
           coalesce(l.version, 0)::text as version, coalesce(l.held_version, 0)::text as held_version
      from unnest(${ids}::uuid[]) as w (id)
      -- One lookup for each, whatever Postgres thinks of the sizes: the limit keeps it from reading all and joining.
      left join lateral (select * from ledger.ledger_accounts a where a.account_id = w.id limit 1) l on true
      left join lateral (select * from ledger.known_accounts a where a.id = w.id limit 1) k on true
     where l.id is not null or k.id is not null`)
  return new Map(
    rows.map(({ id, owner_id, version, held_version }) => {
      const accountId = fromUuid('acc', id)
      const place = { version: Number(version), heldVersion: Number(held_version) }
      return [accountId, { ...place, accountId, ownerId: fromUuid('usr', owner_id) }]
    }),
  )
}

type WatchedRow = { id: string; owner_id: string; version: string; held_version: string }

/** Reads the steps of many accounts; undefined for one that the ledger has not heard of. */
export async function listSteps(
  db: Db,
  requests: readonly StepsRequest[],
): Promise<(AccountSteps | undefined)[]> {
  const accounts = toArray(requests.map(({ accountId }) => toUuid('acc', accountId)))
  const versions = toArray(requests.map(({ from }) => String(from.version)))
  const heldVersions = toArray(requests.map(({ from }) => String(from.heldVersion)))
  const rows = await db.execute<StepRow>(sql`
    select r.position::integer, a.currency, a.owner_id, s.*
      from unnest(${accounts}::uuid[], ${versions}::bigint[], ${heldVersions}::bigint[])
           with ordinality as r (account, version, held_version, position)
      join ledger.ledger_accounts a on a.account_id = r.account
     cross join lateral (
       (select e.version::text, null as held_version, e.ledger_transaction_id, e.balance_after::text as amount,
               (extract(epoch from e.recorded_at) * 1000)::bigint::text as at
          from ledger.entries e
         where e.ledger_account_id = a.id and e.version >= r.version
         order by e.version limit ${ENTRIES_MAX})
       union all
       (select m.version::text, m.held_version::text, m.ledger_transaction_id, m.held_after::text,
               (extract(epoch from m.recorded_at) * 1000)::bigint::text
          from ledger.hold_moves m
         where m.ledger_account_id = a.id and m.held_version >= r.held_version
         order by m.held_version limit ${MOVES_MAX})) s
     order by r.position, s.held_version::bigint nulls first, s.version::bigint`)
  const byRequest = Map.groupBy(rows, ({ position }) => position)
  return requests.map((_each, index) => toSteps(byRequest.get(index + 1) ?? []))
}

type StepRow = {
  position: number
  currency: Currency
  owner_id: string
  version: string
  held_version: string | null
  ledger_transaction_id: string | null
  amount: string
  at: string
}

function toSteps(rows: readonly StepRow[]): AccountSteps | undefined {
  const [first] = rows
  if (!first) return undefined
  const entries: EntryStep[] = []
  const moves: MoveStep[] = []
  for (const row of rows) {
    const id = row.ledger_transaction_id && fromUuid('ltx', row.ledger_transaction_id)
    const step = { version: Number(row.version), at: new Date(Number(row.at)) }
    const minor = BigInt(row.amount)
    if (row.held_version === null)
      entries.push({ ...step, ledgerTransactionId: id ?? '', postedMinor: minor })
    else
      moves.push({
        ...step,
        heldVersion: Number(row.held_version),
        ledgerTransactionId: id,
        heldMinor: minor,
      })
  }
  return {
    entries,
    moves,
    isMoreEntries: entries.length === ENTRIES_MAX,
    isMoreMoves: moves.length === MOVES_MAX,
    currency: first.currency,
    ownerId: fromUuid('usr', first.owner_id),
  }
}
