import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifyBooks } from '../../kit/books.ts'
import {
  availableIn,
  type Client,
  data,
  type Loose,
  post,
  signIn,
  walletOf,
} from '../../kit/client.ts'
import { newDataDir, type Product, removeDataDir, startProduct } from '../../kit/product.ts'

const dataDir = newDataDir()
let product: Product
let ada: Client
let adasWallet: string
let bensWallet: string
let before: { balance: bigint; payments: string }

beforeAll(async () => {
  product = await startProduct({ dataDir })
  ada = await signIn(product.url, 'ada@demo.test')
  adasWallet = await walletOf(ada)
  bensWallet = await walletOf(await signIn(product.url, 'ben@demo.test'))
  before = await state()
})

afterAll(async () => {
  await product?.stop()
  const books = verifyBooks(dataDir)
  removeDataDir(dataDir)
  expect(books).toMatchObject({ code: 0 })
})

async function state(): Promise<{ balance: bigint; payments: string }> {
  const { payments } = await data(ada, '{ payments(first: 100) { nodes { id status } } }')
  return { balance: await availableIn(ada, adasWallet), payments: JSON.stringify(payments) }
}

const SEND = `mutation ($input: SendMoneyInput!) {
  sendMoney(input: $input) { __typename ... on Refusal { code } ... on InvalidAccount { reason } }
}`
const TOP_UP = `mutation ($input: TopUpAccountInput!) {
  topUpAccount(input: $input) { __typename ... on Refusal { code } ... on InvalidAccount { reason } }
}`

let keys = 0
const sendInput = (change: Record<string, unknown>): Record<string, unknown> => ({
  fromAccountId: adasWallet,
  to: { accountId: bensWallet },
  amount: { amount: '100', currency: 'USD' },
  idempotencyKey: `bad-${keys++}`,
  ...change,
})

/** Nothing that a client may not know: no stack, no statement, no path of ours. */
function expectClean(answer: unknown): void {
  const text = JSON.stringify(answer)
  expect(text).not.toMatch(/\bat \S+ \(|node_modules|\.ts:\d|select |insert into|postgres|drizzle/i)
}

function codeOf(answer: Loose): string | undefined {
  return answer.errors?.[0]?.extensions?.code ?? Object.values<Loose>(answer.data ?? {})[0]?.code
}

function expectErrorFormat(answer: Loose): void {
  for (const { extensions } of answer.errors ?? []) {
    expect(extensions).toMatchObject({
      code: expect.any(String),
      requestId: expect.any(String),
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      outcome: 'NOT_APPLIED',
    })
  }
}

const HOSTILE_AMOUNTS: readonly unknown[] = [
  '1.5',
  '1e2',
  '-1',
  '+1',
  '0',
  '-0',
  '00',
  '01',
  '1,000',
  '1_000',
  '0x10',
  '0b1',
  '0o7',
  '1n',
  '',
  ' ',
  ' 1',
  '1 ',
  '1\n',
  '\u00001',
  '１２',
  '٣',
  '१',
  '1\u200b',
  'NaN',
  'Infinity',
  '-Infinity',
  'null',
  '1.0',
  '.5',
  '5.',
  '1/2',
  '½',
  '²',
  "1'; drop table payments.payments; --",
  '9'.repeat(80),
  '9'.repeat(79),
  '1'.repeat(5000),
  1,
  0,
  -1,
  1.5,
  true,
  null,
  [],
  ['1'],
  {},
  { amount: '1' },
]

describe('an amount that is none', () => {
  it.each(HOSTILE_AMOUNTS.map((amount, index) => [index, amount] as const))(
    'is refused as BAD_USER_INPUT: %i: %j (PAY-21, SEC-5)',
    async (_index, amount) => {
      for (const [query, input] of [
        [SEND, sendInput({ amount: { amount, currency: 'USD' } })],
        [
          TOP_UP,
          {
            accountId: adasWallet,
            amount: { amount, currency: 'USD' },
            idempotencyKey: `bad-${keys++}`,
          },
        ],
      ] as const) {
        const answer = await post(ada, query, { input })
        expect(codeOf(answer)).toBe('BAD_USER_INPUT')
        expectErrorFormat(answer)
        expectClean(answer)
      }
    },
  )

  it.each(['9007199254740993', '1e309', '1.0', '-0'])(
    'is refused as the number that the request body says, before a machine rounds it: %s',
    async (number) => {
      const body = JSON.stringify({
        query: SEND,
        variables: { input: sendInput({ amount: { amount: 'NUMBER', currency: 'USD' } }) },
      }).replace('"NUMBER"', number)
      const response = await fetch(product.url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${ada.token}`,
        },
        body,
      })
      const answer = (await response.json()) as Loose
      expect(codeOf(answer)).toBe('BAD_USER_INPUT')
      expectErrorFormat(answer)
    },
  )

  it.each([
    '1.5',
    '"1.5"',
    '1',
    '"-1"',
    '"１"',
    '1e309',
    'true',
    'USD',
    '["1"]',
    `"${'9'.repeat(80)}"`,
  ])('is refused alike as a literal: %s', async (literal) => {
    const answer = await post(
      ada,
      `mutation { sendMoney(input: { fromAccountId: "${adasWallet}", to: { accountId: "${bensWallet}" },
          amount: { amount: ${literal}, currency: USD }, idempotencyKey: "literal" }) { __typename } }`.replace(
        'currency: USD',
        'currency: "USD"',
      ),
    )
    expect(codeOf(answer)).toBe('BAD_USER_INPUT')
    expectErrorFormat(answer)
    expectClean(answer)
  })
})

describe('a payment that cannot be', () => {
  const cases: readonly (readonly [string, () => Record<string, unknown>, string])[] = [
    ['no currency', () => ({ amount: { amount: '1' } }), 'BAD_USER_INPUT'],
    ['an unknown currency', () => ({ amount: { amount: '1', currency: 'XXX' } }), 'BAD_USER_INPUT'],
    [
      'a currency in lower case',
      () => ({ amount: { amount: '1', currency: 'usd' } }),
      'BAD_USER_INPUT',
    ],
    [
      'a currency as a number',
      () => ({ amount: { amount: '1', currency: 840 } }),
      'BAD_USER_INPUT',
    ],
    [
      'another currency than the account’s',
      () => ({ amount: { amount: '1', currency: 'EUR' } }),
      'CURRENCY_MISMATCH',
    ],
    ['no amount at all', () => ({ amount: null }), 'BAD_USER_INPUT'],
    [
      'an account of someone else',
      () => ({ fromAccountId: bensWallet, to: { accountId: adasWallet } }),
      'INVALID_ACCOUNT',
    ],
    [
      'an account that does not exist',
      () => ({ fromAccountId: 'acc_00000000000000000000000000' }),
      'INVALID_ACCOUNT',
    ],
    ['an account id that is none', () => ({ fromAccountId: 'robert"); --' }), 'INVALID_ACCOUNT'],
    [
      'a user id for an account',
      () => ({ fromAccountId: adasWallet.replace('acc_', 'usr_') }),
      'INVALID_ACCOUNT',
    ],
    ['an empty account id', () => ({ fromAccountId: '' }), 'INVALID_ACCOUNT'],
    [
      'an account id of 10,000 characters',
      () => ({ fromAccountId: 'a'.repeat(10_000) }),
      'INVALID_ACCOUNT',
    ],
    [
      'a payee that does not exist',
      () => ({ to: { accountId: 'acc_00000000000000000000000000' } }),
      'INVALID_ACCOUNT',
    ],
    [
      'a payee number that does not exist',
      () => ({ to: { accountNumber: '0000000000' } }),
      'INVALID_ACCOUNT',
    ],
    ['a payee number that is none', () => ({ to: { accountNumber: 'x' } }), 'INVALID_ACCOUNT'],
    [
      'a payee who has not signed up',
      () => ({ to: { email: 'nobody@demo.test' } }),
      'INVALID_ACCOUNT',
    ],
    ['an e-mail address that is none', () => ({ to: { email: '%' } }), 'INVALID_ACCOUNT'],
    [
      'the same account on both sides',
      () => ({ to: { accountId: adasWallet } }),
      'INVALID_ACCOUNT',
    ],
    ['no payee', () => ({ to: {} }), 'BAD_USER_INPUT'],
    [
      'two payees',
      () => ({ to: { accountId: bensWallet, email: 'ben@demo.test' } }),
      'BAD_USER_INPUT',
    ],
    ['an empty idempotency key', () => ({ idempotencyKey: '' }), 'BAD_USER_INPUT'],
    [
      'an idempotency key of 256 characters',
      () => ({ idempotencyKey: 'k'.repeat(256) }),
      'BAD_USER_INPUT',
    ],
    ['an idempotency key with a space', () => ({ idempotencyKey: 'a b' }), 'BAD_USER_INPUT'],
    ['an idempotency key beyond ASCII', () => ({ idempotencyKey: 'clé' }), 'BAD_USER_INPUT'],
    ['an idempotency key with a NUL', () => ({ idempotencyKey: 'a\u0000' }), 'BAD_USER_INPUT'],
    ['no idempotency key', () => ({ idempotencyKey: null }), 'BAD_USER_INPUT'],
    ['a description of 501 characters', () => ({ description: 'd'.repeat(501) }), 'BAD_USER_INPUT'],
    ['a description with a NUL', () => ({ description: 'a\u0000b' }), 'BAD_USER_INPUT'],
    ['an unknown priority', () => ({ priority: 'NOW' }), 'BAD_USER_INPUT'],
    ['a field that does not exist', () => ({ force: true }), 'BAD_USER_INPUT'],
    [
      'more than there is',
      () => ({ amount: { amount: '500000000', currency: 'USD' } }),
      'INSUFFICIENT_FUNDS',
    ],
    [
      'more than anybody may move',
      () => ({ amount: { amount: '9'.repeat(78), currency: 'USD' } }),
      'LIMIT_EXCEEDED',
    ],
  ]

  it.each(cases)('is refused: %s', async (_what, change, code) => {
    const answer = await post(ada, SEND, { input: sendInput(change()) })
    expect(codeOf(answer)).toBe(code)
    expectErrorFormat(answer)
    expectClean(answer)
  })
})

describe('a request that asks too much or makes no sense', () => {
  const nested = (levels: number): string =>
    `{ me ${'{ accounts { nodes { owner '.repeat(levels)}{ id }${' } } }'.repeat(levels)} }`

  const send = async (
    body: string,
    headers: Record<string, string> = {},
  ): Promise<[number, Loose]> => {
    const response = await fetch(product.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    })
    const text = await response.text()
    expectClean(text)
    return [response.status, JSON.parse(text)]
  }

  it('refuses a body of 101 KB (SEC-18)', async () => {
    const [status, answer] = await send(
      JSON.stringify({ query: `{ me { id } } #${'x'.repeat(101 * 1024)}` }),
    )
    expect(status).toBe(413)
    expect(codeOf(answer)).toBe('COST_LIMIT')
    expectErrorFormat(answer)
  })

  it.each([
    ['a query of 40 levels', nested(13)],
    [
      'a flood of aliases',
      `{ ${Array.from({ length: 31 }, (_, i) => `a${i}: __typename`).join(' ')} }`,
    ],
    [
      'a flood of root fields',
      `{ ${Array.from({ length: 11 }, (_, i) => `a${i}: me { id }`).join(' ')} }`,
    ],
    ['a flood of directives', `{ me { id ${'@include(if: true) '.repeat(21)} } }`],
    ['a flood of tokens', `{ me { ${'id '.repeat(2001)} } }`],
    [
      'six mutations at once',
      `mutation { ${Array.from({ length: 6 }, (_, i) => `a${i}: signOut { sessionId }`).join(' ')} }`,
    ],
  ])('refuses %s as COST_LIMIT', async (_what, query) => {
    const answer = await post(ada, query)
    expect(codeOf(answer)).toBe('COST_LIMIT')
    expectErrorFormat(answer)
    expectClean(answer)
  })

  it.each([
    ['what is not JSON', '{'],
    ['an empty body', ''],
    ['a list of operations', '[{"query":"{ __typename }"},{"query":"{ __typename }"}]'],
    ['no query', '{}'],
    ['a query that is a number', '{"query":1}'],
    ['a query that does not parse', '{"query":"{ me "}'],
    ['a field that does not exist', '{"query":"{ nothing }"}'],
    ['variables that are text', '{"query":"{ __typename }","variables":"x"}'],
    [
      'an operation that is not in the document',
      '{"query":"query A { __typename }","operationName":"B"}',
    ],
  ])('refuses %s as BAD_USER_INPUT', async (_what, body) => {
    const [status, answer] = await send(body)
    expect(status).toBeGreaterThanOrEqual(400)
    expect(status).toBeLessThan(500)
    expect(codeOf(answer)).toBe('BAD_USER_INPUT')
    expectErrorFormat(answer)
  })

  it('refuses a page of 101 and a page of none', async () => {
    for (const first of [101, 0, -1])
      expect(codeOf(await post(ada, `{ payments(first: ${first}) { nodes { id } } }`))).toBe(
        'BAD_USER_INPUT',
      )
  })

  it('refuses a cursor that it did not make', async () => {
    for (const after of ['x', '', 'eyJ4IjoxfQ', '0', '\u0000'])
      expect(
        codeOf(
          await post(ada, 'query ($after: String) { payments(after: $after) { nodes { id } } }', {
            after,
          }),
        ),
      ).toBe('BAD_USER_INPUT')
  })

  it('answers NOT_FOUND for what the caller may not see, as for what does not exist (RBA-13)', async () => {
    for (const id of [bensWallet, 'acc_00000000000000000000000000', 'x', ''])
      expect(codeOf(await post(ada, 'query ($id: ID!) { account(id: $id) { id } }', { id }))).toBe(
        'NOT_FOUND',
      )
  })
})

it('wrote nothing of all this but the payment that was more than there is', async () => {
  const after = await state()
  expect(after.balance).toBe(before.balance)
  const { nodes } = JSON.parse(after.payments)
  expect(nodes.length).toBe(JSON.parse(before.payments).nodes.length + 1)
  expect(nodes[0].status).toBe('FAILED')
})
