import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { SILENT } from '@tallystick/telemetry'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Outbox, replayParked, type StoredEvent, startRelay, type Tx } from '../src/index.ts'
import {
  deskLetters,
  newRoom,
  numberOf,
  type Room,
  sale,
  type TillEvent,
  tillReaders,
} from './room.ts'

const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1)
const PATIENT = { timeout: 10_000, interval: 20 }

let room: Room
let outbox: Outbox<TillEvent>
beforeAll(async () => {
  room = await newRoom()
})
beforeEach(async () => {
  await outbox?.close()
  await room.db.execute(sql`truncate till.outbox, till.outbox_readers, desk.inbox,
    desk.dead_letters, desk.takings`)
  outbox = room.newTill()
})
afterAll(async () => {
  await outbox.close()
  await room.close()
})

const publish = (...numbers: number[]): Promise<void> =>
  outbox.transaction((_tx, tell) => tell(...numbers.map((n) => sale(n))))

/** Writes down what was sold, so that a sale applied twice shows twice. */
async function takeDown({ body }: StoredEvent<TillEvent>, tx: Tx): Promise<void> {
  await tx.execute(sql`insert into desk.takings values (${body.n}, ${body.by})`)
}

async function takings(): Promise<number[]> {
  const rows = await room.db.execute<{ n: number }>(sql`select n from desk.takings order by ctid`)
  return rows.map(({ n }) => n)
}

const relay = (handlers = { 'till:sale:made': takeDown }, producer = outbox) =>
  startRelay({
    producer,
    consumer: { name: 'desk', inbox: room.inbox, handlers },
    log: SILENT,
    wake: room.wake,
  })

describe('relay', () => {
  it('applies every event once and in order, those of before it began too (EVT-13)', async () => {
    await publish(...upTo(150))
    const running = relay()
    for (let n = 151; n <= 200; n++) await publish(n)
    await vi.waitFor(async () => expect(await takings()).toEqual(upTo(200)), PATIENT)
    await vi.waitFor(async () => expect(await outbox.waiting()).toBe(0), PATIENT)
    await running.stop()
    await publish(201)
    expect(await outbox.waiting()).toBe(1)
    const again = relay()
    await vi.waitFor(async () => expect(await takings()).toEqual(upTo(201)), PATIENT)
    await again.stop()
  })

  it('applies once what it applied before it was killed and could not note (EVT-13, F-25)', async () => {
    await publish(...upTo(30))
    const child = spawn(process.execPath, [
      fileURLToPath(new URL('killed-relay.ts', import.meta.url)),
      room.url,
    ])
    const [code, signal] = await once(child, 'exit')
    expect({ code, signal }).toEqual({ code: null, signal: 'SIGKILL' })
    expect(await takings()).toEqual(upTo(30))
    expect(await room.db.select().from(tillReaders)).toEqual([])
    const running = relay()
    await publish(31)
    await vi.waitFor(async () => expect(await takings()).toEqual(upTo(31)), PATIENT)
    await running.stop()
  })

  it('applies once with two relays at once, and goes on when one of them is lost (F-25)', async () => {
    const other = room.newTill()
    const [first, second] = [relay(), relay(undefined, other)]
    await publish(...upTo(50))
    await vi.waitFor(async () => expect(await takings()).toEqual(upTo(50)), PATIENT)
    await room.db.execute(sql`select pg_terminate_backend(pid) from pg_locks
      where locktype = 'advisory' and granted and pid <> pg_backend_pid()`)
    await publish(...upTo(60).slice(50))
    await vi.waitFor(async () => expect(await takings()).toEqual(upTo(60)), PATIENT)
    await first.stop()
    await publish(61)
    await vi.waitFor(async () => expect(await takings()).toEqual(upTo(61)), PATIENT)
    await second.stop()
    await other.close()
  })

  it('parks an event that cannot be applied, applies the others, replays it once mended (F-43)', async () => {
    let isMended = false
    const attempts: number[] = []
    const handlers = {
      async 'till:sale:made'(event: StoredEvent<TillEvent>, tx: Tx) {
        await takeDown(event, tx)
        if (numberOf(event) !== 3 || isMended) return
        attempts.push(3)
        throw new Error('no such article', { cause: new Error('article 3') })
      },
    }
    await publish(...upTo(6))
    const running = relay(handlers)
    await vi.waitFor(async () => expect(await takings()).toEqual([1, 2, 4, 5, 6]), PATIENT)
    await running.stop()
    // Once together with the others, then five times by itself.
    expect(attempts).toHaveLength(6)
    const [letter, ...more] = await room.db.select().from(deskLetters)
    expect(more).toEqual([])
    expect(letter).toMatchObject({
      producer: 'till',
      type: 'till:sale:made',
      attemptCount: 5,
      error: 'Error: no such article\ncaused by Error: article 3',
      replayedAt: null,
    })

    const consumer = { name: 'desk', inbox: room.inbox, handlers }
    const key = { producer: 'till', eventId: (letter?.event as StoredEvent | undefined)?.id ?? '' }
    await expect(replayParked(consumer, key)).rejects.toThrow('no such article')
    isMended = true
    expect(await replayParked(consumer, key)).toBe('applied')
    expect(await replayParked(consumer, key)).toBe('not parked')
    expect(await takings()).toEqual([1, 2, 4, 5, 6, 3])
  })

  it('calls the handler of every type after the type’s own', async () => {
    const called: string[] = []
    const running = relay({
      'till:sale:made': async () => void called.push('own'),
      '*': async () => void called.push('every'),
    } as never)
    await publish(1)
    await vi.waitFor(() => expect(called).toEqual(['own', 'every']), PATIENT)
    await running.stop()
  })
})

describe('inbox', () => {
  it('applies an event once that arrives twenty times at once', async () => {
    await publish(1)
    const [event] = await outbox.read({ limit: 1 })
    if (!event) throw new Error('nothing was published')
    const receipts = await Promise.all(
      Array.from({ length: 20 }, () => room.inbox.receive(event, (tx) => takeDown(event, tx))),
    )
    expect(receipts.filter((each) => each === 'applied')).toHaveLength(1)
    expect(await takings()).toEqual([1])
  })

  it('keeps neither the work nor the note of it when the work fails', async () => {
    await publish(1)
    const [event] = await outbox.read({ limit: 1 })
    if (!event) throw new Error('nothing was published')
    const failing = room.inbox.receive(event, async (tx) => {
      await takeDown(event, tx)
      throw new Error('half done')
    })
    await expect(failing).rejects.toThrow('half done')
    expect(await takings()).toEqual([])
    expect(await room.inbox.receive(event, (tx) => takeDown(event, tx))).toBe('applied')
    expect(await takings()).toEqual([1])
  })
})
