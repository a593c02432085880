/** In which order leaves must stand: that of the outbox, but every ledger account's versions one after the other. */
import { fromUuid, toUuid } from '@tallystick/ids'
import type postgres from 'postgres'
import type { StoredHead } from './heads.ts'

/** Where in the outbox a sealing began and where it ended. */
type Stretch = Readonly<{
  after: Pick<StoredHead, 'xid' | 'sequence'>
  until: Pick<StoredHead, 'xid' | 'sequence'>
}>

/** A told event that is sealed. */
type Told = Readonly<{ key: string; places: readonly string[] }>

/** What the log takes of the outbox. */
export const SEALED_KINDS = `type in ('ledger:transaction:posted', 'ledger:audit-head:received')`

/** The keys of the leaves that one sealing should have written, in order. A key is a ledger transaction's uuid or the position of an audit head. */
export async function expectedKeys(
  sql: postgres.ISql,
  { after, until }: Stretch,
): Promise<string[]> {
  const events = await sql.unsafe<{ id: string | null; position: string | null }[]>(
    `select body ->> 'ledgerTransactionId' as id, body ->> 'position' as position from ledger.outbox
      where (xid, sequence) > ($1::xid8, $2::bigint) and (xid, sequence) <= ($3::xid8, $4::bigint) and ${SEALED_KINDS}
      order by xid, sequence`,
    [after.xid, after.sequence, until.xid, until.sequence],
  )
  const keys = events.map(({ id, position }) => (id === null ? `audit ${position}` : uuidOf(id)))
  const rows = await sql.unsafe<{ id: string; places: string[] }[]>(
    `select t.id, array(select p.account || ' ' || p.version from unnest(t.entry_accounts, t.entry_versions) as p (account, version)) as places
       from ledger.ledger_transactions t where t.id = any ($1::uuid[])`,
    [keys.filter((key) => !key.startsWith('audit'))],
  )
  const places = new Map(rows.map((row) => [row.id, row.places]))
  return inOrder(keys.map((key) => ({ key, places: places.get(key) ?? [] })))
}

/** Whether the outbox tells of a leaf, wherever. Reads all of it: for when something is wrong. */
export async function isTold(sql: postgres.ISql, key: string): Promise<boolean> {
  const [field, value] = key.startsWith('audit ')
    ? ['position', key.slice('audit '.length)]
    : ['ledgerTransactionId', fromUuid('ltx', key)]
  const rows = await sql.unsafe(
    `select from ledger.outbox where ${SEALED_KINDS} and body ->> $1 = $2 limit 1`,
    [field, value],
  )
  return rows.length > 0
}

function uuidOf(id: string): string {
  try {
    return toUuid('ltx', id)
  } catch {
    return '00000000-0000-0000-0000-000000000000'
  }
}

/** Again and again the first of which no earlier version is still to come. Only run when something is wrong: it may be slow. */
function inOrder(told: readonly Told[]): string[] {
  const waiting = new Map(
    told.flatMap((each) => each.places.map((place) => [place, each] as const)),
  )
  const rest = new Set(told)
  const order: string[] = []
  while (rest.size > 0) {
    const next =
      [...rest].find((each) =>
        each.places.every((place) => {
          const holder = waiting.get(versionBefore(place))
          return holder === undefined || holder === each
        }),
      ) ?? [...rest][0]
    if (!next) break
    rest.delete(next)
    for (const place of next.places) waiting.delete(place)
    order.push(next.key)
  }
  return order
}

function versionBefore(place: string): string {
  const [account, version] = place.split(' ')
  return `${account} ${BigInt(version ?? '0') - 1n}`
}
