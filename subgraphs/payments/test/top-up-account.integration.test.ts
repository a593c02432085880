import { newId } from '@tallystick/ids'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  balanceOf,
  type House,
  later,
  newKey,
  openHouse,
  type Person,
  showPayment,
  sweep,
  topUp,
} from './house.ts'

let house: House
let ada: Person
beforeAll(async () => {
  house = await openHouse()
  await house.liftLimits()
  ada = await house.newPerson()
})
afterAll(() => house.close())

const door = () => house.payments.subgraph
const book = async (paymentId: string) =>
  (
    await house.rows(
      sql`select status, call_count from payments.simulator_acts where reference = ${paymentId}`,
    )
  )[0]

describe('topUpAccount', () => {
  it.each([1_00n, 5n, 105n, 99n])(
    'of %s brings the money in at once (PAY-20, PSP-9)',
    async (minor) => {
      const before = await balanceOf(house, ada)
      const answer = await topUp(door(), ada, { minor })
      expect(answer).toMatchObject({
        __typename: 'TopUpAccountSuccess',
        replayed: false,
        payment: { kind: 'TOP_UP', status: 'COMPLETED', payer: null, payee: { id: ada.walletId } },
      })
      expect(await balanceOf(house, ada)).toBe(before + minor)
    },
  )

  it('that ends in 01 is declined, kept as FAILED, and declined again for the same key', async () => {
    const idempotencyKey = newKey()
    const before = await balanceOf(house, ada)
    const answer = await topUp(door(), ada, { minor: 10_01n, idempotencyKey })
    expect(answer).toMatchObject({
      __typename: 'PaymentDeclined',
      code: 'PAYMENT_DECLINED',
      payment: { status: 'FAILED', reason: 'PAYMENT_DECLINED' },
    })
    expect(await topUp(door(), ada, { minor: 10_01n, idempotencyKey })).toEqual(answer)
    expect(await balanceOf(house, ada)).toBe(before)
  })

  it('that ends in 02 waits for the customer, and expires after a day with the charge called off', async () => {
    const { payment } = await topUp(door(), ada, { minor: 10_02n })
    expect(payment).toMatchObject({ status: 'REQUIRES_ACTION', reason: 'ACTION_REQUIRED' })
    await sweep(house, later({ minutes: 5 }))
    expect(await showPayment(house, ada, payment.id)).toMatchObject({ status: 'REQUIRES_ACTION' })
    await sweep(house, later({ minutes: 24 * 60 + 1 }))
    expect(await showPayment(house, ada, payment.id)).toMatchObject({
      status: 'EXPIRED',
      reason: 'ACTION_TIMEOUT',
    })
    expect(await book(payment.id)).toMatchObject({ status: 'CANCELLED' })
  })

  it('that ends in 03 is UNKNOWN until the sweep asks, then COMPLETED, charged once (I5)', async () => {
    const idempotencyKey = newKey()
    const before = await balanceOf(house, ada)
    const answer = await topUp(door(), ada, { minor: 10_03n, idempotencyKey })
    expect(answer['payment']).toMatchObject({ status: 'UNKNOWN', reason: 'PROVIDER_TIMEOUT' })
    expect(await balanceOf(house, ada)).toBe(before)
    await sweep(house, later({ minutes: 1 }))
    const { id } = answer['payment']
    expect(await showPayment(house, ada, id)).toMatchObject({ status: 'COMPLETED', reason: null })
    expect(await balanceOf(house, ada)).toBe(before + 10_03n)
    expect(await book(id)).toEqual({ status: 'SUCCEEDED', call_count: 1 })
    const again = await topUp(door(), ada, { minor: 10_03n, idempotencyKey })
    expect(again['payment']).toEqual(answer['payment'])
  })

  it('that ends in 04 is PROCESSING and succeeds when asked later', async () => {
    const before = await balanceOf(house, ada)
    const { payment } = await topUp(door(), ada, { minor: 10_04n })
    expect(payment).toMatchObject({ status: 'PROCESSING' })
    await sweep(house, later({ minutes: 1 }))
    expect(await showPayment(house, ada, payment.id)).toMatchObject({ status: 'COMPLETED' })
    expect(await balanceOf(house, ada)).toBe(before + 10_04n)
  })

  it('that no account can hold fails, and what was taken is given back', async () => {
    const dan = await house.newPerson()
    const minor = 9n * 10n ** 77n
    expect((await topUp(door(), dan, { minor }))['payment'].status).toBe('COMPLETED')
    const { payment } = await topUp(door(), dan, { minor })
    expect(payment).toMatchObject({ status: 'FAILED', reason: 'INVALID_AMOUNT' })
    expect(await book(`${payment.id}.back`)).toMatchObject({ status: 'SUCCEEDED', call_count: 1 })
    expect(await balanceOf(house, dan)).toBe(minor)
  })

  it('refuses an account of somebody else, no account, and another currency; writes nothing', async () => {
    const ben = await house.newPerson()
    const count = () => house.rows(sql`select count(*)::int as count from payments.payments`)
    const before = await count()
    for (const accountId of [ben.walletId, newId('acc'), newId('usr'), 'x'])
      expect(await topUp(door(), ada, { minor: 1_00n, accountId })).toMatchObject({
        __typename: 'InvalidAccount',
        reason: 'PAYEE_NOT_FOUND',
      })
    const amount = { amount: '100', currency: 'JPY' }
    expect(await topUp(door(), ada, { minor: 1_00n, amount })).toMatchObject({
      __typename: 'CurrencyMismatch',
      expected: 'USD',
    })
    expect(await count()).toEqual(before)
  })

  it('used 50 times at once with one key charges once (P-03, I5)', async () => {
    const idempotencyKey = newKey()
    const before = await balanceOf(house, ada)
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => topUp(door(), ada, { minor: 3_33n, idempotencyKey })),
    )
    expect(new Set(answers.map((each) => JSON.stringify(each['payment']))).size).toBe(1)
    expect(await balanceOf(house, ada)).toBe(before + 3_33n)
    expect(await book(answers[0]?.['payment'].id)).toEqual({ status: 'SUCCEEDED', call_count: 1 })
  })
})

describe('where the simulator is switched off, as in production', () => {
  it('brings no money in, writes nothing, and says so', async () => {
    const { subgraph } = await house.open({ simulator: false })
    const before = await balanceOf(house, ada)
    const answer = await topUp(subgraph, ada, { minor: 1_00n })
    expect(answer).toMatchObject({
      __typename: 'ProviderNotEnabled',
      code: 'PROVIDER_NOT_ENABLED',
    })
    expect(await balanceOf(house, ada)).toBe(before)
  })
})
