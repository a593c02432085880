/** What is looked at for each stretch of leaves: the nodes above them, their order and their place in the outbox. */
import { isSameBytes, type NodeAt } from '@tallystick/verify'
import type postgres from 'postgres'
import type { TallyFault } from './fault.ts'
import type { StoredHead } from './heads.ts'
import type { LeafRow } from './leaves.ts'
import { expectedKeys, isTold, SEALED_KINDS } from './order.ts'

/** A node that follows from the leaves. */
export type AddedNode = NodeAt & Readonly<{ hash: Uint8Array }>

type Place = Pick<StoredHead, 'size' | 'xid' | 'sequence'>

/** Nodes that are not stored as they follow, the lowest first, each with the first leaf below it. */
export async function findBadNodes(
  sql: postgres.ISql,
  nodes: readonly AddedNode[],
): Promise<readonly Readonly<{ first: number }>[]> {
  const above = nodes.filter(({ level }) => level > 0)
  if (above.length === 0) return []
  const rows = await sql.unsafe<{ ordinal: number; hash: Uint8Array | null }[]>(
    `select w.ordinal::int, n.hash from unnest($1::smallint[], $2::bigint[]) with ordinality as w (level, index, ordinal)
       left join ledger.tally_nodes n on n.level = w.level and n.index = w.index order by w.ordinal`,
    [above.map(({ level }) => level), above.map(({ index }) => String(index))],
  )
  return rows
    .flatMap(({ ordinal, hash }) => {
      const node = above[ordinal - 1]
      if (!node || (hash && isSameBytes(hash, node.hash))) return []
      return [{ level: node.level, first: node.index * 2 ** node.level }]
    })
    .sort((one, other) => one.level - other.level || one.first - other.first)
}

/** The first of these leaves that is not the one that the outbox puts there; counted from the first of them. */
export async function findMisplaced(
  sql: postgres.ISql,
  { before, head, rows }: Readonly<{ before: Place; head: Place; rows: readonly LeafRow[] }>,
): Promise<number | undefined> {
  const expected = await expectedKeys(sql, { after: before, until: head })
  const at = rows.findIndex((row, index) => keyOf(row) !== expected[index])
  return at === -1 ? undefined : at
}

const keyOf = ({ told_id, audit_position }: LeafRow): string => told_id ?? `audit ${audit_position}`

/** The first head that does not end at the last of its leaves' events, or the first leaf that was never told of. */
export async function findBadPlace(
  sql: postgres.ISql,
  {
    before,
    heads,
    rows,
    from,
  }: Readonly<{
    before: Place
    heads: readonly StoredHead[]
    rows: readonly LeafRow[]
    from: number
  }>,
): Promise<TallyFault | undefined> {
  const starts = [before, ...heads.slice(0, -1)]
  const counts = await sql.unsafe<{ told: number; isThere: boolean }[]>(COUNTS, [
    starts.map(({ xid }) => xid),
    starts.map(({ sequence }) => sequence),
    heads.map(({ xid }) => xid),
    heads.map(({ sequence }) => sequence),
  ])
  for (const [at, head] of heads.entries()) {
    const start = Math.max(starts[at]?.size ?? 0, 0)
    const { told, isThere } = counts[at] ?? { told: 0, isThere: false }
    if (told === head.size - start && (isThere || head.size === 0)) continue
    const own = rows.slice(start - from, head.size - from)
    const untold = (await Promise.all(own.map((row) => isTold(sql, keyOf(row))))).indexOf(false)
    return untold === -1
      ? { index: head.size, what: 'a tree head does not end where its leaves end in the outbox' }
      : { index: start + untold, what: 'a leaf was never told of in the outbox' }
  }
  return undefined
}

const COUNTS = `
  select (select count(*)::int from ledger.outbox o
           where (o.xid, o.sequence) > (h.xid_before, h.sequence_before) and (o.xid, o.sequence) <= (h.xid, h.sequence)
             and o.${SEALED_KINDS}) as told,
         exists (select from ledger.outbox o where o.xid = h.xid and o.sequence = h.sequence and o.${SEALED_KINDS}) as "isThere"
    from unnest($1::text[]::xid8[], $2::bigint[], $3::text[]::xid8[], $4::bigint[]) with ordinality
         as h (xid_before, sequence_before, xid, sequence, ordinal) order by h.ordinal`
