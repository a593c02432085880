import { buildSchema, getVariableValues } from 'graphql'
import { describe, expect, test } from 'vitest'
import type { KeyLimits } from '../auth/keys.ts'
import { newPreparation } from '../prepare.ts'
import { beyondLimits, namedBy } from './key-limits.ts'

const schema = buildSchema(`
  scalar MinorUnits
  scalar CurrencyCode
  input MoneyInput { amount: MinorUnits! currency: CurrencyCode! }
  input To { accountId: ID email: String }
  input SendInput { fromAccountId: ID! to: To! amount: MoneyInput! idempotencyKey: String! }
  type Account { id: ID! history(currency: CurrencyCode): String }
  type Query { account(id: ID!): Account rate(from: CurrencyCode!): String }
  type Mutation { send(input: SendInput!): Boolean sendAll(inputs: [SendInput!]!): Boolean }
`)
const prepare = newPreparation({
  schema: () => schema,
  rules: [],
  tokensMax: 1_000,
  errorsMax: 10,
  documentsMax: 10,
})
const NONE: KeyLimits = {
  amountMax: [],
  currencies: null,
  accountIds: null,
  requestsPerMinute: null,
  spendCaps: [],
}

function named(source: string, variables: Record<string, unknown> = {}) {
  const prepared = prepare(source, undefined)
  if ('errors' in prepared) throw prepared.errors[0]
  const definitions = prepared.operation.variableDefinitions ?? []
  const { coerced } = getVariableValues(schema, definitions, variables)
  return namedBy(schema, prepared, coerced ?? {})
}

const input = (minor: string, facts: { from?: string; currency?: string } = {}) => ({
  fromAccountId: facts.from ?? 'acc_1',
  to: { accountId: 'acc_theirs' },
  amount: { amount: minor, currency: facts.currency ?? 'USD' },
  idempotencyKey: `key-${minor}`,
})
const SEND = 'mutation ($input: SendInput!) { send(input: $input) }'
const codeOf = (what: ReturnType<typeof named>, limits: Partial<KeyLimits>) =>
  beyondLimits(what, { ...NONE, ...limits })?.extensions['details']

describe('what an operation names (PRT-4)', () => {
  test('is read from variables and from the document alike, at every depth and under every alias', () => {
    expect(named(SEND, { input: input('7') })).toEqual({
      amounts: [{ minor: 7n, currency: 'USD' }],
      currencies: new Set(['USD']),
      accountIds: new Set(['acc_1']),
      idempotencyKeys: ['key-7'],
    })
    const written = named(
      'mutation { send(input: { fromAccountId: "acc_1", to: { email: "x" }, amount: { amount: "9", currency: "EUR" }, idempotencyKey: "k" }) }',
    )
    expect(written.amounts).toEqual([{ minor: 9n, currency: 'EUR' }])
    const many = named(
      'mutation ($inputs: [SendInput!]!) { a: sendAll(inputs: $inputs) b: sendAll(inputs: $inputs) }',
      {
        inputs: [input('1'), input('2')],
      },
    )
    expect(many.amounts.map(({ minor }) => minor)).toEqual([1n, 2n, 1n, 2n])
    const nested = named(
      'query ($c: CurrencyCode) { account(id: "acc_2") { ...F } } fragment F on Account { history(currency: $c) }',
      { c: 'JPY' },
    )
    expect([...nested.currencies, ...nested.accountIds]).toEqual(['JPY', 'acc_2'])
  })

  test('does not count the account that is paid', () => {
    expect([...named(SEND, { input: input('1') }).accountIds]).not.toContain('acc_theirs')
  })
})

describe('the limits of a key (PRT-4)', () => {
  const usd = (minor: bigint) => ({ amountMax: [{ minor, currency: 'USD' }] })

  test('let the largest amount pass and not one minor unit more', () => {
    expect(codeOf(named(SEND, { input: input('1000') }), usd(1_000n))).toBeUndefined()
    expect(codeOf(named(SEND, { input: input('1001') }), usd(1_000n))).toMatchObject({
      limit: 'amountMax',
      max: '1000',
    })
    const digits = '9'.repeat(78)
    expect(codeOf(named(SEND, { input: input(digits) }), usd(BigInt(digits)))).toBeUndefined()
    expect(codeOf(named(SEND, { input: input(digits) }), usd(BigInt(digits) - 1n))).toBeDefined()
  })

  test('let no currency move that has no largest amount', () => {
    expect(codeOf(named(SEND, { input: input('1', { currency: 'EUR' }) }), usd(5n))).toMatchObject({
      limit: 'amountMax',
    })
  })

  test('hold to currencies and accounts wherever they are named', () => {
    const limits = { currencies: ['USD'], accountIds: ['acc_1'] }
    expect(codeOf(named(SEND, { input: input('1') }), limits)).toBeUndefined()
    expect(codeOf(named('{ rate(from: "EUR") }'), limits)).toMatchObject({ limit: 'currencies' })
    expect(codeOf(named('{ account(id: "acc_2") { id } }'), limits)).toMatchObject({
      limit: 'accountIds',
    })
    expect(codeOf(named('{ account(id: "acc_2") { id } }'), {})).toBeUndefined()
    expect(codeOf(named('{ account(id: "acc_1") { id } }'), { accountIds: [] })).toBeDefined()
  })

  test('refuse a sum that is none rather than to count it as nothing', () => {
    expect(() => named(SEND, { input: input('-5') })).toThrow(/below zero/)
  })
})
