import { openDatabase, type Tx } from '@tallystick/db'
import { verifyBooks } from '@tallystick/db/checks'
import { newId } from '@tallystick/ids'
import { newMemoryWake } from '@tallystick/outbox/wake'
import { SILENT } from '@tallystick/telemetry'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { linkAuditLogs } from '../src/domain/link-audit-logs.ts'
import { openAdmin } from '../src/server.ts'
import { openRoom, type Room, registered } from './room.ts'

let room: Room
beforeAll(async () => {
  room = await openRoom()
})
beforeEach(() => room.empty())
afterAll(() => room.close())

const people = (count: number) => Array.from({ length: count }, () => registered())
const countOf = async (table: 'audit_logs' | 'audit_links') => {
  const [row] =
    table === 'audit_logs'
      ? await room.sql`select count(*)::int as count from admin.audit_logs`
      : await room.sql`select count(*)::int as count from admin.audit_links`
  return Number(row?.['count'])
}
const links = () => room.sql`
  select k.position::int, encode(k.hash, 'hex') as hash, l.resource_id
    from admin.audit_links k join admin.audit_logs l on l.id = k.audit_log_id order by k.position`
const told = () => room.sql`
  select body from admin.outbox where type = 'admin:audit:linked' order by sequence`
/** What verify-books says of the audit log. */
const faults = async () =>
  (await verifyBooks(room.database.adminUrl)).filter(({ message }) => message.includes('audit log'))

describe('linking the audit log // AUD-6', () => {
  it('puts every entry into the chain once, in the order in which they were recorded', async () => {
    const events = people(7)
    await room.tell(...events)
    expect(await room.admin.linkAuditLogs()).toBe(7)
    expect(await room.admin.linkAuditLogs()).toBe(0)
    await room.tell(...people(2))
    expect(await room.admin.linkAuditLogs()).toBe(2)
    const chain = await links()
    expect(chain.map(({ position }) => position)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9])
    expect(chain.slice(0, 7).map((each) => each['resource_id'])).toEqual(
      events.map(({ body }) => body.userId),
    )
    expect(new Set(chain.map(({ hash }) => hash)).size).toBe(9)
    expect(await faults()).toEqual([])
  })

  it('tells of the head of the chain after each chunk', async () => {
    const before = (await told()).length
    await room.tell(...people(25))
    expect(await linkAuditLogs(room.admin.outbox, 10)).toBe(25)
    const chain = await links()
    expect((await told()).slice(before).map(({ body }) => body)).toEqual(
      [10, 20, 25].map((at) => ({ position: String(at), hash: chain[at - 1]?.['hash'] })),
    )
  })

  it('is done once when two processes do it at the same time', async () => {
    const wake = newMemoryWake()
    const other = await openAdmin({
      databaseUrl: room.database.urls.admin,
      wake,
      log: SILENT,
      apiSdl: '',
      doors: { auth: room.auth.door },
      probes: {},
      outboxes: {},
    })
    await room.tell(...people(40))
    const both = [room.admin.outbox, other.outbox].map((outbox) => linkAuditLogs(outbox, 3))
    await Promise.all(both)
    while ((await linkAuditLogs(other.outbox, 3)) > 0);
    expect(await links()).toHaveLength(40)
    expect(await faults()).toEqual([])
    await other.close()
    await wake.close()
  })

  it('waits for an entry whose transaction began earlier and commits later', async () => {
    const { db, close } = openDatabase({ url: room.database.urls.admin, name: 'test', poolMax: 2 })
    const record = (tx: Tx, what: string) =>
      tx.execute(sql`
        insert into admin.audit_logs (id, event_id, at, service, action, resource_type, resource_id, details)
        values (uuidv7(), uuidv7(), now(), 'auth', 'auth:user:updated', 'user', ${what}, '{}')`)
    const { promise: mayCommit, resolve: letCommit } = Promise.withResolvers<void>()
    const { promise: hasBegun, resolve: begun } = Promise.withResolvers<void>()
    const late = db.transaction(async (tx) => {
      await record(tx, 'late')
      begun()
      await mayCommit
    })
    await hasBegun
    await db.transaction((tx) => record(tx, 'early'))
    // Nothing behind it is linked before it.
    expect(await room.admin.linkAuditLogs()).toBe(0)
    letCommit()
    await late
    expect(await room.admin.linkAuditLogs()).toBe(2)
    expect((await links()).map((each) => each['resource_id'])).toEqual(['late', 'early'])
    await close()
  })

  it('does not go on from an entry that is gone', async () => {
    await room.tell(...people(2))
    await room.admin.linkAuditLogs()
    await room.sql`alter table admin.audit_logs disable trigger all`
    await room.sql`delete from admin.audit_logs where xid = (select max(xid) from admin.audit_logs)`
    await room.sql`alter table admin.audit_logs enable trigger all`
    await room.tell(registered())
    await expect(room.admin.linkAuditLogs()).rejects.toThrow('has lost the entry')
  })

  it('is not recorded itself, so that nothing goes on by itself', async () => {
    await room.tell(...people(3))
    for (let round = 0; round < 5; round++) {
      await room.admin.linkAuditLogs()
      await room.settle()
    }
    expect(await countOf('audit_logs')).toBe(3)
    expect(await countOf('audit_links')).toBe(3)
  })
})

describe('the tables of the audit log', () => {
  it('cannot be changed or emptied by their role // AUD-6', async () => {
    await room.tell(registered())
    await room.admin.linkAuditLogs()
    const { db, close } = openDatabase({ url: room.database.urls.admin, name: 'test' })
    for (const statement of [
      sql`update admin.audit_links set hash = ''`,
      sql`delete from admin.audit_links`,
      sql`truncate admin.audit_links`,
    ])
      await expect(db.execute(statement)).rejects.toMatchObject({ cause: { code: '42501' } })
    await close()
  })

  it('cannot be changed or emptied by their owner either, who must take down a trigger first', async () => {
    await room.tell(registered())
    await room.admin.linkAuditLogs()
    for (const refused of [
      () => room.sql`update admin.audit_logs set action = ${newId('aud')}`,
      () => room.sql`delete from admin.audit_logs`,
      () => room.sql`truncate admin.audit_logs`,
      () => room.sql`update admin.audit_links set hash = ''`,
      () => room.sql`delete from admin.audit_links`,
      () => room.sql`truncate admin.audit_links`,
    ])
      await expect(refused()).rejects.toMatchObject({ cause: { code: '23001' } })
  })
})
