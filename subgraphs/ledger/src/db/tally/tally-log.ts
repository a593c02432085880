import type { Db } from '@tallystick/db'
import { toUuid } from '@tallystick/ids'
import type { NodeAt } from '@tallystick/verify'
import { sql } from 'drizzle-orm'
import type { Place } from '../../domain/rules/sealing-order.ts'
import type { AuditHead } from '../../domain/rules/tally-leaf.ts'
import { toArray, toByteaArray } from '../array.ts'

/** Where the sealer stands in the outbox: behind the event `sequence` of the transaction `xid`. */
export type OutboxPlace = Readonly<{ xid: string; sequence: string }>

/** Only the place of something that has one. */
export const toOutboxPlace = ({ xid, sequence }: OutboxPlace): OutboxPlace => ({ xid, sequence })

/** Before the first event. */
export const START: OutboxPlace = { xid: '0', sequence: '0' }

/** A signed tree head with its key. */
export type TreeHead = Readonly<{
  size: number
  rootHash: Uint8Array
  /** ISO 8601 in UTC with milliseconds, as it is signed. */
  publishedAt: string
  keyId: string
  signature: Uint8Array
  /** 32 bytes, base64url. */
  publicKey: string
}>

/** Something that the outbox tells and the tally log takes. */
export type SealableEvent = OutboxPlace &
  Readonly<{ ledgerTransactionId: string | null; auditHead: AuditHead | null }>

/** A leaf to be written. */
export type NewLeaf = Readonly<{
  ledgerTransactionId: string | null
  auditHead: AuditHead | null
  hash: Uint8Array
}>

/** Lets one sealer in until its transaction ends. @returns whether it is this one */
export async function lockTallyLog(db: Db): Promise<boolean> {
  const [row] = await db.execute<{ mine: boolean }>(
    sql`select pg_try_advisory_xact_lock(hashtextextended('ledger:tally-log', 0)) as mine`,
  )
  return row?.mine === true
}

/** Whether anything was told after `place`, and the place behind all that may be told by now. */
export async function lookAhead(
  db: Db,
  { xid, sequence }: OutboxPlace,
): Promise<{ isBehind: boolean; now: OutboxPlace }> {
  const [row] = await db.execute<{ behind: boolean; xid: string }>(sql`
    select (select true from ledger.outbox where (xid, sequence) > (${xid}::xid8, ${sequence}::bigint)
               and ${IS_TOLD} and ${IS_SEALED_KIND}
             -- In this order, or Postgres may look for one such event from the beginning of all.
             order by xid, sequence limit 1) is true as behind,
           (pg_snapshot_xmin(pg_current_snapshot())::text::numeric - 1)::text as xid`)
  if (!row) throw new Error('Postgres gave no snapshot')
  return { isBehind: row.behind, now: { xid: row.xid, sequence: SEQUENCE_MAX } }
}

/** Reads what was told after `place`, in the order of telling, at most `limit`. */
export async function listSealable(
  db: Db,
  { xid, sequence }: OutboxPlace,
  limit: number,
): Promise<SealableEvent[]> {
  const rows = await db.execute<EventRow>(sql`
    select xid::text, sequence::text, body ->> 'ledgerTransactionId' as id,
           body ->> 'position' as position, body ->> 'hash' as hash
      from ledger.outbox
     where (xid, sequence) > (${xid}::xid8, ${sequence}::bigint) and ${IS_TOLD} and ${IS_SEALED_KIND}
     order by ledger.outbox.xid, ledger.outbox.sequence limit ${limit}`)
  return rows.map(({ id, position, hash, ...place }) => ({
    ...place,
    ledgerTransactionId: id,
    auditHead: id === null ? { position: position ?? '', hash: hash ?? '' } : null,
  }))
}

type EventRow = OutboxPlace & { id: string | null; position: string | null; hash: string | null }

/** Nothing can be told any more before an event of a transaction below the snapshot's xmin. */
const IS_TOLD = sql.raw('xid < pg_snapshot_xmin(pg_current_snapshot())')

const IS_SEALED_KIND = sql.raw(
  `type in ('ledger:transaction:posted', 'ledger:audit-head:received')`,
)

/** The largest bigint of Postgres. */
const SEQUENCE_MAX = String(2n ** 63n - 1n)

/** Of these entries, those that are not in the log. */
export async function findUnsealed(db: Db, places: readonly Place[]): Promise<Place[]> {
  if (places.length === 0) return []
  const accounts = toArray(places.map(({ ledgerAccountId }) => toUuid('lac', ledgerAccountId)))
  const versions = toArray(places.map(({ version }) => String(version)))
  const rows = await db.execute<{ position: number }>(sql`
    select p.position::integer from unnest(${accounts}::uuid[], ${versions}::bigint[])
           with ordinality as p (account, version, position)
     where not exists (
       select from ledger.entries e join ledger.tally_leaves l on l.ledger_transaction_id = e.ledger_transaction_id
        where e.ledger_account_id = p.account and e.version = p.version)`)
  return rows.flatMap(({ position }) => places[position - 1] ?? [])
}

/** Adds leaves behind the first `size`. */
export async function insertLeaves(
  db: Db,
  { size, leaves }: Readonly<{ size: number; leaves: readonly NewLeaf[] }>,
): Promise<void> {
  const ids = leaves.map(({ ledgerTransactionId: id }) => (id ? toUuid('ltx', id) : 'NULL'))
  // Audit heads are few: by their place among the leaves, in one document.
  const heads = leaves.flatMap(({ auditHead }, at) => (auditHead ? [[at + 1, auditHead]] : []))
  await db.execute(sql`
    insert into ledger.tally_leaves (position, ledger_transaction_id, audit_head, hash)
    select ${String(size)}::bigint + place - 1, id, ${JSON.stringify(Object.fromEntries(heads))}::text::jsonb -> place::text, hash
      from unnest(${toArray(ids)}::uuid[], ${toByteaArray(leaves.map(({ hash }) => hash))}::bytea[])
           with ordinality as leaf (id, hash, place)`)
}

/** What time it is by the clock that the books are kept by, as a tree head has it. */
export async function tellTime(db: Db): Promise<string> {
  const [row] = await db.execute<{ now: string }>(
    sql`select ${sql.raw(isoOf("date_trunc('milliseconds', clock_timestamp())"))} as now`,
  )
  if (!row) throw new Error('Postgres told no time')
  return toMoment(row.now)
}

/** Adds roots of complete subtrees above the leaves. */
export async function insertNodes(
  db: Db,
  nodes: readonly (NodeAt & Readonly<{ hash: Uint8Array }>)[],
): Promise<void> {
  if (nodes.length === 0) return
  await db.execute(sql`
    insert into ledger.tally_nodes (level, index, hash)
    select * from unnest(${toArray(nodes.map(({ level }) => String(level)))}::smallint[],
                         ${toArray(nodes.map(({ index }) => String(index)))}::bigint[],
                         ${toByteaArray(nodes.map(({ hash }) => hash))}::bytea[])`)
}

/** Adds a tree head, and its key if it is new. */
export async function insertTreeHead(
  db: Db,
  head: TreeHead,
  { xid, sequence }: OutboxPlace,
): Promise<void> {
  await db.execute(sql`
    with key as (
      insert into ledger.tally_keys (key_id, public_key, first_used_at)
      values (${head.keyId}, ${head.publicKey}, ${head.publishedAt}::timestamptz) on conflict do nothing)
    insert into ledger.tree_heads (size, root_hash, published_at, key_id, signature, xid, sequence)
    values (${String(head.size)}::bigint, ${toBytea(head.rootHash)}::text::bytea, ${head.publishedAt}::timestamptz,
            ${head.keyId}, ${toBytea(head.signature)}::text::bytea, ${xid}::xid8, ${sequence}::bigint)`)
}

/** The last tree head, or that of `size`, with its key and its place in the outbox. */
export async function findTreeHead(
  db: Db,
  size: number | null = null,
): Promise<(TreeHead & OutboxPlace) | undefined> {
  const [row] = await db.execute<HeadRow>(sql`
    select h.size::text, h.root_hash, ${sql.raw(isoOf('h.published_at'))} as published_at, h.key_id, h.signature,
           k.public_key, h.xid::text, h.sequence::text
      from ledger.tree_heads h join ledger.tally_keys k on k.key_id = h.key_id
     ${size === null ? sql`` : sql`where h.size = ${String(size)}::bigint`}
     order by h.size desc limit 1`)
  return (
    row && {
      size: Number(row.size),
      rootHash: row.root_hash,
      publishedAt: toMoment(row.published_at),
      keyId: row.key_id,
      signature: row.signature,
      publicKey: row.public_key,
      xid: row.xid,
      sequence: row.sequence,
    }
  )
}

type HeadRow = {
  size: string
  root_hash: Buffer
  published_at: string
  key_id: string
  signature: Buffer
  public_key: string
  xid: string
  sequence: string
}

/** Reads nodes of the tree, leaves included, by `level/index`. @throws when one is not there */
export async function findNodes(db: Db, nodes: readonly NodeAt[]): Promise<Map<string, Buffer>> {
  if (nodes.length === 0) return new Map()
  const rows = await db.execute<{ key: string; hash: Buffer | null }>(sql`
    select w.level || '/' || w.index as key, coalesce(n.hash, l.hash) as hash
      from unnest(${toArray(nodes.map(({ level }) => String(level)))}::smallint[],
                  ${toArray(nodes.map(({ index }) => String(index)))}::bigint[]) as w (level, index)
      left join ledger.tally_nodes n on n.level = w.level and n.index = w.index
      left join ledger.tally_leaves l on w.level = 0 and l.position = w.index`)
  return new Map(
    rows.map(({ key, hash }) => {
      if (!hash) throw new Error(`the tally log has lost its node ${key}`)
      return [key, hash]
    }),
  )
}

/** Where ledger transactions are in the log, those that are. */
export async function findPositions(db: Db, ids: readonly string[]): Promise<Map<string, number>> {
  const rows = await db.execute<{ ordinal: number; position: string }>(sql`
    select w.ordinal::integer, l.position::text
      from unnest(${toArray(ids.map((id) => toUuid('ltx', id)))}::uuid[]) with ordinality as w (id, ordinal)
      join ledger.tally_leaves l on l.ledger_transaction_id = w.id`)
  return new Map(rows.map(({ ordinal, position }) => [ids[ordinal - 1] ?? '', Number(position)]))
}

/** SQL for a moment as text in UTC with microseconds. */
export const isoOf = (expression: string): string =>
  `to_char((${expression}) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`

/** Milliseconds unless there is more, which nothing of ours writes and which must not pass for what was written. */
export const toMoment = (microseconds: string): string =>
  microseconds.endsWith('000Z') ? `${microseconds.slice(0, -4)}Z` : microseconds

const toBytea = (bytes: Uint8Array): string => `\\x${Buffer.from(bytes).toString('hex')}`
