import { readFileSync } from 'node:fs'
import { type Actor, ANONYMOUS, SCOPES } from '@tallystick/actor'
import { newGuard, requirementsOf } from '@tallystick/policy'
import { buildSchema, parse } from 'graphql'
import { describe, expect, test } from 'vitest'

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')
const supergraph = read('../../supergraph.graphql')
const schema = buildSchema(read('../../api.graphql'))
const guard = newGuard(schema, requirementsOf(supergraph))
const keyOf = (scopes: string[]): Actor => ({
  ...ANONYMOUS,
  kind: 'PARTNER',
  id: 'usr_1',
  keyId: 'key_1',
  roles: ['CUSTOMER', 'VENDOR'],
  scopes,
})
const denialsOf = async (text: string, actor: Actor) =>
  (await guard({ document: parse(text), actor })).denials
const missing = async (text: string, scopes: string[]): Promise<unknown> =>
  (await denialsOf(text, keyOf(scopes)))[0]?.extensions['details']
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
  ])('let it have %s', async (_what, text, scopes) => {
    expect(await missing(text, scopes)).toBeUndefined()
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
  ])('do not let it have %s', async (_what, text, scopes, expected) => {
    expect(await missing(text, scopes)).toEqual(expected)
  })

  test('are said to whoever lacks one, in words and at the field', async () => {
    const [denial] = await denialsOf('{ mine: accounts { nodes { id } } }', keyOf([]))
    expect(denial?.message).toBe('This key needs the scope accounts:read.')
    expect(denial?.path).toEqual(['mine'])
    const below = (await denialsOf(SEND, keyOf([]))).find(({ path }) => path?.at(-1) === 'payer')
    expect(below?.message).toBe('This key needs the scope payments:read or payments:write.')
    const [people] = await denialsOf('mutation { signOut { sessionId } }', keyOf([]))
    expect(people?.message).toBe('This is for people: no key has a scope for it.')
  })

  test('that fields ask for are all in the table of scopes', () => {
    const lists = supergraph.matchAll(/@requiresScopes\(scopes: (\[\[.*?\]\])\)/g)
    const named = new Set([...lists].flatMap(([, list = '']) => JSON.parse(list).flat()))
    expect(named.size).toBeGreaterThanOrEqual(3)
    for (const scope of named) expect(Object.keys(SCOPES)).toContain(scope)
  })
})

describe('a program with every scope (RBA-7)', () => {
  const everything = keyOf(Object.keys(SCOPES))
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]
  const requirements = requirementsOf(supergraph)
  const open = roots.flatMap((root) =>
    Object.keys(root?.getFields() ?? {}).filter((field) => {
      const { name } = requirements.of(root?.name ?? '', field) ?? {}
      return name !== undefined && !/not:partner|policy:(admin|service)/.test(name)
    }),
  )

  test('has these fields and no others', () => {
    expect(open.sort()).toEqual([
      'account',
      'accountStatement',
      'accounts',
      'balanceChanged',
      'cancelPayment',
      'capturePayment',
      'consistencyProof',
      'declineRequest',
      'exportPayments',
      'identityProviders',
      'initiatePayment',
      'ledgerProof',
      'ledgerTransaction',
      'liabilities',
      'liabilityProof',
      'makePayment',
      'me',
      'myLimits',
      'myPayments',
      'payRequest',
      'payment',
      'paymentFeed',
      'paymentHistory',
      'paymentReport',
      'paymentStatusChanged',
      'payments',
      'quoteFee',
      'receipt',
      'receivePayment',
      'refundPayment',
      'requestMoney',
      'sendMoney',
      'topUpAccount',
      'transfer',
      'treeHead',
      'treeHeadAnchors',
      'updatePayment',
      'voidPayment',
    ])
  })

  test.each(['accounts { nodes { id } }', 'payments { nodes { id } }', 'me { id }'])(
    'is a program of somebody with the scopes of their roles, who may do { %s } by themselves',
    async (field) => {
      const person: Actor = {
        ...everything,
        kind: 'USER',
        keyId: null,
        sessionId: 'ses_1',
        scopes: [],
      }
      for (const roles of [['CUSTOMER'], ['VENDOR'], ['ADMIN']] as const)
        expect(await denialsOf(`{ ${field} }`, { ...person, roles })).toEqual([])
      expect(await denialsOf(`{ ${field} }`, everything)).toEqual([])
    },
  )
})
