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
