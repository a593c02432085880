import { fromUuid } from '@tallystick/ids'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { authorized, look, perform } from './acts.ts'
import {
  balanceOf,
  type House,
  later,
  newKey,
  openHouse,
  type Person,
  send,
  sweep,
  topUp,
} from './house.ts'

let house: House
let ada: Person
let ben: Person
beforeAll(async () => {
  house = await openHouse()
  ada = await house.newPerson(1_000_000_00n)
  ben = await house.newPerson(0n, ['CUSTOMER', 'VENDOR'])
})
afterAll(() => house.close())

const refund = (person: Person, paymentId: string, input: Record<string, unknown> = {}) =>
  perform(house.payments.subgraph, person, [
    'refundPayment',
    { paymentId, idempotencyKey: newKey(), ...input },
  ])
const paid = async (minor: bigint): Promise<string> =>
  (await send(house.payments.subgraph, [ada, ben], { minor })).payment.id

describe('refundPayment (PAY-4)', () => {
  it('gives back in parts, until nothing is left', async () => {
    const before = [await balanceOf(house, ada), await balanceOf(house, ben)]
    const paymentId = await paid(10_00n)
    const first = await refund(ben, paymentId, { amount: '400', reason: 'One of two was broken' })
    expect(first).toMatchObject({
      __typename: 'RefundPaymentSuccess',
      payment: {
        kind: 'REFUND',
        status: 'COMPLETED',
        amount: { amount: '400' },
        description: 'One of two was broken',
        payer: { id: ben.walletId },
        payee: { id: ada.walletId },
        refundOf: { id: paymentId },
      },
    })
    expect(await look(house, ada, paymentId)).toMatchObject({
      status: 'PARTIALLY_REFUNDED',
      refunded: { amount: '400' },
      refundable: { amount: '600' },
      refunds: [{ id: first.payment.id, status: 'COMPLETED' }],
    })
    expect(await refund(ben, paymentId, { amount: '601' })).toMatchObject({
      __typename: 'RefundTooLarge',
      refundable: { amount: '600' },
    })
    expect(await refund(ben, paymentId)).toMatchObject({ payment: { amount: { amount: '600' } } })
    expect(await look(house, ada, paymentId)).toMatchObject({
      status: 'REFUNDED',
      refundable: { amount: '0' },
    })
    expect(await refund(ben, paymentId)).toMatchObject({ code: 'REFUND_TOO_LARGE' })
    expect([await balanceOf(house, ada), await balanceOf(house, ben)]).toEqual(before)
  })

  it('repeated under its key gives back once', async () => {
    const paymentId = await paid(10_00n)
    const input = { amount: '100', idempotencyKey: newKey() }
    const first = await refund(ben, paymentId, input)
    expect(await refund(ben, paymentId, input)).toEqual({ ...first, replayed: true })
    expect(await refund(ben, paymentId, { ...input, amount: '101' })).toMatchObject({
      __typename: 'IdempotencyKeyReused',
    })
    expect(await look(house, ben, paymentId)).toMatchObject({ refunded: { amount: '100' } })
  })

  it('gives back only what was captured', async () => {
    const paymentId = await authorized(house, { vendor: ben, customer: ada, minor: 10_00n })
    expect(await refund(ben, paymentId)).toMatchObject({
      __typename: 'PaymentNotReady',
      status: 'AUTHORIZED',
    })
    await perform(house.payments.subgraph, ben, [
      'capturePayment',
      { paymentId, amount: '300', idempotencyKey: newKey() },
    ])
    expect(await refund(ben, paymentId, { amount: '301' })).toMatchObject({
      code: 'REFUND_TOO_LARGE',
    })
    expect(await refund(ben, paymentId)).toMatchObject({ payment: { amount: { amount: '300' } } })
    expect(await look(house, ada, paymentId)).toMatchObject({ status: 'REFUNDED' })
  })

  it('that the payee cannot pay fails, and can be tried again', async () => {
    const dan = await house.newPerson()
    const sent = await send(house.payments.subgraph, [ada, dan], { minor: 5_00n })
    const paymentId = sent.payment.id
    await send(house.payments.subgraph, [dan, ada], { minor: 4_00n })
    expect(await refund(dan, paymentId)).toMatchObject({
      __typename: 'InsufficientFunds',
      available: { amount: '100' },
    })
    expect(await look(house, dan, paymentId)).toMatchObject({
      status: 'COMPLETED',
      refundable: { amount: '500' },
      refunds: [{ status: 'FAILED' }],
    })
    expect(await refund(dan, paymentId, { amount: '100' })).toMatchObject({
      payment: { status: 'COMPLETED' },
    })
  })

  it('is the payee’s to ask for, and of a refund nobody’s', async () => {
    const paymentId = await paid(1_00n)
    const mallory = await house.newPerson()
    expect(await refund(ada, paymentId)).toEqual({ codes: ['FORBIDDEN'] })
    expect(await refund(mallory, paymentId)).toEqual({ codes: ['NOT_FOUND'] })
    const back = await refund(ben, paymentId)
    expect(await refund(ada, back.payment.id)).toEqual({ codes: ['FORBIDDEN'] })
    for (const amount of ['0', '-1'])
      expect(await refund(ben, paymentId, { amount })).toEqual({ codes: ['BAD_USER_INPUT'] })
  })

  it('of a failed payment gives nothing back', async () => {
    const poor = await house.newPerson()
    await send(house.payments.subgraph, [poor, ben], { minor: 1_00n })
    const [row] = await house.rows(sql`select id from payments.payments where status = 'FAILED'
      and kind = 'SEND' order by id desc limit 1`)
    expect(await refund(ben, fromUuid('pay', row?.['id']))).toMatchObject({
      code: 'PAYMENT_NOT_READY',
    })
  })
})

describe('a refund of a top-up', () => {
  const book = (act: string) =>
    house.rows(sql`select reference, status, amount_minor::text as amount, call_count
      from payments.simulator_acts where act = ${act} order by created_at desc limit 1`)

  it('goes back through the provider, and leaves the account', async () => {
    const cleo = await house.newPerson()
    const { payment } = await topUp(house.payments.subgraph, cleo, { minor: 20_00n })
    const back = await refund(cleo, payment.id, { amount: '500' })
    expect(back).toMatchObject({
      payment: {
        status: 'COMPLETED',
        payee: null,
        transactions: [{ type: 'REFUND', status: 'SUCCEEDED', amount: { amount: '500' } }],
      },
    })
    expect(await book('REFUND')).toMatchObject([
      { reference: back.payment.id, status: 'SUCCEEDED', amount: '500', call_count: 1 },
    ])
    expect(await balanceOf(house, cleo)).toBe(15_00n)
    expect(await look(house, cleo, payment.id)).toMatchObject({ status: 'PARTIALLY_REFUNDED' })
  })

  it('that the provider declines leaves the money where it is', async () => {
    const cleo = await house.newPerson()
    const { payment } = await topUp(house.payments.subgraph, cleo, { minor: 20_00n })
    expect(await refund(cleo, payment.id, { amount: '501' })).toMatchObject({
      payment: { status: 'FAILED', reason: 'PAYMENT_DECLINED' },
    })
    expect(await balanceOf(house, cleo)).toBe(20_00n)
    expect(await look(house, cleo, payment.id)).toMatchObject({ refundable: { amount: '2000' } })
    // What is held meanwhile is free again.
    expect(await send(house.payments.subgraph, [cleo, ada], { minor: 20_00n })).toMatchObject({
      payment: { status: 'COMPLETED' },
    })
  })

  it('of which the provider says nothing is unknown until it is asked, and given back once', async () => {
    const cleo = await house.newPerson()
    const { payment } = await topUp(house.payments.subgraph, cleo, { minor: 20_00n })
    const back = await refund(cleo, payment.id, { amount: '503' })
    expect(back).toMatchObject({ payment: { status: 'UNKNOWN' } })
    await sweep(house, later({ minutes: 1 }))
    expect(await look(house, cleo, back.payment.id)).toMatchObject({ status: 'COMPLETED' })
    expect(await book('REFUND')).toMatchObject([{ amount: '503', call_count: 1 }])
    expect(await balanceOf(house, cleo)).toBe(14_97n)
  })

  it('of money that was spent is refused, and the provider is not called', async () => {
    const cleo = await house.newPerson()
    const { payment } = await topUp(house.payments.subgraph, cleo, { minor: 20_00n })
    await send(house.payments.subgraph, [cleo, ada], { minor: 19_00n })
    expect(await refund(cleo, payment.id)).toMatchObject({
      __typename: 'InsufficientFunds',
      available: { amount: '100' },
    })
    expect(
      await house.rows(sql`select 1 from payments.simulator_acts
      where act = 'REFUND' and of_reference = ${payment.id}`),
    ).toEqual([])
  })
})

describe('many refunds at once (P-08)', () => {
  it('of five hundred payments, four each, give back exactly what was captured', async () => {
    const before = await balanceOf(house, ben)
    const payments: string[] = []
    for (let count = 0; count < 10; count++)
      payments.push(...(await Promise.all(Array.from({ length: 50 }, () => paid(1_00n)))))
    const answers: { __typename: string }[] = []
    for (let from = 0; from < payments.length; from += 50)
      answers.push(
        ...(await Promise.all(
          payments.slice(from, from + 50).flatMap((id) => [1, 2, 3, 4].map(() => refund(ben, id))),
        )),
      )
    const names = Map.groupBy(answers, ({ __typename }) => __typename)
    expect(names.get('RefundPaymentSuccess')).toHaveLength(500)
    expect(names.get('RefundTooLarge')).toHaveLength(1_500)
    expect(await balanceOf(house, ben)).toBe(before)
    const wrong = await house.rows(sql`select id from payments.payments p
      where kind = 'SEND' and status = 'REFUNDED' and refunded_minor <> captured_minor`)
    expect(wrong).toEqual([])
  }, 180_000)

  it('in parts never give back more than there was, whatever wins', async () => {
    const paymentId = await paid(10_00n)
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => refund(ben, paymentId, { amount: '300' })),
    )
    expect(answers.filter(({ payment }) => payment)).toHaveLength(3)
    expect(await look(house, ben, paymentId)).toMatchObject({
      status: 'PARTIALLY_REFUNDED',
      refunded: { amount: '900' },
    })
  })
})
