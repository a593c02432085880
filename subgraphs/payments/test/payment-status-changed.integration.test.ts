import { newId } from '@tallystick/ids'
import type { DoorFacts, DoorResult } from '@tallystick/subgraph-client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type House, openHouse, type Person, send, topUp } from './house.ts'

let house: House
let ada: Person
let ben: Person
let root: Person
beforeAll(async () => {
  house = await openHouse()
  ada = await house.newPerson(1_000_00n)
  ben = await house.newPerson()
  root = await house.newPerson(0n, ['ADMIN'])
})
afterAll(() => house.close())

const door = () => house.payments.subgraph
const QUERY = `subscription ($paymentId: ID, $accountId: ID, $after: String) {
  paymentStatusChanged(paymentId: $paymentId, accountId: $accountId, after: $after) {
    cursor from to at payment { id status amount { formatted } payer { id } transitions { to } } } }`

const subscribe = (facts: DoorFacts, variables: Record<string, unknown>) =>
  door().subscribe({ query: QUERY, variables }, facts)

/** What a subscription was refused with. */
async function refusal(facts: DoorFacts, variables: Record<string, unknown>): Promise<unknown> {
  const started = await subscribe(facts, variables)
  if (Symbol.asyncIterator in started) {
    await started.return?.()
    return 'not refused'
  }
  return started.errors?.[0]?.extensions['code']
}

async function follow(facts: DoorFacts, variables: Record<string, unknown>) {
  const started = await subscribe(facts, variables)
  if (!(Symbol.asyncIterator in started)) throw new Error(JSON.stringify(started))
  return started
}

// biome-ignore lint/suspicious/noExplicitAny: tests look into events of every form.
async function take(stream: AsyncIterator<DoorResult>, count: number): Promise<any[]> {
  const events = []
  while (events.length < count) {
    const { value, done } = await stream.next()
    if (done || value.errors || !value.data)
      throw new Error(JSON.stringify(value ?? 'the stream ended'))
    events.push(value.data['paymentStatusChanged'])
  }
  return events
}

const statuses = (events: { to: string }[]) => events.map(({ to }) => to)

describe('paymentStatusChanged', () => {
  it('tells every status of a payment from its beginning, once and in order (RTM-1, PAY-19)', async () => {
    const { payment } = await send(door(), [ada, ben], { minor: 12_50n })
    for (const { facts } of [ada, ben]) {
      const stream = await follow(facts, { paymentId: payment.id })
      const events = await take(stream, 3)
      expect(statuses(events)).toEqual(['INITIATED', 'PROCESSING', 'COMPLETED'])
      expect(events.map(({ from }) => from)).toEqual([null, 'INITIATED', 'PROCESSING'])
      expect(events[2]).toMatchObject({
        payment: { id: payment.id, status: 'COMPLETED', amount: { formatted: '$12.50' } },
      })
      await stream.return?.()
    }
  })

  it('goes on after a cursor with exactly the rest (RTM-1)', async () => {
    const { payment } = await send(door(), [ada, ben])
    const first = await follow(ada.facts, { paymentId: payment.id })
    const seen = await take(first, 1)
    await first.return?.()
    const second = await follow(ada.facts, { paymentId: payment.id, after: seen[0].cursor })
    expect(statuses(await take(second, 2))).toEqual(['PROCESSING', 'COMPLETED'])
    await second.return?.()
    const third = await follow(ada.facts, { accountId: ada.walletId, after: seen[0].cursor })
    const { payment: next } = await send(door(), [ada, ben])
    const events = await take(third, 5)
    expect(statuses(events.slice(2))).toEqual(['INITIATED', 'PROCESSING', 'COMPLETED'])
    expect(events[4].payment.id).toBe(next.id)
    await third.return?.()
  })

  it('tells of an account, of a person, and of everybody, from now on', async () => {
    await send(door(), [ada, ben])
    const cleo = await house.newPerson()
    const ofAccount = await follow(ben.facts, { accountId: ben.walletId })
    const ofCaller = await follow(ben.facts, {})
    const ofAll = await follow(root.facts, {})
    await topUp(door(), cleo, { minor: 1_00n })
    const { payment } = await send(door(), [ada, ben])
    for (const stream of [ofAccount, ofCaller]) {
      const events = await take(stream, 3)
      expect(events.map((event) => event.payment.id)).toEqual(Array(3).fill(payment.id))
    }
    expect(statuses(await take(ofAll, 6)).filter((to) => to === 'COMPLETED')).toHaveLength(2)
    for (const stream of [ofAccount, ofCaller, ofAll]) await stream.return?.()
  })

  it('keeps 50 payments at once apart and each in order (I8)', async () => {
    const stream = await follow(ada.facts, {})
    await Promise.all(Array.from({ length: 50 }, () => send(door(), [ada, ben], { minor: 1n })))
    const events = await take(stream, 150)
    const byPayment = Map.groupBy(events, (event) => event.payment.id)
    expect(byPayment.size).toBe(50)
    for (const each of byPayment.values())
      expect(statuses(each)).toEqual(['INITIATED', 'PROCESSING', 'COMPLETED'])
    expect(new Set(events.map(({ cursor }) => cursor)).size).toBe(150)
    await stream.return?.()
  })

  it('does not say whether what the caller may not see exists', async () => {
    const { payment } = await send(door(), [ada, ben])
    const cleo = await house.newPerson()
    for (const variables of [
      { paymentId: payment.id },
      { paymentId: newId('pay') },
      { paymentId: 'pay_x' },
      { accountId: ada.walletId },
      { accountId: newId('acc') },
      { accountId: '' },
    ])
      expect(await refusal(cleo.facts, variables)).toBe('NOT_FOUND')
    expect(await refusal(ben.facts, { accountId: ada.walletId })).toBe('NOT_FOUND')
    expect(await refusal(root.facts, { accountId: ada.walletId })).toBe('not refused')
  })

  it('refuses a made-up cursor, and a payment and an account at once', async () => {
    const { payment } = await send(door(), [ada, ben])
    for (const after of ['', 'x', 'MC4w!', 'OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5LjE'])
      expect(await refusal(ada.facts, { paymentId: payment.id, after })).toBe('BAD_USER_INPUT')
    expect(await refusal(ada.facts, { paymentId: payment.id, accountId: ada.walletId })).toBe(
      'BAD_USER_INPUT',
    )
  })

  it('is freed at once, even while it waits for the next event', async () => {
    const stream = await follow(ada.facts, {})
    const pending = stream.next()
    await stream.return?.()
    expect(await pending).toEqual({ done: true, value: undefined })
  })
})
