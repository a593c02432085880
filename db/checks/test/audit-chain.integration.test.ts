import { createHash } from 'node:crypto'
import { newTestDatabase } from '@tallystick/db/testing'
import { fromUuid, newId, toUuid } from '@tallystick/ids'
import { auditLinkHash } from '@tallystick/verify'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Row } from '../invariant.ts'
import { auditChainHolds } from '../invariants/i7-audit-chain.ts'
import { CREATE_SHOWN_ID } from '../shown-id.ts'

const LENGTH = 1_200
/** Links whose hash the tally log has. */
const SEALED = [1, 500, LENGTH]

let database: Awaited<ReturnType<typeof newTestDatabase>>
let sql: postgres.Sql
beforeAll(async () => {
  database = await newTestDatabase()
  sql = postgres(database.adminUrl, { max: 1, onnotice: () => {} })
  await sql.unsafe(CREATE_SHOWN_ID)
  await writeLog()
})
afterAll(async () => {
  await sql.end()
  await database.drop()
})

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest()
const moment = (column: string) =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`

/** An audit log of real events, linked and sealed by the book. */
async function writeLog(): Promise<void> {
  await sql`
    insert into auth.outbox (id, type, version, aggregate_type, aggregate_id, topics, actor_kind, body)
    select uuidv7(), 'auth:user:registered', 1, 'user', n::text, '{}', 'SERVICE', jsonb_build_object('n', n)
      from generate_series(1, ${LENGTH + 2}) n`
  await sql`
    insert into admin.audit_logs (id, event_id, at, service, action, resource_type, resource_id, details, address)
    select uuidv7(), id, created_at, 'auth', type, aggregate_type, aggregate_id, body, case when sequence % 2 = 0 then '::1' end
      from auth.outbox order by sequence`
  await link()
}

/** Links the whole log anew: what someone does who owns the database and knows the rules. */
async function link(): Promise<void> {
  const rows = await sql.unsafe(`
    select id, event_id, ${moment('at')} as at, service, action, resource_type, resource_id, details::text, address,
           ${moment('created_at')} as created_at, xid::text
      from admin.audit_logs order by xid, id limit ${LENGTH}`)
  let hash: Uint8Array | null = null
  const links: { position: number; audit_log_id: string; hash: Uint8Array }[] = []
  for (const [index, row] of rows.entries()) {
    const entry = {
      ...{
        id: fromUuid('aud', row['id']),
        eventId: fromUuid('evt', row['event_id']),
        actorId: null,
      },
      ...{ at: row['at'], createdAt: row['created_at'], service: row['service'], xid: row['xid'] },
      ...{ action: row['action'], resourceType: row['resource_type'], details: row['details'] },
      ...{
        resourceId: row['resource_id'],
        requestId: null,
        address: row['address'],
        userAgent: null,
      },
    }
    hash = auditLinkHash(hash, entry, sha256)
    links.push({ position: index + 1, audit_log_id: row['id'], hash })
  }
  await sql`insert into admin.audit_links ${sql(links)}`
  const isSealed = (await sql`select from ledger.tally_leaves limit 1`).length > 0
  if (isSealed) return
  for (const [index, position] of SEALED.entries()) {
    const head = { position: String(position), hash: toHex(links[position - 1]?.hash) }
    await sql`
      insert into ledger.tally_leaves (position, audit_head, hash)
      values (${index}, ${JSON.stringify(head)}::text::jsonb, '\\x00')`
  }
}

const toHex = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString('hex')

/** What the checks find after a change, which is taken back. */
async function findAfter(change: string, then = async () => {}): Promise<readonly Row[][]> {
  const found: Row[][] = []
  await sql`begin`
  try {
    await sql.unsafe(`set local session_replication_role = replica; ${change}`)
    await then()
    for (const check of auditChainHolds)
      found.push([...('sql' in check ? await sql.unsafe(check.sql) : await check.find(sql, {}))])
  } finally {
    await sql`rollback`
  }
  return found
}

const ofLink = (position: number) =>
  `id = (select audit_log_id from admin.audit_links where position = ${position})`
const at = (position: number) => [{ position: String(position) }]

describe('the chain of the audit log // AUD-6', () => {
  it('is found to be in order when it is, with entries that wait to be linked', async () => {
    expect(await findAfter('')).toEqual([[], [], []])
  })

  it('is found to be in order when there is none', async () => {
    const nothing = 'truncate admin.audit_logs, admin.audit_links, ledger.tally_leaves'
    expect(await findAfter(nothing)).toEqual([[], [], []])
  })

  it.each([
    [`action = 'x'`],
    [`details = details || '{"n": 0}'`],
    [`at = at + interval '1 microsecond'`],
    [`created_at = created_at - interval '1 day'`],
    [`service = null`],
    [`actor_id = uuidv7(), service = null`],
    [`resource_type = 'x'`],
    [`resource_id = 'x'`],
    [`address = coalesce(address, '') || '1'`],
    [`user_agent = ''`],
    [`request_id = ''`],
    [`event_id = (select event_id from admin.audit_logs order by xid desc, id desc limit 1)`],
    [`id = uuidv7()`],
  ])('shows where an entry was changed: %s', async (change) => {
    for (const position of [1, 499, 777, LENGTH]) {
      const before = 'alter table admin.audit_logs drop constraint audit_logs_event;'
      const [found] = await findAfter(
        `${before} update admin.audit_logs set ${change} where ${ofLink(position)}`,
      )
      expect(found).toMatchObject(at(position))
    }
  })

  it.each([1, 2, 600, LENGTH])('shows where entry %i was deleted', async (position) => {
    const [alone] = await findAfter(`delete from admin.audit_logs where ${ofLink(position)}`)
    expect(alone).toMatchObject(at(position))
    const [whole] = await findAfter(`
      delete from admin.audit_logs where ${ofLink(position)};
      delete from admin.audit_links where position = ${position}`)
    expect(whole).toMatchObject(at(position))
  })

  it('shows where the later links were moved up into the gap', async () => {
    const [found] = await findAfter(`
      delete from admin.audit_links where position = 700;
      alter table admin.audit_links drop constraint audit_links_pkey;
      update admin.audit_links set position = position - 1 where position > 700`)
    expect(found).toMatchObject(at(700))
  })

  it.each([
    [1, 2],
    [10, 900],
  ])('shows where entries %i and %i changed places', async (one, other) => {
    const [found] = await findAfter(`
      alter table admin.audit_links drop constraint audit_links_pkey;
      update admin.audit_links set position = case position when ${one} then ${other} else ${one} end
       where position in (${one}, ${other})`)
    expect(found).toMatchObject(at(one))
  })

  it('shows an entry that was put in among the linked ones', async () => {
    const copied = `event_id, at, service, action, resource_type, resource_id, details, created_at, xid`
    const [chain, unlinked] = await findAfter(`
      alter table admin.audit_logs drop constraint audit_logs_event;
      insert into admin.audit_logs (id, ${copied})
      select '00000000-0000-0000-0000-000000000001', ${copied} from admin.audit_logs where ${ofLink(300)}`)
    expect(chain).toEqual([])
    expect(unlinked).toHaveLength(1)
  })

  it('shows an entry that was made up', async () => {
    const eventId = newId('evt')
    const [, , forged] = await findAfter(`
      insert into admin.audit_logs (id, event_id, at, action, resource_type, resource_id, details)
      values (uuidv7(), '${toUuid('evt', eventId)}', now(), 'x', 'x', 'x', '{}')`)
    expect(forged).toMatchObject([{ event_id: eventId }])
  })

  it('shows a link that was put in at the end', async () => {
    const [found] = await findAfter(`
      insert into admin.audit_links (position, audit_log_id, hash)
      select ${LENGTH + 1}, l.id, sha256('') from admin.audit_logs l
       where not exists (select from admin.audit_links k where k.audit_log_id = l.id) limit 1`)
    expect(found).toMatchObject(at(LENGTH + 1))
  })

  it.each([LENGTH, 1_000, 2])(
    'shows that the log was cut off at %i, by what was sealed',
    async (first) => {
      const [found] = await findAfter(`
      delete from admin.audit_logs where id in (select audit_log_id from admin.audit_links where position >= ${first});
      delete from admin.audit_links where position >= ${first}`)
      expect(found).toMatchObject(at(first))
    },
  )

  it('shows that all of it was changed and linked anew, by what was sealed', async () => {
    const [found] = await findAfter(
      `update admin.audit_logs set action = 'x' where ${ofLink(321)}; truncate admin.audit_links`,
      link,
    )
    expect(found).toMatchObject([{ position: '500', problem: expect.stringContaining('sealed') }])
  })

  it('shows a head that was sealed of no link', async () => {
    const [found] = await findAfter(`
      update ledger.tally_leaves set audit_head = '{"position": "x", "hash": "00"}' where position = 1`)
    expect(found).toMatchObject(at(LENGTH + 1))
  })
})
