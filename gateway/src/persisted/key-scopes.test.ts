import { readFileSync } from 'node:fs'
import { buildSchema } from 'graphql'
import { describe, expect, test } from 'vitest'
import { newPreparation } from '../prepare.ts'
import { beyondScopes } from './key-scopes.ts'

const schema = buildSchema(readFileSync(new URL('../../api.graphql', import.meta.url), 'utf8'))
const prepare = newPreparation({
  schema: () => schema,
  rules: [],
  tokensMax: 1_000,
  errorsMax: 10,
  documentsMax: 10,
})
const missing = (text: string, scopes: string[]): unknown => {
  const prepared = prepare(text, undefined)
  if ('errors' in prepared) throw prepared.errors[0]
  return beyondScopes(schema, prepared, scopes)?.extensions['details']
}
const needs = (...scopes: string[]) => ({
  limit: 'scopes',
  missing: scopes.map((scope) => `scope:${scope}`),
})

const SEND =
  'mutation ($input: SendMoneyInput!) { sendMoney(input: $input) { ... on SendMoneySuccess { payment { id payer { id } } } } }'

describe('the scopes of a key (PRT-4)', () => {
  test.each([
    ['who it acts for', '{ me { id } }', []],
    ['what is public', '{ liabilities { currency } treeHeadAnchors { anchor } }', []],
    ['accounts', '{ accounts { nodes { balance { version } } } }', ['accounts:read']],
    ['payments', '{ payments { nodes { payee { id } } } }', ['payments:read']],
    ['a payment and what became of it', SEND, ['payments:write']],
  ])('let it have %s', (_what, text, scopes) => {
    expect(missing(text, scopes)).toBeUndefined()
  })

  test.each([
    [
      'accounts without the scope',
      '{ accounts { nodes { id } } }',
      ['payments:read'],
      needs('accounts:read'),
    ],
    [
      'accounts below who it acts for',
      '{ me { accounts { nodes { id } } } }',
      [],
      needs('accounts:read'),
    ],
    [
      'payments below an account',
      '{ account(id: "x") { payments { nodes { id } } } }',
      ['accounts:read'],
      needs('payments:read'),
    ],
    [
      'a balance below a payment',
      '{ payments { nodes { payer { balance { version } } } } }',
      ['payments:read'],
      needs('accounts:read'),
    ],
    [
      'a balance in a fragment',
      '{ payments { nodes { payer { ...B } } } } fragment B on Account { balance { version } }',
      ['payments:read'],
      needs('accounts:read'),
    ],
    [
      'to pay with the right to read',
      SEND,
      ['accounts:read', 'payments:read'],
      needs('payments:write'),
    ],
    [
      'to read all payments with the right to pay',
      '{ payments { nodes { id } } }',
      ['payments:write'],
      needs('payments:read'),
    ],
    [
      'to follow payments without the scope',
      'subscription { paymentStatusChanged { cursor } }',
      ['payments:write'],
      needs('payments:read'),
    ],
    ['what is for people', 'mutation { signOut { sessionId } }', ['payments:write'], needs()],
    [
      'what is for people, beside what is not',
      '{ me { id } apiKeys { nodes { id } } }',
      ['accounts:read'],
      needs(),
    ],
  ])('do not let it have %s', (_what, text, scopes, expected) => {
    expect(missing(text, scopes)).toEqual(expected)
  })

  test('speak of fields and types that there are', () => {
    const source = readFileSync(new URL('./key-scopes.ts', import.meta.url), 'utf8')
    const named = [...source.matchAll(/^ {2}\['(\w+)', /gm)].map(([, name]) => name ?? '')
    expect(named.length).toBeGreaterThan(3)
    for (const name of named) expect(schema.getType(name)?.name).toBe(name)
    const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]
    const fields = roots.flatMap((root) => Object.keys(root?.getFields() ?? {}))
    const atTop = [...source.matchAll(/\b([a-z]\w+): (?:ANY_KEY|ACCOUNTS|PAYMENTS|PAYING)\b/g)]
    expect(atTop.length).toBeGreaterThan(15)
    for (const [, name] of atTop) expect(fields).toContain(name)
  })
})
