import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { authorized, perform } from './acts.ts'
import { type House, newKey, openHouse, type Person, run, send, topUp } from './house.ts'

let house: House
let ada: Person
let vera: Person
let root: Person
beforeAll(async () => {
  house = await openHouse()
  ada = await house.newPerson(1_000_00n)
  vera = await house.newPerson(0n, ['CUSTOMER', 'VENDOR'])
  root = await house.newPerson(0n, ['ADMIN'])
})
afterAll(() => house.close())

const ask = async (person: Person, query: string, variables: Record<string, unknown> = {}) => {
  const { data, codes } = await run(house.payments.subgraph, person.facts, [query, variables])
  return codes.length > 0 ? { codes } : data
}
const sendTo = (to: Person, minor: bigint, change: Record<string, unknown> = {}) =>
  send(house.payments.subgraph, [ada, to], { minor, ...change })

const REPORT = `query ($input: PaymentReportInput!) { paymentReport(input: $input) { rows {
  group currency count completedCount failedCount
  captured { amount } refunded { amount } fees { amount } } } }`
const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString()
const report = async (person: Person, change: Record<string, unknown> = {}) => {
  const input = { from: day(-1), to: day(1), groupBy: 'KIND', ...change }
  const answer = await ask(person, REPORT, { input })
  return answer.paymentReport?.rows ?? answer
}

describe('paymentReport (REC-4)', () => {
  it('sums up what came to a vendor, and what went back', async () => {
    const { payment } = await sendTo(vera, 10_00n)
    await sendTo(vera, 5_00n)
    await perform(house.payments.subgraph, vera, [
      'refundPayment',
      { paymentId: payment.id, amount: '400', idempotencyKey: newKey() },
    ])
    const purchase = await authorized(house, { vendor: vera, customer: ada, minor: 9_00n })
    await perform(house.payments.subgraph, vera, [
      'capturePayment',
      { paymentId: purchase, amount: '300', idempotencyKey: newKey() },
    ])
    const cancelled = await authorized(house, { vendor: vera, customer: ada, minor: 1_00n })
    await perform(house.payments.subgraph, vera, ['voidPayment', { paymentId: cancelled }])
    expect(await report(vera)).toEqual([
      {
        ...{ group: 'PURCHASE', currency: 'USD', count: 2, completedCount: 1, failedCount: 1 },
        ...{ captured: { amount: '300' }, refunded: { amount: '0' }, fees: { amount: '0' } },
      },
      {
        ...{ group: 'SEND', currency: 'USD', count: 2, completedCount: 2, failedCount: 0 },
        ...{ captured: { amount: '1500' }, refunded: { amount: '400' }, fees: { amount: '0' } },
      },
    ])
  })

  it('is everybody’s for administrators, and nobody’s for customers', async () => {
    await topUp(house.payments.subgraph, ada, { minor: 7_00n })
    const kinds = (await report(root)).map(({ group }: { group: string }) => group)
    expect(kinds).toEqual(['PURCHASE', 'SEND', 'TOP_UP'])
    expect(await report(ada)).toEqual({ codes: ['FORBIDDEN'] })
  })

  it('begins a day where the time zone says so', async () => {
    const [row] = await house.rows(sql`
      update payments.payments set created_at = '2026-03-29T22:30:00Z'
       where payee_user_id = (select payee_user_id from payments.payments where kind = 'PURCHASE' limit 1)
         and kind = 'SEND' and amount_minor = 500 returning id`)
    expect(row).toBeDefined()
    const within = { from: '2026-03-01T00:00:00Z', to: '2026-04-02T00:00:00Z' }
    const groups = async (groupBy: string, timeZone: string) =>
      (await report(vera, { ...within, groupBy, timeZone })).map(
        ({ group }: { group: string }) => group,
      )
    expect(await groups('DAY', 'UTC')).toEqual(['2026-03-29'])
    // Summer has begun in Berlin that morning.
    expect(await groups('DAY', 'Europe/Berlin')).toEqual(['2026-03-30'])
    expect(await groups('WEEK', 'UTC')).toEqual(['2026-03-23'])
    expect(await groups('WEEK', 'Europe/Berlin')).toEqual(['2026-03-30'])
    expect(await groups('MONTH', 'Europe/Berlin')).toEqual(['2026-03-01'])
  })

  it.each([
    ['an end before the beginning', { from: day(0), to: day(-1) }],
    ['more than 366 days', { from: day(-367), to: day(0) }],
    ['no time zone', { timeZone: 'Mars/Olympus' }],
  ])('refuses %s', async (_what, change) => {
    expect(await report(vera, change)).toEqual({ codes: ['BAD_USER_INPUT'] })
  })
})

describe('payments by filter (PAY-8)', () => {
  const list = async (person: Person, filter: Record<string, unknown>) => {
    const query = `query ($filter: PaymentFilter) { payments(first: 100, filter: $filter) {
      nodes { kind amount { amount } } } }`
    const answer = await ask(person, query, { filter })
    return answer.payments?.nodes ?? answer
  }
  const amounts = (nodes: { amount: { amount: string } }[]) =>
    nodes.map(({ amount }) => Number(amount.amount)).sort((a, b) => a - b)

  it('are those of an amount, of a party, of a time', async () => {
    const ben = await house.newPerson()
    for (const minor of [1n, 2n, 3n, 4n]) await sendTo(ben, minor)
    expect(amounts(await list(ada, { party: ben.walletId }))).toEqual([1, 2, 3, 4])
    expect(amounts(await list(ada, { party: ben.id, minAmount: '2' }))).toEqual([2, 3, 4])
    expect(amounts(await list(ada, { party: ben.id, maxAmount: '3' }))).toEqual([1, 2, 3])
    const exactly = { minAmount: '3', maxAmount: '3', currency: 'USD' }
    expect(amounts(await list(ada, { party: ben.id, ...exactly }))).toEqual([3])
    expect(await list(ada, { party: ben.id, currency: 'EUR' })).toEqual([])
    expect(await list(ada, { party: ben.id, createdFrom: day(1) })).toEqual([])
    expect(amounts(await list(ada, { party: ben.id, createdTo: day(1) }))).toEqual([1, 2, 3, 4])
    expect(amounts(await list(root, { party: ben.id }))).toEqual([1, 2, 3, 4])
  })

  it.each([
    { party: 'pay_01k3v4c8r5fbz8m8z5q0h3n2xe' },
    { minAmount: '2', maxAmount: '1' },
    { createdFrom: day(1), createdTo: day(0) },
  ])('cannot be %j', async (filter) => {
    expect(await list(ada, filter)).toEqual({ codes: ['BAD_USER_INPUT'] })
  })

  it('are an administrator’s own in paymentHistory (PAY-12)', async () => {
    const query = '{ paymentHistory { nodes { id } } payments { nodes { id } } }'
    const { paymentHistory, payments } = await ask(root, query)
    expect(paymentHistory.nodes).toEqual([])
    expect(payments.nodes.length).toBeGreaterThan(0)
  })
})

/** Reads a subscription until `count` events have come, or it ends. */
async function follow(person: Person, query: string, count: number) {
  const result = await house.payments.subgraph.subscribe({ query }, person.facts)
  if (!(Symbol.asyncIterator in result)) throw new Error(JSON.stringify(result))
  const seen: Record<string, unknown>[] = []
  for await (const { data, errors } of result) {
    if (errors) throw new Error(JSON.stringify(errors))
    seen.push(data as Record<string, unknown>)
    if (seen.length === count) break
  }
  return seen
}

describe('exportPayments', () => {
  it('writes every payment that the filter lists, in pieces that say how far they are', async () => {
    const cleo = await house.newPerson()
    const descriptions = ['Lunch, with "Ada"', '=HYPERLINK("x")', 'plain']
    for (const description of descriptions) await sendTo(cleo, 1_25n, { description })
    const [chunk, ...more] = (await follow(
      cleo,
      'subscription { exportPayments { data writtenPayments totalPayments isLast } }',
      10,
    )) as { exportPayments: { data: string } & Record<string, unknown> }[]
    expect(more).toEqual([])
    const { data, ...progress } = chunk?.exportPayments ?? { data: '' }
    expect(progress).toEqual({ writtenPayments: 3, totalPayments: 3, isLast: true })
    const lines = Buffer.from(data, 'base64').toString('utf8').split('\r\n')
    expect(lines).toHaveLength(5)
    expect(lines[0]).toMatch(/^payment_id,created_at,/)
    expect(lines[1]).toContain(',SEND,COMPLETED,1.25,0.00,1.25,0.00,USD,')
    expect(lines[1]).toMatch(/,plain,$/)
    expect(lines[2]).toMatch(/,"'=HYPERLINK\(""x""\)",$/)
    expect(lines[3]).toMatch(/,"Lunch, with ""Ada""",$/)
  })

  it('goes on piece by piece where there are many', async () => {
    const dan = await house.newPerson()
    const batch = Array.from({ length: 50 }, (_, index) => index)
    for (let round = 0; round < 6; round++) await Promise.all(batch.map(() => sendTo(dan, 1n)))
    const pieces = (await follow(
      dan,
      'subscription { exportPayments { data writtenPayments totalPayments isLast } }',
      10,
    )) as { exportPayments: { data: string; writtenPayments: number; isLast: boolean } }[]
    expect(pieces.map(({ exportPayments: { data, ...progress } }) => progress)).toEqual([
      { writtenPayments: 250, totalPayments: 300, isLast: false },
      { writtenPayments: 300, totalPayments: 300, isLast: true },
    ])
    const text = pieces
      .map(({ exportPayments: { data } }) => Buffer.from(data, 'base64').toString('utf8'))
      .join('')
    const ids = text
      .split('\r\n')
      .slice(1, -1)
      .map((line) => line.split(',')[0])
    expect(new Set(ids).size).toBe(300)
  })
})

describe('feeds (RTM-1, RTM-5)', () => {
  it('bring a vendor what comes to them, and not what they pay', async () => {
    const shop = await house.newPerson(10_00n, ['CUSTOMER', 'VENDOR'])
    const feed = follow(
      shop,
      'subscription { paymentFeed(filter: { to: [COMPLETED], kind: [SEND] }) { to payment { amount { amount } } } }',
      2,
    )
    // The feed begins with what happens from now on.
    await new Promise((resolve) => setTimeout(resolve, 200))
    await send(house.payments.subgraph, [shop, ada], { minor: 1_00n })
    await sendTo(shop, 2_00n)
    await topUp(house.payments.subgraph, shop, { minor: 3_00n })
    await sendTo(shop, 4_00n)
    expect(await feed).toEqual(
      ['200', '400'].map((amount) => ({
        paymentFeed: { to: 'COMPLETED', payment: { amount: { amount } } },
      })),
    )
  })

  it('bring anybody what they are party to', async () => {
    const eve = await house.newPerson(10_00n)
    const own = follow(eve, 'subscription { myPayments { to payment { id } } }', 3)
    await new Promise((resolve) => setTimeout(resolve, 200))
    await sendTo(vera, 1_00n)
    const { payment } = await send(house.payments.subgraph, [eve, ada], { minor: 1_00n })
    expect(await own).toEqual(
      ['INITIATED', 'PROCESSING', 'COMPLETED'].map((to) => ({
        myPayments: { to, payment: { id: payment.id } },
      })),
    )
  })

  it('are nothing for customers to have of everybody', async () => {
    const query = 'subscription { paymentFeed { cursor } }'
    await expect(follow(ada, query, 1)).rejects.toThrow('FORBIDDEN')
  })
})
