import { type Actor, ANONYMOUS } from '@tallystick/actor'
import { openDatabase } from '@tallystick/db'
import { newId } from '@tallystick/ids'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newLoaders } from '../src/resolvers/loaders.ts'
import {
  entities,
  entry,
  FEES,
  openRoom,
  PAYMENTS,
  person,
  type Room,
  topUp,
  wallet,
} from './room.ts'

let room: Room
const [ada, ben] = [wallet(), wallet()]
const [adaActor, benActor] = [person(ada.ownerId), person(ben.ownerId)]
const admin = person(newId('usr'), 'ADMIN')
const stranger = person(newId('usr'))
const paymentId = newId('pay')
const lastWeek = new Date(Date.now() - 7 * 86_400_000)
const topUpOfAda = topUp(ada, 1_000n, { effectiveAt: lastWeek.toISOString() })
const payment = {
  id: newId('ltx'),
  paymentId,
  description: 'lunch',
  entries: [entry(ada, 'DEBIT', 305n), entry(ben, 'CREDIT', 300n), entry(FEES, 'CREDIT', 5n)],
}

beforeAll(async () => {
  room = await openRoom()
  await room.post(topUpOfAda, payment)
})
afterAll(() => room.close())

const reference = (of: typeof ada) => ({
  __typename: 'Account',
  id: of.accountId,
  ownerId: of.ownerId,
  currency: 'USD',
})
const codeOf = async (work: Promise<{ errors?: readonly { extensions: object }[] | undefined }>) =>
  (await work).errors?.map(({ extensions }) => (extensions as { code: string }).code)

describe('Account.balance', () => {
  const BALANCE = `... on Account { balance { posted { amount formatted } held { amount } available { amount exponent } version } }`
  const balance = async (of: typeof ada, actor: Actor) =>
    (await entities(room, [reference(of)], BALANCE, actor)) as [{ balance: unknown }]

  it('is shown to the owner, administrators and services // ACC-6, LED-5', async () => {
    for (const actor of [adaActor, admin])
      expect(await balance(ada, actor)).toEqual([
        {
          balance: {
            posted: { amount: '695', formatted: '$6.95' },
            held: { amount: '0' },
            available: { amount: '695', exponent: 2 },
            version: 2,
          },
        },
      ])
  })

  it('is null to the other side of a payment and to strangers, and no error', async () => {
    for (const actor of [benActor, stranger])
      expect(await balance(ada, actor)).toEqual([{ balance: null }])
  })

  it('is nothing in the currency of an account that the ledger has not heard of', async () => {
    const fresh = wallet()
    expect(await balance(fresh, person(fresh.ownerId))).toMatchObject([
      { balance: { posted: { amount: '0' }, version: 0 } },
    ])
  })

  const at = (asOf: Date, clock: string) =>
    entities(
      room,
      [reference(ada)],
      `... on Account { balance(asOf: "${asOf.toISOString()}", clock: ${clock}) { posted { amount } version asOf } }`,
      adaActor,
    )

  it('can be asked for as it was recorded, and as it was in effect, at a past moment // LED-6', async () => {
    const yesterday = new Date(Date.now() - 86_400_000)
    expect(await at(yesterday, 'RECORDED')).toMatchObject([
      { balance: { posted: { amount: '0' }, version: 0 } },
    ])
    expect(await at(yesterday, 'EFFECTIVE')).toMatchObject([
      { balance: { posted: { amount: '1000' }, version: 1, asOf: yesterday.toISOString() } },
    ])
    expect(await at(new Date(lastWeek.getTime() - 1), 'EFFECTIVE')).toMatchObject([
      { balance: { posted: { amount: '0' } } },
    ])
    expect(await at(lastWeek, 'EFFECTIVE')).toMatchObject([
      { balance: { posted: { amount: '1000' } } },
    ])
  })

  it('counts a ledger transaction at the very moment that its recordedAt shows', async () => {
    const answer: { ledgerTransaction: { recordedAt: string } } = await room.data(
      `query ($id: ID!) { ledgerTransaction(id: $id) { recordedAt } }`,
      { id: payment.id },
      adaActor,
    )
    const recordedAt = new Date(answer.ledgerTransaction.recordedAt)
    expect(await at(recordedAt, 'RECORDED')).toMatchObject([
      { balance: { posted: { amount: '695' }, version: 2 } },
    ])
  })

  it('is refused for a moment that has not come', async () => {
    await expect(at(new Date(Date.now() + 60_000), 'RECORDED')).rejects.toThrow('BAD_USER_INPUT')
  })
})

describe('Account.entries', () => {
  const page = (args: string, actor: Actor) =>
    entities(
      room,
      [reference(ada)],
      `... on Account { entries(${args}) { nodes { side amount { amount } balanceAfter { amount } } pageInfo { hasNextPage endCursor } } }`,
      actor,
    ) as Promise<
      [{ entries: { nodes: object[]; pageInfo: { hasNextPage: boolean; endCursor: string } } }]
    >

  it('lists the newest first, page by page, each with the balance after it // ACC-12, LED-7', async () => {
    const [{ entries: first }] = await page('first: 1', adaActor)
    expect(first).toMatchObject({
      nodes: [{ side: 'DEBIT', amount: { amount: '305' }, balanceAfter: { amount: '695' } }],
      pageInfo: { hasNextPage: true },
    })
    const [{ entries: second }] = await page(
      `first: 1, after: "${first.pageInfo.endCursor}"`,
      adaActor,
    )
    expect(second).toMatchObject({
      nodes: [{ side: 'CREDIT', amount: { amount: '1000' }, balanceAfter: { amount: '1000' } }],
      pageInfo: { hasNextPage: false },
    })
  })

  it('is NOT_FOUND to everyone else', async () => {
    await expect(page('first: 1', benActor)).rejects.toThrow('NOT_FOUND')
  })

  it.each(['first: 0', 'first: 101', 'after: "bm9wZQ"', 'after: "LTE"'])(
    'refuses %s',
    async (args) => {
      await expect(page(args, adaActor)).rejects.toThrow('BAD_USER_INPUT')
    },
  )
})

describe('ledger transactions', () => {
  const ONE = `query ($id: ID!) { ledgerTransaction(id: $id) {
    id description effectiveAt entries { side amount { amount } balanceAfter { amount } ledgerAccount { code normalSide currency account { id } } }
  } }`

  it('are shown to those who are party to them, but nobody sees the balance of another', async () => {
    const expected = (own: string) => [
      {
        side: 'DEBIT',
        amount: { amount: '305' },
        balanceAfter: own === 'ada' ? { amount: '695' } : null,
        ledgerAccount: {
          code: 'CUSTOMER_WALLET',
          normalSide: 'CREDIT',
          currency: 'USD',
          account: { id: ada.accountId },
        },
      },
      {
        side: 'CREDIT',
        amount: { amount: '300' },
        balanceAfter: own === 'ben' ? { amount: '300' } : null,
        ledgerAccount: {
          code: 'CUSTOMER_WALLET',
          normalSide: 'CREDIT',
          currency: 'USD',
          account: { id: ben.accountId },
        },
      },
      {
        side: 'CREDIT',
        amount: { amount: '5' },
        balanceAfter: null,
        ledgerAccount: { code: 'FEE_INCOME', normalSide: 'CREDIT', currency: 'USD', account: null },
      },
    ]
    for (const [name, actor] of [
      ['ada', adaActor],
      ['ben', benActor],
    ] as const) {
      const answer: { ledgerTransaction: object } = await room.data(ONE, { id: payment.id }, actor)
      expect(answer.ledgerTransaction).toMatchObject({
        id: payment.id,
        description: 'lunch',
        entries: expected(name),
      })
    }
  })

  it.each([
    ['a stranger', stranger, payment.id],
    ['Ben, of what Ada did alone', benActor, topUpOfAda.id],
    ['an id that does not exist', adaActor, newId('ltx')],
    ['an id of another kind', adaActor, paymentId],
  ])('are NOT_FOUND for %s', async (_what, actor, id) => {
    expect(await codeOf(room.run(ONE, { id }, actor) as never)).toEqual(['NOT_FOUND'])
  })

  it('of a payment are shown as far as the caller is party to them', async () => {
    const of = (actor: Actor) =>
      entities(
        room,
        [{ __typename: 'Payment', id: paymentId }],
        '... on Payment { ledgerTransactions { id } }',
        actor,
      )
    for (const actor of [adaActor, benActor, admin])
      expect(await of(actor)).toEqual([{ ledgerTransactions: [{ id: payment.id }] }])
    expect(await of(stranger)).toEqual([{ ledgerTransactions: [] }])
  })

  it('cannot be reached as entities by those who may not see them', async () => {
    const of = (actor: Actor) =>
      entities(
        room,
        [{ __typename: 'LedgerTransaction', id: payment.id }],
        '... on LedgerTransaction { id description }',
        actor,
      )
    expect(await of(benActor)).toMatchObject([{ id: payment.id }])
    expect(await of(stranger)).toEqual([null])
  })
})

describe('the doors', () => {
  it('post and hold for services only', async () => {
    const post =
      'mutation { postLedgerTransactions(input: { transactions: [] }) { outcomes { id } } }'
    for (const actor of [adaActor, admin])
      expect(await codeOf(room.run(post, {}, actor) as never)).toEqual(['FORBIDDEN'])
    expect(await codeOf(room.run(post, {}, ANONYMOUS) as never)).toEqual(['UNAUTHENTICATED'])
    expect(await codeOf(room.run(post, {}, PAYMENTS) as never)).toEqual(['BAD_USER_INPUT'])
  })

  it('show the trial balance to administrators, equal in each currency', async () => {
    const query = '{ trialBalance { currency debits { amount } credits { amount } } }'
    expect(await room.data(query, {}, admin)).toEqual({
      trialBalance: [{ currency: 'USD', debits: { amount: '1305' }, credits: { amount: '1305' } }],
    })
    expect(await codeOf(room.run(query, {}, adaActor) as never)).toEqual(['FORBIDDEN'])
    const yesterday = new Date(Date.now() - 86_400_000).toISOString()
    const past = `{ trialBalance(asOf: "${yesterday}") { currency } }`
    expect(await room.data(past, {}, admin)).toEqual({ trialBalance: [] })
    const future = `{ trialBalance(asOf: "2999-01-01T00:00:00.000Z") { currency } }`
    expect(await codeOf(room.run(future, {}, admin) as never)).toEqual(['BAD_USER_INPUT'])
  })

  it('read any number of accounts, payments and entries with one statement for each kind', async () => {
    const many = Array.from({ length: 20 }, wallet)
    const payments = many.map(() => newId('pay'))
    const postings = many.map((to, index) => topUp(to, 10n, { paymentId: payments[index] }))
    await room.post(...postings)
    const { db, close } = openDatabase({ url: room.database.urls.ledger, name: 'test', poolMax: 1 })
    let count = 0
    const counting = new Proxy(db, {
      get(target, name, receiver) {
        if (name === 'select' || name === 'execute') count++
        return Reflect.get(target, name, receiver)
      },
    })
    const loaders = newLoaders(counting)
    const ids = many.map(({ accountId }) => accountId)
    const [balances, pages, transactions, ofPayments, entries] = await Promise.all([
      loaders.balance.loadMany(
        ids.map((accountId) => ({ accountId, asOf: null, clock: 'RECORDED' })),
      ),
      loaders.entryPage.loadMany(ids.map((accountId) => ({ accountId, before: null, limit: 3 }))),
      loaders.ledgerTransaction.loadMany(postings.map(({ id }) => id)),
      loaders.ledgerTransactionsOfPayment.loadMany(payments),
      loaders.entries.loadMany(postings.map(({ id }) => id)),
    ])
    expect(count).toBe(5)
    expect(balances).toMatchObject(many.map(() => ({ postedMinor: 10n, version: 1 })))
    expect(pages).toMatchObject(many.map(({ accountId }) => [{ ledgerAccount: { accountId } }]))
    expect(transactions).toMatchObject(postings.map(({ id }) => ({ id })))
    expect(ofPayments).toMatchObject(postings.map(({ id }) => [{ id }]))
    expect(entries).toMatchObject(postings.map(() => [{ side: 'DEBIT' }, { side: 'CREDIT' }]))
    await close()
  })
})
