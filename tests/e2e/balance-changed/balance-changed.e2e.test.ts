import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifyBooks } from '../../kit/books.ts'
import {
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

const CHANGES = `subscription ($accountId: ID!, $after: String) {
  balanceChanged(accountId: $accountId, after: $after) {
    cursor
    balance { posted { amount } held { amount } available { formatted } version }
    account { name owner { name } balance { version } }
    ledgerTransaction { id entries { side amount { amount } } }
  }
}`
const POSTED = `subscription { ledgerTransactionPosted {
  cursor ledgerTransaction { id entries { ledgerAccount { account { owner { name } } } } } } }`

describe.each<Mode>(['embedded', 'distributed'])('what is in an account, %s', (mode) => {
  const dataDir = newDataDir()
  let product: Product
  let ada: Client
  let ben: Client
  let root: Client
  let wallets: { ada: string; ben: string }

  beforeAll(async () => {
    product = await startProduct({ mode, dataDir })
    const [first, second, third] = await Promise.all(
      ['ada', 'ben', 'root'].map((name) => signIn(product.url, `${name}@demo.test`)),
    )
    if (!first || !second || !third) throw new Error('nobody is signed in')
    ada = first
    ben = second
    root = third
    wallets = { ada: await walletOf(ada), ben: await walletOf(ben) }
  })

  afterAll(async () => {
    const code = await product?.stop()
    const books = verifyBooks(dataDir)
    removeDataDir(dataDir)
    expect(books.output).toMatch(/^I7 {2}holds/m)
    expect(books.code).toBe(0)
    expect(code).toBe(0)
  })

  const pay = (minor: number, key: string) =>
    sendMoney(ada, {
      fromAccountId: wallets.ada,
      to: { accountId: wallets.ben },
      amount: { amount: String(minor), currency: 'USD' },
      idempotencyKey: `${mode}-${key}`,
    })

  it.each<Transport>(['ws', 'sse'])(
    'is told to its owner as it changes, joined from three subgraphs, and on from a cursor, over %s (RTM-4)',
    async (transport) => {
      const watch = (after: string | null) =>
        subscribe(ben, transport, { query: CHANGES, variables: { accountId: wallets.ben, after } })
      const live = watch(null)
      await new Promise((resolve) => setTimeout(resolve, 1_000))
      for (const minor of [101, 102, 103]) await pay(minor, `${transport}-${minor}`)
      const events = (await live.take(3)).map(changeOf)
      await live.stop()
      const credits = events.map(({ ledgerTransaction }) => ledgerTransaction.entries.at(-1))
      expect(credits).toEqual(
        ['101', '102', '103'].map((amount) => ({ side: 'CREDIT', amount: { amount } })),
      )
      expect(BigInt(events[2].balance.posted.amount)).toBe(
        BigInt(events[0].balance.posted.amount) + 205n,
      )
      for (const { account, balance } of events) {
        expect(account).toMatchObject({ name: expect.any(String), owner: { name: 'Ben Okri' } })
        // The event tells what was, the account what is.
        expect(account.balance.version).toBeGreaterThanOrEqual(balance.version)
      }
      const resumed = watch(events[0].cursor)
      const rest = (await resumed.take(2)).map(changeOf)
      await resumed.stop()
      const told = ({ cursor, balance }: Loose) => ({ cursor, balance })
      expect(rest.map(told)).toEqual(events.slice(1).map(told))
    },
  )

  it('can be waited for by someone new, whose account nothing was ever paid to', async () => {
    await data(
      { url: product.url },
      `mutation ($input: SignUpInput!) { signUp(input: $input) { __typename } }`,
      {
        input: {
          email: `new-${mode}@demo.test`,
          password: 'correct-horse-battery',
          name: 'Nina Neu',
          username: `nina_${mode}`,
        },
      },
    )
    const nina = await signIn(product.url, `new-${mode}@demo.test`)
    const accountId = await walletOf(nina)
    const stream = subscribe(nina, 'ws', { query: CHANGES, variables: { accountId } })
    await new Promise((resolve) => setTimeout(resolve, 1_500))
    await sendMoney(ada, {
      fromAccountId: wallets.ada,
      to: { accountId },
      amount: { amount: '250', currency: 'USD' },
      idempotencyKey: `${mode}-new`,
    })
    const [event] = (await stream.take(1)).map(changeOf)
    await stream.stop()
    expect(event.balance).toMatchObject({ posted: { amount: '250' }, version: 1 })
    expect(event.account.owner.name).toBe('Nina Neu')
  })

  it.each<Transport>(['ws', 'sse'])(
    'is no business of anybody else, over %s',
    async (transport) => {
      const variables = { accountId: wallets.ben }
      const stream = subscribe(ada, transport, { query: CHANGES, variables })
      const refusal = JSON.stringify([await stream.closed, stream.events])
      await stream.stop()
      expect(refusal).toContain('NOT_FOUND')
    },
  )

  it.each<Transport>(['ws', 'sse'])(
    'is behind ledger transactions that administrators see as they are posted, over %s',
    async (transport) => {
      const stream = subscribe(root, transport, { query: POSTED })
      await new Promise((resolve) => setTimeout(resolve, 1_000))
      await pay(7, `posted-${transport}`)
      const [answer] = await stream.take(1)
      await stream.stop()
      const { entries } = answer?.data.ledgerTransactionPosted.ledgerTransaction ?? {}
      const owners = entries.map((each: Loose) => each.ledgerAccount.account.owner.name)
      expect(owners).toContain('Ben Okri')
      const denied = subscribe(ada, transport, { query: POSTED })
      const fault = await denied.closed
      // Before a stream has begun, HTTP says no by its status.
      if (transport === 'sse') expect(fault).toMatchObject({ response: { status: 403 } })
      else expect(JSON.stringify(fault)).toContain('FORBIDDEN')
      expect(denied.events).toEqual([])
      await denied.stop()
    },
  )
})

function changeOf(answer: Loose): Loose {
  expect(answer.errors).toBeUndefined()
  return answer.data.balanceChanged
}
