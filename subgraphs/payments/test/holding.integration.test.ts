import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { authorized, look, perform, usd } from './acts.ts'
import { balanceOf, type House, later, newKey, openHouse, type Person, sweep } from './house.ts'

const WEEK = 7 * 24 * 60

let house: House
let ada: Person
let vera: Person
beforeAll(async () => {
  house = await openHouse()
  ada = await house.newPerson(10_000_00n)
  vera = await house.newPerson(0n, ['VENDOR'])
})
afterAll(() => house.close())

const act = (person: Person, name: string, input: Record<string, unknown>) =>
  perform(house.payments.subgraph, person, [name, input])
const hold = (minor: bigint) => authorized(house, { vendor: vera, customer: ada, minor })
const capture = (paymentId: string, input: Record<string, unknown> = {}) =>
  act(vera, 'capturePayment', { paymentId, idempotencyKey: newKey(), ...input })

/** What Ada has left to spend. */
async function availableOf({ id, walletId, facts }: Person): Promise<bigint> {
  const { ledger } = house.neighbours
  const query = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Account {
    balance { available { amount } } } } }`
  const r = [{ __typename: 'Account', id: walletId, currency: 'USD', ownerId: id }]
  const { data } = await ledger.execute({ query, variables: { r } }, facts)
  const { _entities } = data as { _entities: { balance: { available: { amount: string } } }[] }
  return BigInt(_entities[0]?.balance.available.amount ?? '')
}

describe('money that is held for a vendor', () => {
  it('is captured in parts, and the rest goes back with the last (PAY-7)', async () => {
    const [before, vendorBefore] = [await availableOf(ada), await balanceOf(house, vera)]
    const paymentId = await hold(100_00n)
    expect(await availableOf(ada)).toBe(before - 100_00n)
    expect(await capture(paymentId, { amount: '3000', isLast: false })).toMatchObject({
      payment: { status: 'AUTHORIZED', captured: { amount: '3000' } },
    })
    expect(await availableOf(ada)).toBe(before - 100_00n)
    expect(await capture(paymentId, { amount: '7001', isLast: false })).toMatchObject({
      __typename: 'CaptureTooLarge',
      capturable: { amount: '7000' },
    })
    expect(await capture(paymentId, { amount: '2000' })).toMatchObject({
      payment: {
        status: 'COMPLETED',
        captured: { amount: '5000' },
        transactions: [
          { type: 'HOLD', status: 'SUCCEEDED', amount: { amount: '10000' } },
          { type: 'CAPTURE', status: 'SUCCEEDED', amount: { amount: '3000' } },
          { type: 'CAPTURE', status: 'SUCCEEDED', amount: { amount: '2000' } },
        ],
      },
    })
    expect(await availableOf(ada)).toBe(before - 50_00n)
    expect(await balanceOf(house, vera)).toBe(vendorBefore + 50_00n)
    expect(await capture(paymentId)).toMatchObject({ code: 'PAYMENT_NOT_READY' })
  })

  it('captured again under one key is captured once', async () => {
    const paymentId = await hold(10_00n)
    const input = { amount: '400', isLast: false, idempotencyKey: newKey() }
    const first = await capture(paymentId, input)
    expect(await capture(paymentId, input)).toEqual({ ...first, replayed: true })
    expect(await look(house, vera, paymentId)).toMatchObject({ captured: { amount: '400' } })
    expect(await capture(paymentId, { ...input, amount: '401' })).toMatchObject({
      __typename: 'IdempotencyKeyReused',
    })
  })

  it('goes back when the vendor gives it back, and what was captured stays', async () => {
    const before = await availableOf(ada)
    const whole = await hold(10_00n)
    const part = await hold(10_00n)
    await capture(part, { amount: '100', isLast: false })
    expect(await act(vera, 'voidPayment', { paymentId: whole })).toMatchObject({
      payment: { status: 'CANCELLED', captured: { amount: '0' } },
    })
    expect(await act(vera, 'voidPayment', { paymentId: whole })).toMatchObject({
      payment: { status: 'CANCELLED' },
    })
    expect(await act(vera, 'voidPayment', { paymentId: part })).toMatchObject({
      payment: { status: 'COMPLETED', captured: { amount: '100' } },
    })
    expect(await availableOf(ada)).toBe(before - 1_00n)
  })

  it('goes back by itself after seven days, and not before', async () => {
    const cleo = await house.newPerson(10_00n)
    const paymentId = await authorized(house, { vendor: vera, customer: cleo, minor: 10_00n })
    await sweep(house, later({ minutes: WEEK - 1 }))
    expect(await look(house, cleo, paymentId)).toMatchObject({ status: 'AUTHORIZED' })
    expect(await availableOf(cleo)).toBe(0n)
    await sweep(house, later({ minutes: WEEK + 1 }))
    expect(await look(house, cleo, paymentId)).toMatchObject({ status: 'EXPIRED' })
    expect(await availableOf(cleo)).toBe(10_00n)
  })

  it('is the vendor’s to capture and nobody else’s', async () => {
    const paymentId = await hold(1_00n)
    const input = { paymentId, idempotencyKey: newKey() }
    expect(await act(ada, 'capturePayment', input)).toEqual({ codes: ['FORBIDDEN'] })
    const other = await house.newPerson(0n, ['VENDOR'])
    expect(await act(other, 'capturePayment', input)).toEqual({ codes: ['NOT_FOUND'] })
    for (const amount of ['0', '-1'])
      expect(await capture(paymentId, { amount })).toEqual({ codes: ['BAD_USER_INPUT'] })
  })

  it('that the payer does not have is not held', async () => {
    const poor = await house.newPerson(1_00n)
    await expect(authorized(house, { vendor: vera, customer: poor, minor: 1_01n })).rejects.toThrow(
      'InsufficientFunds',
    )
  })
})

describe('money that waits to be taken (PAY-2)', () => {
  const send = async (minor: bigint) => {
    const { payment } = await act(ada, 'sendMoney', {
      fromAccountId: ada.walletId,
      to: { accountId: vera.walletId },
      amount: usd(minor),
      description: 'For you',
      needsAcceptance: true,
      idempotencyKey: newKey(),
    })
    expect(payment).toMatchObject({ status: 'AUTHORIZED', capture: 'ACCEPTANCE' })
    return payment.id as string
  }

  it('is taken once, however often', async () => {
    const before = await balanceOf(house, vera)
    const paymentId = await send(5_00n)
    expect(await balanceOf(house, vera)).toBe(before)
    for (let count = 0; count < 3; count++)
      expect(await act(vera, 'receivePayment', { paymentId })).toMatchObject({
        payment: { status: 'COMPLETED', captured: { amount: '500' } },
      })
    expect(await balanceOf(house, vera)).toBe(before + 5_00n)
  })

  it('is given back by the payee, or called off by the payer', async () => {
    const before = await availableOf(ada)
    const [first, second] = [await send(1_00n), await send(1_00n)]
    expect(await act(vera, 'voidPayment', { paymentId: first })).toMatchObject({
      payment: { status: 'CANCELLED' },
    })
    expect(await act(ada, 'cancelPayment', { paymentId: second })).toMatchObject({
      payment: { status: 'CANCELLED' },
    })
    expect(await act(vera, 'receivePayment', { paymentId: second })).toMatchObject({
      code: 'PAYMENT_NOT_READY',
    })
    expect(await availableOf(ada)).toBe(before)
  })
})

/** Runs `work` so often, a few at a time. */
async function often(times: number, work: (index: number) => Promise<void>): Promise<void> {
  const left = Array.from({ length: times }, (_, index) => index)
  const worker = async () => {
    for (let index = left.pop(); index !== undefined; index = left.pop()) await work(index)
  }
  await Promise.all(Array.from({ length: 8 }, worker))
}

describe('races have one winner (P-08)', () => {
  it('capture against void, two hundred times', async () => {
    const seen = { captured: 0, voided: 0 }
    await often(200, async (index) => {
      const paymentId = await hold(1_00n)
      const acts = [() => capture(paymentId), () => act(vera, 'voidPayment', { paymentId })]
      const answers = await Promise.all((index % 2 ? acts.toReversed() : acts).map((go) => go()))
      const won = answers.filter(({ payment }) => payment)
      expect(won).toHaveLength(1)
      const { status, captured } = await look(house, vera, paymentId)
      expect([status, captured.amount]).toEqual(
        won[0]?.__typename === 'CapturePaymentSuccess' ? ['COMPLETED', '100'] : ['CANCELLED', '0'],
      )
      seen[status === 'COMPLETED' ? 'captured' : 'voided']++
    })
    expect(seen.captured + seen.voided).toBe(200)
    expect(Math.min(seen.captured, seen.voided)).toBeGreaterThan(0)
  }, 120_000)

  it('expiry against capture, two hundred times', async () => {
    const ahead = await house.open(later({ minutes: WEEK + 1 }))
    const before = await balanceOf(house, vera)
    let captured = 0n
    await often(200, async (index) => {
      const paymentId = await hold(1_00n)
      const resume = ahead.tasks['advance-payment']
      const task = { attempt: 1, log: ahead as never, signal: undefined }
      const expire = () => resume?.({ paymentId, requestId: null }, task)
      const acts: (() => unknown)[] = [() => capture(paymentId), expire]
      await Promise.all((index % 2 ? acts.toReversed() : acts).map((go) => go()))
      const { status, captured: got } = await look(house, vera, paymentId)
      expect([status, got.amount]).toEqual(
        status === 'EXPIRED' ? ['EXPIRED', '0'] : ['COMPLETED', '100'],
      )
      captured += BigInt(got.amount)
    })
    expect(await balanceOf(house, vera)).toBe(before + captured)
    expect(captured > 0n && captured < 200_00n).toBe(true)
  }, 120_000)
})
