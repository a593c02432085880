import { createHash } from 'node:crypto'
import { SILENT } from '@tallystick/telemetry'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { balanceOf, type House, newKey, openHouse, type Person, send, topUp } from './house.ts'

let house: House
let ada: Person
let ben: Person
beforeAll(async () => {
  house = await openHouse()
  ada = await house.newPerson(1_000_00n)
  ben = await house.newPerson()
})
afterAll(() => house.close())

const door = () => house.payments.subgraph
const countPayments = async () =>
  (await house.rows(sql`select count(*)::int as count from payments.payments`))[0]?.['count']
const withoutReplayed = (answer: Record<string, unknown>) => ({ ...answer, replayed: undefined })

describe('an idempotency key', () => {
  it('gives the same answer again, however the payment looks by then (PAY-22, P-03, I9)', async () => {
    const idempotencyKey = newKey()
    const first = await send(door(), [ada, ben], { idempotencyKey })
    const before = await balanceOf(house, ada)
    const again = await send(door(), [ada, ben], { idempotencyKey })
    expect(first).toMatchObject({ replayed: false })
    expect(again).toMatchObject({ replayed: true })
    expect(JSON.stringify(withoutReplayed(again))).toBe(JSON.stringify(withoutReplayed(first)))
    expect(await balanceOf(house, ada)).toBe(before)
  })

  it('is the same request with defaults written out and an address in another case', async () => {
    const idempotencyKey = newKey()
    const first = await send(door(), [ada, ben], { idempotencyKey })
    const again = await send(door(), [ada, ben], {
      idempotencyKey,
      description: null,
      priority: 'STANDARD',
    })
    expect(again['payment']).toEqual(first['payment'])
  })

  it.each([
    ['amount', () => ({ minor: 101n })],
    ['payee', () => ({ to: { accountNumber: ben.walletNumber } })],
    ['description', () => ({ description: 'other' })],
    ['priority', () => ({ priority: 'EXPRESS' })],
    ['currency', () => ({ amount: { amount: '100', currency: 'EUR' } })],
    ['payer', () => ({ fromAccountId: ben.walletId })],
  ])('with another %s is refused and does nothing (P-05)', async (_what, change) => {
    const idempotencyKey = newKey()
    await send(door(), [ada, ben], { idempotencyKey })
    const before = await countPayments()
    expect(await send(door(), [ada, ben], { idempotencyKey, ...change() })).toMatchObject({
      __typename: 'IdempotencyKeyReused',
      code: 'IDEMPOTENCY_KEY_REUSED',
    })
    expect(await countPayments()).toBe(before)
  })

  it('of another person, or of another operation, is another key (P-05)', async () => {
    const idempotencyKey = newKey()
    await send(door(), [ada, ben], { idempotencyKey })
    const ofBen = await send(door(), [ben, ada], { idempotencyKey, minor: 1n })
    expect(ofBen).toMatchObject({ __typename: 'SendMoneySuccess', replayed: false })
    const ofTopUp = await topUp(door(), ada, { idempotencyKey, minor: 1_00n })
    expect(ofTopUp).toMatchObject({ __typename: 'TopUpAccountSuccess', replayed: false })
  })

  it('used 50 times at once makes one payment and 50 equal answers (P-03)', async () => {
    const idempotencyKey = newKey()
    const before = [await countPayments(), await balanceOf(house, ada)] as const
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => send(door(), [ada, ben], { idempotencyKey, minor: 7n })),
    )
    expect(new Set(answers.map((each) => JSON.stringify(each['payment']))).size).toBe(1)
    expect(answers.filter((each) => each['replayed'] === false)).toHaveLength(1)
    expect(answers[0]?.['payment'].status).toBe('COMPLETED')
    expect(await countPayments()).toBe(before[0] + 1)
    expect(await balanceOf(house, ada)).toBe(before[1] - 7n)
  })

  it('used at once through three processes makes one payment and equal answers (P-03)', async () => {
    const idempotencyKey = newKey()
    const rooms = await Promise.all([house.open(), house.open(), house.open()])
    const before = await balanceOf(house, ada)
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, index) =>
        send((rooms[index % 3] ?? house.payments).subgraph, [ada, ben], {
          idempotencyKey,
          minor: 3n,
        }),
      ),
    )
    expect(new Set(answers.map((each) => JSON.stringify(each['payment']))).size).toBe(1)
    expect(await balanceOf(house, ada)).toBe(before - 3n)
  })
})

describe('many keys', () => {
  it('of a thousand payments, each sent one to five times to three processes, move each once (P-03)', async () => {
    const dan = await house.newPerson()
    const rooms = await Promise.all([house.open(), house.open(), house.open()])
    const sends = Array.from({ length: 1_000 }, (_, index) => ({
      idempotencyKey: newKey(),
      minor: BigInt(1 + (index % 7)),
      times: 1 + (index % 5),
    }))
    const answers = new Map<string, Set<string>>()
    const queue = sends.flatMap(({ times, ...change }) =>
      Array.from({ length: times }, () => change),
    )
    // Copies of one request are sent apart from each other, and beside each other.
    const shuffled = queue.toSorted((a, b) => hashOf(a.idempotencyKey) - hashOf(b.idempotencyKey))
    for (let from = 0; from < shuffled.length; from += 60)
      await Promise.all(
        shuffled.slice(from, from + 60).map(async (change, index) => {
          const answer = await send(
            (rooms[index % 3] ?? house.payments).subgraph,
            [ada, dan],
            change,
          )
          const seen = answers.get(change.idempotencyKey) ?? new Set()
          answers.set(change.idempotencyKey, seen.add(JSON.stringify(answer['payment'])))
        }),
      )
    expect([...answers.values()].filter(({ size }) => size !== 1)).toEqual([])
    const sum = sends.reduce((total, { minor }) => total + minor, 0n)
    expect(await balanceOf(house, dan)).toBe(sum)
  }, 120_000)

  it('of two hundred, three other requests each, conflict six hundred times and do nothing (P-05)', async () => {
    const before = await balanceOf(house, ada)
    const keys = Array.from({ length: 200 }, () => newKey())
    for (let from = 0; from < keys.length; from += 50)
      await Promise.all(
        keys
          .slice(from, from + 50)
          .map((idempotencyKey) => send(door(), [ada, ben], { idempotencyKey, minor: 1n })),
      )
    const names: string[] = []
    for (const minor of [2n, 3n, 4n])
      for (let from = 0; from < keys.length; from += 50)
        names.push(
          ...(await Promise.all(
            keys.slice(from, from + 50).map(async (idempotencyKey) => {
              const answer = await send(door(), [ada, ben], { idempotencyKey, minor })
              return answer['__typename']
            }),
          )),
        )
    expect(names.filter((name) => name === 'IdempotencyKeyReused')).toHaveLength(600)
    expect(await balanceOf(house, ada)).toBe(before - 200n)
  }, 120_000)

  it('are forgotten after so many days as they are kept, and not before (JOB-10)', async () => {
    const idempotencyKey = newKey()
    const first = await send(door(), [ada, ben], { idempotencyKey })
    const forget = async (days: number): Promise<void> => {
      const now = () => new Date(Date.now() + days * 86_400_000)
      const room = await house.open({ now, keyDays: 2 })
      await room.tasks['forget-keys']?.({}, { attempt: 1, log: SILENT, signal: undefined })
    }
    await forget(1.99)
    expect(await send(door(), [ada, ben], { idempotencyKey })).toMatchObject({ replayed: true })
    await forget(2.01)
    const again = await send(door(), [ada, ben], { idempotencyKey })
    expect(again).toMatchObject({ replayed: false })
    expect(again['payment'].id).not.toBe(first['payment'].id)
  })
})

/** Some order that has nothing to do with the one in which they were made. */
const hashOf = (text: string): number => createHash('sha256').update(text).digest().readUInt32BE()

describe('payments at the same time', () => {
  it('50 of the whole balance with 50 keys: one succeeds, 49 lack funds (P-08)', async () => {
    const cleo = await house.newPerson(50_00n)
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => send(door(), [cleo, ben], { minor: 50_00n })),
    )
    const names = answers.map((each) => each['__typename'])
    expect(names.filter((name) => name === 'SendMoneySuccess')).toHaveLength(1)
    expect(names.filter((name) => name === 'InsufficientFunds')).toHaveLength(49)
    expect(await balanceOf(house, cleo)).toBe(0n)
  })

  it('to and fro between two people lose nothing and end, every one (P-12, I5, I6)', async () => {
    const [cleo, dan] = [await house.newPerson(100_00n), await house.newPerson(100_00n)]
    await Promise.all(
      Array.from({ length: 100 }, (_, index) =>
        send(door(), index % 2 ? [cleo, dan] : [dan, cleo], { minor: BigInt(index + 1) }),
      ),
    )
    expect((await balanceOf(house, cleo)) + (await balanceOf(house, dan))).toBe(200_00n)
    const open = await house.rows(
      sql`select id from payments.payments where status not in ('COMPLETED', 'FAILED')`,
    )
    expect(open).toEqual([])
    const jobs = await house.rows(sql`select key from payments_jobs.jobs where key is not null`)
    expect(jobs).toEqual([])
    const unanswered = await house.rows(
      sql`select key from payments.idempotency_keys where outcome is null`,
    )
    expect(unanswered).toEqual([])
  })
})
