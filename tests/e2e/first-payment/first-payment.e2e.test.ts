import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifyBooks } from '../../kit/books.ts'
import {
  availableIn,
  type Client,
  data,
  type Loose,
  sendMoney,
  signIn,
  subscribe,
  type Transport,
  walletOf,
} from '../../kit/client.ts'
import {
  type Mode,
  newDataDir,
  type Product,
  removeDataDir,
  startProduct,
} from '../../kit/product.ts'

const STATUS_CHANGES = `subscription ($paymentId: ID, $accountId: ID, $after: String) {
  paymentStatusChanged(paymentId: $paymentId, accountId: $accountId, after: $after) {
    cursor
    to
    payment {
      status
      amount { formatted }
      payer { name owner { email } }
      payee { owner { name } balance { available { amount } } }
      ledgerTransactions { entries { side amount { amount } } }
    }
  }
}`

describe.each<Mode>(['embedded', 'distributed'])('the first payment, %s', (mode) => {
  const dataDir = newDataDir()
  let product: Product
  let ada: Client
  let ben: Client
  let paymentId: string

  beforeAll(async () => {
    // On nothing, as on a machine that has just cloned it.
    product = await startProduct({ mode, dataDir, env: { DATA_TEMPLATE: 'off' } })
    ada = await signIn(product.url, 'ada@demo.test')
    ben = await signIn(product.url, 'ben@demo.test')
  })

  afterAll(async () => {
    const code = await product?.stop()
    const books = verifyBooks(dataDir)
    removeDataDir(dataDir)
    expect(books.output).toContain('I1')
    expect(books.code).toBe(0)
    expect(code).toBe(0)
  })

  it('starts each demo customer with exactly 1,000.00 USD available', async () => {
    for (const client of [ada, ben])
      expect(await availableIn(client, await walletOf(client))).toBe(1_000_00n)
  })

  it('gives each demo user their role', async () => {
    for (const [email, role] of [
      ['ada@demo.test', 'CUSTOMER'],
      ['ben@demo.test', 'CUSTOMER'],
      ['vera@demo.test', 'VENDOR'],
      ['root@demo.test', 'ADMIN'],
    ] as const) {
      const { me } = await data(await signIn(product.url, email), '{ me { roles } }')
      expect(me.roles).toEqual([role])
    }
  })

  it('moves 12.50 USD from one person to another, through the supergraph (PAY-1)', async () => {
    const result = await sendMoney(ada, {
      fromAccountId: await walletOf(ada),
      to: { email: 'ben@demo.test' },
      amount: { amount: '1250', currency: 'USD' },
      description: 'First payment',
      idempotencyKey: 'first-payment',
    })
    expect(result).toMatchObject({
      __typename: 'SendMoneySuccess',
      payment: { status: 'COMPLETED', amount: { amount: '1250', currency: 'USD' } },
    })
    paymentId = result.payment.id
    expect(await availableIn(ada, await walletOf(ada))).toBe(987_50n)
    expect(await availableIn(ben, await walletOf(ben))).toBe(1_012_50n)
  })

  it.each<Transport>(['ws', 'sse'])(
    'pushes each status once, in order, joined from four subgraphs, over %s (RTM-1, RTM-2)',
    async (transport) => {
      const stream = subscribe(ada, transport, { query: STATUS_CHANGES, variables: { paymentId } })
      const events = (await stream.take(3)).map(eventOf)
      await stream.stop()
      expect(events.map(({ to }) => to)).toEqual(['INITIATED', 'PROCESSING', 'COMPLETED'])
      expect(new Set(events.map(({ cursor }) => cursor)).size).toBe(3)
      expect(events[2].payment).toEqual({
        status: 'COMPLETED',
        amount: { formatted: '$12.50' },
        payer: { name: expect.any(String), owner: { email: 'ada@demo.test' } },
        // What Ben has is Ben's business.
        payee: { owner: { name: 'Ben Okri' }, balance: null },
        ledgerTransactions: [
          {
            entries: [
              { side: 'DEBIT', amount: { amount: '1250' } },
              { side: 'CREDIT', amount: { amount: '1250' } },
            ],
          },
        ],
      })
    },
  )

  it.each<Transport>(['ws', 'sse'])(
    'goes on exactly after a cursor, over %s',
    async (transport) => {
      const first = subscribe(ada, transport, { query: STATUS_CHANGES, variables: { paymentId } })
      const [one, ...rest] = (await first.take(3)).map(eventOf)
      await first.stop()
      const again = subscribe(ada, transport, {
        query: STATUS_CHANGES,
        variables: { paymentId, after: one.cursor },
      })
      const resumed = (await again.take(2)).map(eventOf)
      await new Promise((resolve) => setTimeout(resolve, 300))
      expect(again.events).toHaveLength(2)
      await again.stop()
      expect(resumed.map(({ cursor, to }: Loose) => ({ cursor, to }))).toEqual(
        rest.map(({ cursor, to }: Loose) => ({ cursor, to })),
      )
    },
  )

  it('shows the payee what came in, with their own balance', async () => {
    const stream = subscribe(ben, 'ws', { query: STATUS_CHANGES, variables: { paymentId } })
    const last = eventOf((await stream.take(3))[2])
    await stream.stop()
    expect(last.payment.payee.balance.available.amount).toBe('101250')
  })

  it.each<Transport>(['ws', 'sse'])(
    'pushes live to a watched account, over %s',
    async (transport) => {
      const accountId = await walletOf(ben)
      const stream = subscribe(ben, transport, { query: STATUS_CHANGES, variables: { accountId } })
      // A live tail starts with what comes after it; give it a moment to stand.
      await new Promise((resolve) => setTimeout(resolve, 500))
      await sendMoney(ada, {
        fromAccountId: await walletOf(ada),
        to: { accountId },
        amount: { amount: '1', currency: 'USD' },
        idempotencyKey: `live-${transport}`,
      })
      const events = (await stream.take(3)).map(eventOf)
      await stream.stop()
      expect(events.map(({ to }) => to)).toEqual(['INITIATED', 'PROCESSING', 'COMPLETED'])
    },
  )

  it.each<Transport>(['ws', 'sse'])(
    'refuses to let a customer watch another’s account, over %s (RBA-13)',
    async (transport) => {
      const accountId = await walletOf(ben)
      const stream = subscribe(ada, transport, { query: STATUS_CHANGES, variables: { accountId } })
      const refusal = JSON.stringify([await stream.closed, stream.events])
      await stream.stop()
      expect(refusal).toContain('NOT_FOUND')
    },
  )
})

function eventOf(answer: Loose): Loose {
  expect(answer.errors).toBeUndefined()
  return answer.data.paymentStatusChanged
}
