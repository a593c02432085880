import type { Actor } from '@tallystick/actor'
import { newId } from '@tallystick/ids'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isAccountNumber } from '../src/domain/rules/account-number.ts'
import { newRoom, person, type Room } from './room.ts'

const LIST = `query ($first: Int, $after: String, $filter: AccountFilter) {
  accounts(first: $first, after: $after, filter: $filter) {
    nodes { id number type currency name status owner { id } createdAt }
    edges { cursor }
    pageInfo { hasNextPage hasPreviousPage endCursor }
  }
}`
const OPEN = `mutation ($input: OpenAccountInput!) {
  openAccount(input: $input) {
    __typename
    ... on OpenAccountSuccess { account { id number type currency name status owner { id } } }
    ... on Refusal { code message }
    ... on AccountTypeNotAllowed { requiredRole }
    ... on TooManyAccounts { maximum }
  }
}`
const FIND = 'query ($id: ID!) { account(id: $id) { id number status } }'

let room: Room
beforeAll(async () => {
  room = await newRoom({ limits: { accountsPerPersonMax: 8 } })
})
afterAll(() => room.close())

const eventsOf = async (userId: string | null) =>
  room.outbox.read({ limit: 100, topics: [`user:${userId}`] })

describe('accounts', () => {
  it('opens the USD wallet of a person at their first look, and tells of it (ACC-1, USR-12)', async () => {
    const ada = person()
    const { data, codes } = await room.run(LIST, { actor: ada })
    expect(codes).toEqual([])
    const [wallet] = data.accounts.nodes
    expect(data.accounts.nodes).toHaveLength(1)
    expect(wallet).toMatchObject({
      id: expect.stringMatching(/^acc_/),
      type: 'WALLET',
      currency: 'USD',
      status: 'OPEN',
      owner: { id: ada.id },
    })
    expect(isAccountNumber(wallet.number)).toBe(true)
    expect(await eventsOf(ada.id)).toMatchObject([
      {
        type: 'accounts:account:opened',
        body: { accountId: wallet.id, ownerId: ada.id, number: wallet.number, currency: 'USD' },
        aggregate: { type: 'account', id: wallet.id },
        cause: { actor: { kind: 'USER', id: ada.id }, requestId: 'request-1' },
      },
    ])
  })

  it('shows a key what its owner has, and not what an administrator would see // RBA-10', async () => {
    const ada = person(newId('usr'), ['CUSTOMER', 'ADMIN'])
    const ben = person()
    const key = { ...ada, kind: 'PARTNER', sessionId: null, keyId: newId('key') } as const
    expect((await room.run(LIST, { actor: key })).codes).toEqual(['FORBIDDEN'])
    const partner: Actor = { ...key, scopes: ['accounts:read'] }
    const seen = await room.run(LIST, { actor: partner })
    expect(seen.data.accounts.nodes).toMatchObject([{ type: 'WALLET', owner: { id: ada.id } }])
    const own = await room.run(LIST, { actor: ben })
    const query = 'query ($id: ID!) { account(id: $id) { id } }'
    const variables = { id: own.data.accounts.nodes[0].id }
    expect((await room.run(query, { variables, actor: ada })).codes).toEqual([])
    expect((await room.run(query, { variables, actor: partner })).codes).toEqual(['NOT_FOUND'])
  })

  it('opens one wallet for twenty first looks at once (USR-12)', async () => {
    const ada = person()
    const looks = await Promise.all(
      Array.from({ length: 20 }, () => room.run(LIST, { actor: ada })),
    )
    const ids = new Set(looks.flatMap(({ data }) => data.accounts.nodes.map(({ id }: Row) => id)))
    expect(looks.flatMap(({ codes }) => codes)).toEqual([])
    expect(ids.size).toBe(1)
    expect(await eventsOf(ada.id)).toHaveLength(1)
  })

  it('pages through accounts from the oldest on, each once (ACC-1)', async () => {
    const ada = person()
    for (const currency of ['EUR', 'NGN', 'JPY', 'EUR'])
      await room.run(OPEN, { actor: ada, variables: { input: { currency, name: currency } } })
    const seen: string[] = []
    let after: string | null = null
    for (let pages = 1; pages <= 3; pages++) {
      const { data } = await room.run(LIST, { actor: ada, variables: { first: 2, after } })
      const { nodes, pageInfo } = data.accounts
      expect(pageInfo).toMatchObject({ hasNextPage: pages < 3, hasPreviousPage: pages > 1 })
      seen.push(...nodes.map(({ currency }: Row) => currency))
      after = pageInfo.endCursor
    }
    expect(seen).toEqual(['USD', 'EUR', 'NGN', 'JPY', 'EUR'])

    const filter = { currency: 'EUR', type: 'WALLET', status: 'OPEN' }
    const { data } = await room.run(LIST, { actor: ada, variables: { filter } })
    expect(data.accounts.nodes).toHaveLength(2)
  })

  it.each([
    ['first', { first: 0 }],
    ['first', { first: 101 }],
    ['first', { first: -1 }],
    ['after', { after: 'x' }],
    ['after', { after: Buffer.from('[1]').toString('base64url') }],
    ['after', { after: Buffer.from('[8.64e15,"acc_1"]').toString('base64url') }],
    ['after', { after: Buffer.from('{"__proto__":1}').toString('base64url') }],
  ])('refuses a page with a bad %s: %j', async (field, variables) => {
    const { codes, errors } = await room.run(LIST, { actor: person(), variables })
    expect(codes).toEqual(['BAD_USER_INPUT'])
    expect(errors?.[0]?.extensions).toMatchObject({ details: { field } })
  })

  it('answers nobody who is not signed in, and writes nothing', async () => {
    const before = await room.outbox.read({ limit: 1000 })
    for (const [query, variables] of [
      [LIST, {}],
      [FIND, { id: newId('acc') }],
      [OPEN, { input: { currency: 'USD', name: 'Mine' } }],
      ['mutation { updateProfile(input: {}) { __typename } }', {}],
    ] as const)
      expect(await room.run(query, { variables })).toMatchObject({ codes: ['UNAUTHENTICATED'] })
    expect(await room.outbox.read({ limit: 1000 })).toEqual(before)
  })
})

describe('openAccount', () => {
  it('opens an account in the name of the caller, behind their wallet (ACC-2)', async () => {
    const ada = person()
    const input = { currency: 'EUR', name: '  Holidays ' }
    const { data } = await room.run(OPEN, { actor: ada, variables: { input } })
    expect(data.openAccount).toMatchObject({
      __typename: 'OpenAccountSuccess',
      account: {
        type: 'WALLET',
        currency: 'EUR',
        name: 'Holidays',
        status: 'OPEN',
        owner: { id: ada.id },
      },
    })
    const listed = await room.run(LIST, { actor: ada })
    expect(listed.data.accounts.nodes.map(({ currency }: Row) => currency)).toEqual(['USD', 'EUR'])
    expect(await eventsOf(ada.id)).toHaveLength(2)
  })

  it('keeps accounts for takings to vendors (ACC-2, ACC-9)', async () => {
    const input = { type: 'MERCHANT', currency: 'NGN', name: 'Shop' }
    const refused = await room.run(OPEN, { actor: person(), variables: { input } })
    expect(refused.data.openAccount).toMatchObject({
      __typename: 'AccountTypeNotAllowed',
      code: 'ACCOUNT_TYPE_NOT_ALLOWED',
      requiredRole: 'VENDOR',
    })
    const vendor = person(newId('usr'), ['VENDOR'])
    const opened = await room.run(OPEN, { actor: vendor, variables: { input } })
    expect(opened.data.openAccount).toMatchObject({ account: { type: 'MERCHANT' } })
  })

  it('never opens more than one person may have, however many ask at once (ACC-2)', async () => {
    const ada = person()
    const input = { currency: 'USD', name: 'One more' }
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => room.run(OPEN, { actor: ada, variables: { input } })),
    )
    const names = answers.map(({ data }) => data.openAccount.__typename)
    expect(names.filter((each) => each === 'OpenAccountSuccess')).toHaveLength(7)
    expect(names.filter((each) => each === 'TooManyAccounts')).toHaveLength(13)
    expect(answers.find(({ data }) => data.openAccount.maximum)?.data.openAccount.maximum).toBe(8)
    expect(await eventsOf(ada.id)).toHaveLength(8)
  })

  it.each([
    { currency: 'USD', name: '' },
    { currency: 'USD', name: ' \t ' },
    { currency: 'USD', name: 'x'.repeat(101) },
    { currency: 'USD', name: 'two\nlines' },
    { currency: 'USD', name: 'nul\u0000' },
    { currency: 'usd', name: 'Mine' },
    { currency: 'XXX', name: 'Mine' },
    { currency: 'USD', name: 'Mine', type: 'FEE' },
    { currency: 'USD', name: 'Mine', ownerId: newId('usr') },
    { currency: 'USD' },
  ])('refuses %j and opens nothing', async (input) => {
    const ada = person()
    const { codes } = await room.run(OPEN, { actor: ada, variables: { input } })
    expect(codes).toEqual(['BAD_USER_INPUT'])
    expect(await eventsOf(ada.id)).toEqual([])
  })
})

describe('account', () => {
  it('shows an account to its owner and to administrators (ACC-3)', async () => {
    const ada = person()
    const { data } = await room.run(LIST, { actor: ada })
    const { id } = data.accounts.nodes[0]
    for (const actor of [ada, person(newId('usr'), ['ADMIN'])]) {
      const found = await room.run(FIND, { actor, variables: { id } })
      expect(found).toMatchObject({ codes: [], data: { account: { id, status: 'OPEN' } } })
    }
  })

  it('answers alike for a foreign, an unknown and a malformed id (ACC-3)', async () => {
    const { data } = await room.run(LIST, { actor: person() })
    const foreign = data.accounts.nodes[0].id
    for (const id of [foreign, newId('acc'), newId('usr'), '', 'acc_1', foreign.toUpperCase()]) {
      const answer = await room.run(FIND, { actor: person(), variables: { id } })
      expect(answer.data).toEqual({ account: null })
      expect(answer.codes).toEqual(['NOT_FOUND'])
    }
  })
})

type Row = Readonly<{ id: string; currency: string }>

describe('the level of an account (LIM-4)', () => {
  const SET = `mutation ($input: SetAccountLevelInput!) {
    setAccountLevel(input: $input) { account { id level } } }`
  const LEVEL = 'query ($id: ID!) { account(id: $id) { level } }'
  const PARTIES = `query ($input: AccountsOfPaymentInput!) { accountsOfPayment(input: $input) {
    payer { level timeZone } payee { level timeZone } } }`
  const walletOf = async (actor: Actor): Promise<string> =>
    (await room.run(LIST, { actor })).data.accounts.nodes[0].id
  const set = (variables: object, actor = person(newId('usr'), ['ADMIN'])) =>
    room.run(SET, { actor, variables: { input: { reason: 'seen papers', ...variables } } })

  it('is VERIFIED at first, is set by an administrator, and the reason is told', async () => {
    const [ada, root] = [person(), person(newId('usr'), ['ADMIN'])]
    const id = await walletOf(ada)
    const level = async () => (await room.run(LEVEL, { actor: ada, variables: { id } })).data
    expect(await level()).toEqual({ account: { level: 'VERIFIED' } })
    const { data } = await set({ accountId: id, level: 'BUSINESS' }, root)
    expect(data.setAccountLevel.account).toEqual({ id, level: 'BUSINESS' })
    expect(await level()).toEqual({ account: { level: 'BUSINESS' } })
    expect((await eventsOf(ada.id)).at(-1)).toMatchObject({
      type: 'accounts:account:graded',
      body: { accountId: id, ownerId: ada.id, level: 'BUSINESS', reason: 'seen papers' },
      cause: { actor: { id: root.id } },
    })
  })

  it('is not set for an account that there is not, or without a reason', async () => {
    const accountId = await walletOf(person())
    for (const unknown of ['acc_1', newId('acc')])
      expect((await set({ accountId: unknown, level: 'BASIC' })).codes).toEqual(['NOT_FOUND'])
    for (const reason of ['', ' ', 'a\nb', 'x'.repeat(501)])
      expect((await set({ accountId, level: 'BASIC', reason })).codes).toEqual(['BAD_USER_INPUT'])
    expect((await set({ accountId, level: 'BASIC', reason: 'x'.repeat(500) })).codes).toEqual([])
  })

  it('and the time zone of the owner are told to Payments', async () => {
    const [ada, ben] = [person(), person()]
    const payerAccountId = await walletOf(ada)
    await room.run(
      'mutation { updateProfile(input: { timeZone: "Africa/Lagos" }) { __typename } }',
      { actor: ada },
    )
    // Ben's wallet is opened by being paid.
    await room.run('mutation { updateProfile(input: { timeZone: "Asia/Tokyo" }) { __typename } }', {
      actor: ben,
    })
    const input = { payerAccountId, payeeUserId: ben.id, currency: 'USD' }
    const { data } = await room.runAsService(PARTIES, { input })
    expect(data.accountsOfPayment).toEqual({
      payer: { level: 'VERIFIED', timeZone: 'Africa/Lagos' },
      payee: { level: 'VERIFIED', timeZone: 'Asia/Tokyo' },
    })
    const stranger = { payerAccountId, payeeUserId: newId('usr'), currency: 'USD' }
    const { payee } = (await room.runAsService(PARTIES, { input: stranger })).data.accountsOfPayment
    expect(payee).toEqual({ level: 'VERIFIED', timeZone: 'UTC' })
  })
})

it('the wallet that everyone has is of the default currency (LIM-3, USR-12)', async () => {
  const elsewhere = await newRoom({ limits: { defaultCurrency: 'NGN' } })
  try {
    const ada = person()
    const { data } = await elsewhere.run(LIST, { actor: ada })
    expect(data.accounts.nodes).toMatchObject([{ currency: 'NGN', name: 'NGN wallet' }])
    const query = `query ($input: AccountsOfPaymentInput!) { accountsOfPayment(input: $input) {
      payee { currency } } }`
    const paidIn = async (currency: string) => {
      const input = { payeeUserId: newId('usr'), currency }
      return (await elsewhere.runAsService(query, { input })).data.accountsOfPayment.payee
    }
    expect(await paidIn('NGN')).toEqual({ currency: 'NGN' })
    expect(await paidIn('USD')).toBeNull()
  } finally {
    await elsewhere.close()
  }
})
