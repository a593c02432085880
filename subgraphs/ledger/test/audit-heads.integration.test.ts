/** Ledger and Admin together: the head of the audit log becomes a leaf of the tally log, and then it is quiet. */
import { openAdmin } from '@tallystick/admin/server'
import { newId } from '@tallystick/ids'
import { type Outbox, startRelay } from '@tallystick/outbox'
import { newMemoryWake } from '@tallystick/outbox/wake'
import type { Door } from '@tallystick/subgraph-client'
import { SILENT } from '@tallystick/telemetry'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { openRoom, type Room, topUp, wallet } from './room.ts'

let room: Room
let admin: Awaited<ReturnType<typeof openAdmin>>
let relays: ReturnType<typeof startRelay>[]
const wake = newMemoryWake()
const nobody = {} as Door

beforeAll(async () => {
  room = await openRoom()
  admin = await openAdmin({
    databaseUrl: room.database.urls.admin,
    wake,
    log: SILENT,
    apiSdl: '',
    doors: { auth: nobody },
    probes: {},
    outboxes: {},
  })
  const { ledger } = room
  const consumers = [
    { name: 'admin', inbox: admin.inbox, handlers: admin.handlers },
    { name: 'ledger', inbox: ledger.inbox, handlers: ledger.handlers },
  ]
  const producers: Outbox<never>[] = [admin.outbox, ledger.outbox] as never
  relays = producers.flatMap((producer) =>
    consumers
      .filter(({ name }) => name === 'admin' || producer.name === 'admin')
      .map((consumer) => startRelay({ producer, consumer: consumer as never, log: SILENT, wake })),
  )
})
afterAll(async () => {
  for (const relay of relays) await relay.stop()
  await admin.close()
  await room.close()
  await wake.close()
})

/** Waits until both have heard of everything that was told. */
const settle = () =>
  vi.waitFor(
    async () => {
      const unheard = await room.asAdmin(sql`
        select o.id from (table ledger.outbox union all table admin.outbox) o
         where not exists (select from admin.inbox i where i.event_id = o.id)
        union all
        select o.id from admin.outbox o
         where type = 'admin:audit:linked' and not exists (select from ledger.inbox i where i.event_id = o.id)`)
      if (unheard.length > 0) throw new Error(`${unheard.length} events are still to be heard`)
    },
    { timeout: 15_000, interval: 50 },
  )

/** One round of what the worker does each second and more often. */
async function work(): Promise<void> {
  await settle()
  await admin.linkAuditLogs()
  await settle()
  await room.ledger.seal()
  await settle()
}

/** How many rows every table of the two has. */
const countRows = () =>
  room.asAdmin(sql`
    select 'audit_logs' as name, count(*)::int from admin.audit_logs
    union all select 'audit_links', count(*)::int from admin.audit_links
    union all select 'admin.outbox', count(*)::int from admin.outbox
    union all select 'admin.inbox', count(*)::int from admin.inbox
    union all select 'ledger.outbox', count(*)::int from ledger.outbox
    union all select 'ledger.inbox', count(*)::int from ledger.inbox
    union all select 'tally_leaves', count(*)::int from ledger.tally_leaves
    union all select 'tree_heads', count(*)::int from ledger.tree_heads`)

const heads = () =>
  room.asAdmin(sql`
    select audit_head from ledger.tally_leaves where audit_head is not null order by position`)

describe('the head of the audit log // AUD-6', () => {
  it('is sealed into the tally log with the ledger transactions', async () => {
    await room.post(topUp(wallet(), 1n), topUp(wallet(), 1n))
    await work()
    const [last] = await room.asAdmin(sql`
      select position::text, encode(hash, 'hex') as hash from admin.audit_links order by position desc limit 1`)
    expect(last?.['position']).toBe('2')
    expect(await heads()).toEqual([{ audit_head: last }])
  })

  it('is received once, however often it is delivered', async () => {
    await room.asAdmin(sql`delete from admin.outbox_readers`)
    await room.post(topUp(wallet(), 1n))
    await work()
    expect(await heads()).toHaveLength(2)
  })

  it('is not what the next head tells of: a quiet system stays quiet', async () => {
    await room.post(topUp(wallet(), 1n, { paymentId: newId('pay') }))
    // The posting is recorded, linked and sealed; nothing follows from that.
    for (let round = 0; round < 3; round++) await work()
    const before = await countRows()
    for (let round = 0; round < 6; round++) await work()
    expect(await countRows()).toEqual(before)
  })
})
