import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { InvalidCursor, type Outbox } from '../src/index.ts'
import { newMemoryWake, type Wake } from '../src/wake.ts'
import { newRoom, numberOf, type Room, sale, type TillEvent, take } from './room.ts'

const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1)

describe('tail', () => {
  let room: Room
  let outbox: Outbox<TillEvent>

  beforeAll(async () => {
    room = await newRoom()
  })
  beforeEach(async () => {
    await outbox?.close()
    await room.db.execute(sql`truncate till.outbox, till.outbox_readers`)
    outbox = room.newTill()
  })
  afterAll(async () => {
    await outbox.close()
    await room.close()
  })

  const publish = (...numbers: number[]): Promise<void> =>
    outbox.transaction((_tx, tell) => tell(...numbers.map((n) => sale(n))))

  it('tells everything of an event to whoever subscribed before it was committed', async () => {
    const tail = outbox.tail({})
    await outbox.transaction((_tx, tell) =>
      tell({ ...sale(7, 3), cause: { ...sale(7).cause, address: '::1', userAgent: 'curl' } }),
    )
    const [event] = await take(tail, 1)
    expect(event).toMatchObject({
      id: expect.stringMatching(/^evt_/),
      type: 'till:sale:made',
      body: { n: 7, by: 3 },
      producer: 'till',
      version: 1,
      aggregate: { type: 'sale', id: '3' },
      topics: ['by:3', 'n:7'],
      cause: {
        actor: { kind: 'SERVICE', id: 'till' },
        requestId: 'request-1',
        address: '::1',
        userAgent: 'curl',
      },
      at: expect.any(Date),
    })
    await tail.return?.()
  })

  it('tells nothing of a transaction that was rolled back', async () => {
    const tail = outbox.tail({})
    const failed = outbox.transaction(async (_tx, tell) => {
      await tell(sale(1))
      throw new Error('changed my mind')
    })
    await expect(failed).rejects.toThrow('changed my mind')
    await publish(2)
    expect((await take(tail, 1)).map(numberOf)).toEqual([2])
    expect(await outbox.read({ limit: 10 })).toHaveLength(1)
  })

  it('tells the events of one transaction in the order in which they were published', async () => {
    await outbox.transaction(async (_tx, tell) => {
      await tell(sale(1), sale(2))
      await tell(sale(3))
    })
    expect((await take(outbox.tail({ fromStart: true }), 3)).map(numberOf)).toEqual([1, 2, 3])
  })

  it('begins with the recent past, of some topics, and goes on with what commits meanwhile', async () => {
    await publish(1, 2)
    await room.db.execute(sql`update till.outbox set created_at = now() - interval '61 seconds'`)
    await publish(3, 4)
    const recent = { topics: ['n:2', 'n:4', 'n:5'], agoMs: 60_000 }
    const after = await outbox.cursorAgo(recent)
    await publish(5)
    const tail = outbox.tail({ after, topics: recent.topics })
    expect((await take(tail, 2)).map(numberOf)).toEqual([4, 5])
    await tail.return?.()
  })

  it('begins now when nothing is recent, and misses nothing that commits before it is followed', async () => {
    await publish(1)
    await room.db.execute(sql`update till.outbox set created_at = now() - interval '61 seconds'`)
    const after = await outbox.cursorAgo({ topics: ['n:1', 'n:2'], agoMs: 60_000 })
    await publish(2)
    const tail = outbox.tail({ after })
    expect((await take(tail, 1)).map(numberOf)).toEqual([2])
    await tail.return?.()
  })

  it('never skips an event that commits after a later one was committed (EVT-13, F-24)', async () => {
    const tail = outbox.tail({})
    const late = Promise.withResolvers<void>()
    const written = Promise.withResolvers<void>()
    const first = outbox.transaction(async (_tx, tell) => {
      await tell(sale(1))
      written.resolve()
      await late.promise
    })
    await written.promise
    await publish(2)
    const answer = take(tail, 2)
    expect(await outbox.read({ limit: 10 })).toEqual([])
    late.resolve()
    await first
    expect((await answer).map(numberOf)).toEqual([1, 2])
  })

  it('resumes after each cursor with exactly the rest', async () => {
    await publish(...upTo(150))
    await publish(...upTo(101))
    const all = await take(outbox.tail({ fromStart: true }), 251)
    for (const index of [0, 1, 99, 100, 149, 150, 249]) {
      const tail = outbox.tail({ after: all[index]?.cursor ?? '' })
      const rest = await take(tail, 251 - index - 1)
      expect(rest.map(({ id }) => id)).toEqual(all.slice(index + 1).map(({ id }) => id))
      await tail.return?.()
    }
  })

  it('goes on from history to what happens now without a gap or a repetition', async () => {
    await publish(...upTo(250))
    const tail = outbox.tail({ fromStart: true })
    const writing = (async () => {
      for (let n = 251; n <= 400; n++) await publish(n)
    })()
    expect((await take(tail, 400)).map(numberOf)).toEqual(upTo(400))
    await writing
  })

  it('tells only what belongs to any of the topics, once', async () => {
    await outbox.transaction((_tx, tell) => tell(sale(1, 1), sale(2, 2), sale(3, 1)))
    const tail = outbox.tail({ topics: ['by:1', 'n:3', 'n:6'], fromStart: true })
    await outbox.transaction((_tx, tell) => tell(sale(4, 2), sale(5, 1), sale(6, 2), sale(7, 1)))
    expect((await take(tail, 5)).map(numberOf)).toEqual([1, 3, 5, 6, 7])
    const page = await outbox.read({ topics: ['by:2'], limit: 2 })
    expect(page.map(numberOf)).toEqual([2, 4])
  })

  it('keeps 10,000 events of three concurrent writers whole and each in order', async () => {
    const tails = [outbox.tail({}), outbox.tail({ fromStart: true }), outbox.tail({})]
    const writers = [0, 1, 2].map(async (by) => {
      for (let n = 0; n < 3400; n += 17)
        await outbox.transaction((_tx, tell) =>
          tell(...Array.from({ length: 17 }, (_, index) => sale(n + index, by))),
        )
    })
    const [heard] = await Promise.all([
      Promise.all(tails.map((tail) => take(tail, 10_200))),
      ...writers,
    ])
    const expected = Array.from({ length: 3400 }, (_, index) => index)
    for (const events of heard) {
      expect(new Set(events.map(({ id }) => id)).size).toBe(10_200)
      for (const by of [0, 1, 2])
        expect(events.filter(({ body }) => body.by === by).map(numberOf)).toEqual(expected)
    }
    expect(heard[1]).toEqual(heard[0])
  })

  it('serves a slow consumer from the table: nothing lost, others not held up', async () => {
    const slow = outbox.tail({})
    const fast = outbox.tail({})
    await publish(0)
    expect((await take(slow, 1)).map(numberOf)).toEqual([0])
    for (const n of upTo(20)) await publish(...upTo(40).map((each) => n * 1000 + each))
    expect(await take(fast, 801)).toHaveLength(801)
    const rest = await take(slow, 800)
    expect(rest.map(({ id }) => id)).toEqual(
      (await outbox.read({ limit: 1000 })).slice(1).map(({ id }) => id),
    )
    await publish(99)
    expect((await take(slow, 1)).map(numberOf)).toEqual([99])
  })

  it('answers return() at once while next() is pending, and reads no more', async () => {
    const tail = outbox.tail({})
    const pending = [tail.next(), tail.next()]
    await tail.return?.()
    expect(await Promise.all(pending)).toEqual([
      { done: true, value: undefined },
      { done: true, value: undefined },
    ])
    expect(await tail.next()).toEqual({ done: true, value: undefined })
    await publish(1)
    const next = outbox.tail({ fromStart: true })
    expect((await take(next, 1)).map(numberOf)).toEqual([1])
  })

  it('hears within a second what another process wrote, even when no wake-up came', async () => {
    const deaf: Wake = { ...newMemoryWake(), signal: () => {} }
    const other = room.newTill({ wake: deaf })
    const tail = outbox.tail({})
    await outbox.transaction(async () => {})
    await other.transaction((_tx, tell) => tell(sale(5)))
    const since = performance.now()
    expect((await take(tail, 1)).map(numberOf)).toEqual([5])
    expect(performance.now() - since).toBeLessThan(2_500)
    await other.close()
  })

  it('refuses a malformed cursor before it subscribes', async () => {
    expect(() => outbox.tail({ after: 'x' })).toThrow(InvalidCursor)
    expect(() => outbox.tail({ after: '' })).toThrow(InvalidCursor)
    await expect(outbox.read({ after: 'x', limit: 1 })).rejects.toThrow(InvalidCursor)
  })

  it('accepts as a cursor whatever it gave out and waits when nothing follows', async () => {
    await publish(1)
    const [event] = await outbox.read({ limit: 1 })
    expect(await outbox.read({ after: event?.cursor, limit: 10 })).toEqual([])
    const tail = outbox.tail({ after: event?.cursor })
    const next = take(tail, 1)
    await publish(2)
    expect((await next).map(numberOf)).toEqual([2])
  })

  it('ends every tail when it closes', async () => {
    const pending = [outbox.tail({}).next(), outbox.tail({ fromStart: true }).next()]
    await outbox.close()
    expect((await Promise.all(pending)).every(({ done }) => done)).toBe(true)
    outbox = room.newTill()
  })
})
