import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifyBooks } from '../../kit/books.ts'
import {
  availableIn,
  type Client,
  data,
  type Loose,
  sendMoney,
  signIn,
  walletOf,
} from '../../kit/client.ts'
import {
  type Mode,
  newDataDir,
  type Product,
  removeDataDir,
  startProduct,
} from '../../kit/product.ts'

const FIFTY = Array.from({ length: 50 }, (_, index) => index)

describe.each<Mode>(['embedded', 'distributed'])('money under races, %s', (mode) => {
  const dataDir = newDataDir()
  let product: Product
  let ada: Client
  let ben: Client
  let wallet: string

  beforeAll(async () => {
    product = await startProduct({ mode, dataDir })
    ada = await signIn(product.url, 'ada@demo.test')
    ben = await signIn(product.url, 'ben@demo.test')
    wallet = await walletOf(ada)
  })

  afterAll(async () => {
    await product?.stop()
    const books = verifyBooks(dataDir)
    removeDataDir(dataDir)
    expect(books).toMatchObject({ code: 0 })
  })

  const toBen = (amount: string, idempotencyKey: string) => ({
    fromAccountId: wallet,
    to: { email: 'ben@demo.test' },
    amount: { amount, currency: 'USD' },
    idempotencyKey,
  })

  it('pays once for 50 calls with one key, and answers all alike (PAY-22, P-03)', async () => {
    const results = await Promise.all(FIFTY.map(() => sendMoney(ada, toBen('700', 'one-key'))))
    const [first] = results
    expect(first.__typename).toBe('SendMoneySuccess')
    for (const result of results) expect(JSON.stringify(result)).toBe(JSON.stringify(first))
    expect(await availableIn(ada, wallet)).toBe(993_00n)
  })

  it('says which answer was given before', async () => {
    const replayedOf = async (): Promise<unknown> => {
      const { sendMoney: result } = await data(
        ada,
        'mutation ($input: SendMoneyInput!) { sendMoney(input: $input) { ... on SendMoneySuccess { replayed } } }',
        { input: toBen('1', 'seen-before') },
      )
      return result.replayed
    }
    expect([await replayedOf(), await replayedOf()]).toEqual([false, true])
  })

  it('refuses a key that comes back with another amount, and moves nothing (P-05)', async () => {
    const before = await availableIn(ada, wallet)
    const result = await sendMoney(ada, toBen('701', 'one-key'))
    expect(result).toMatchObject({
      __typename: 'IdempotencyKeyReused',
      code: 'IDEMPOTENCY_KEY_REUSED',
    })
    expect(await availableIn(ada, wallet)).toBe(before)
  })

  it('takes the Idempotency-Key header for the key, and refuses two that differ', async () => {
    const { idempotencyKey: _, ...input } = toBen('2', 'unused')
    const send = async (body: Record<string, unknown>): Promise<Loose> => {
      const response = await fetch(ada.url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${ada.token}`,
          'idempotency-key': 'from-the-header',
        },
        body: JSON.stringify({
          query:
            'mutation ($input: SendMoneyInput!) { sendMoney(input: $input) { ... on SendMoneySuccess { replayed } } }',
          variables: { input: body },
        }),
      })
      return await response.json()
    }
    expect((await send(input)).data.sendMoney.replayed).toBe(false)
    expect((await send(input)).data.sendMoney.replayed).toBe(true)
    expect(
      (await send({ ...input, idempotencyKey: 'from-the-header' })).data.sendMoney.replayed,
    ).toBe(true)
    const differing = await send({ ...input, idempotencyKey: 'another' })
    expect(differing.errors[0].extensions.code).toBe('BAD_USER_INPUT')
  })

  it('keeps the same key of two people apart', async () => {
    const result = await sendMoney(ben, {
      fromAccountId: await walletOf(ben),
      to: { email: 'ada@demo.test' },
      amount: { amount: '5', currency: 'USD' },
      idempotencyKey: 'one-key',
    })
    expect(result.__typename).toBe('SendMoneySuccess')
  })

  it('lets one of 50 sends of the whole balance through and refuses 49 (PAY-1)', async () => {
    const whole = await availableIn(ada, wallet)
    const results = await Promise.all(
      FIFTY.map((index) => sendMoney(ada, toBen(whole.toString(), `whole-${index}`))),
    )
    const kinds = results.map(({ __typename }) => __typename)
    expect(kinds.filter((kind) => kind === 'SendMoneySuccess')).toHaveLength(1)
    expect(kinds.filter((kind) => kind === 'InsufficientFunds')).toHaveLength(49)
    expect(await availableIn(ada, wallet)).toBe(0n)
    const again = await sendMoney(
      ada,
      toBen(whole.toString(), `whole-${kinds.indexOf('InsufficientFunds')}`),
    )
    expect(JSON.stringify(again)).toBe(JSON.stringify(results[kinds.indexOf('InsufficientFunds')]))
  })
})
