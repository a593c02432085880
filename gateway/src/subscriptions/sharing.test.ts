import { type Actor, ANONYMOUS } from '@tallystick/actor'
import { buildSchema, getOperationAST, parse } from 'graphql'
import { describe, expect, test } from 'vitest'
import type { Candidate } from '../judge.ts'
import { rootFieldOf, sharingKey } from './sharing.ts'

const schema = buildSchema(`
  type Query { a: Int }
  input Filter { a: Int b: Int }
  type Subscription {
    balance(accountId: ID, after: String, filter: Filter): Event
    payment(paymentId: ID, after: String): Event
    download(id: ID): Event
  }
  type Event { cursor: String }
`)
const config = {
  SUBSCRIPTIONS_SHARED: new Map([
    ['balance', []],
    ['payment', ['paymentId']],
  ]),
}
const ADA: Actor = {
  ...ANONYMOUS,
  kind: 'USER',
  id: 'usr_ada',
  roles: ['CUSTOMER'],
  sessionId: 'ses_1',
}

function candidate(source: string, variables = {}, actor = ADA): Candidate {
  const document = parse(source)
  const operation = getOperationAST(document)
  if (!operation) throw new TypeError('no operation')
  const prepared = { source, document, operation, operationName: undefined, hash: source }
  return {
    prepared: { ...prepared, kind: operation.operation },
    variables,
    facts: { actor, issuer: 'gateway', requestId: 'r' },
  } as Candidate
}

const keyOf = (...parts: Parameters<typeof candidate>) =>
  sharingKey(candidate(...parts), schema, config)
const BALANCE = 'subscription ($f: Filter) { balance(filter: $f) { cursor } }'

describe('subscriptions are equal', () => {
  test('when text, variables and identity are, in whatever order the variables come', () => {
    expect(keyOf(BALANCE, { f: { a: 1, b: 2 } })).toBe(keyOf(BALANCE, { f: { b: 2, a: 1 } }))
    expect(keyOf(BALANCE, {}, { ...ADA, roles: ['CUSTOMER', 'VENDOR'] })).toBe(
      keyOf(BALANCE, {}, { ...ADA, roles: ['VENDOR', 'CUSTOMER'] }),
    )
  })

  test.each<[string, Partial<Actor>]>([
    ['person', { id: 'usr_ben' }],
    ['session', { sessionId: 'ses_2' }],
    ['role', { roles: ['CUSTOMER', 'ADMIN'] }],
    ['scope', { scopes: ['payments:read'] }],
    ['key', { kind: 'PARTNER', keyId: 'key_1' }],
  ])('but not with another %s', (_what, other) => {
    expect(keyOf(BALANCE, {}, { ...ADA, ...other })).not.toBe(keyOf(BALANCE))
  })

  test('but not with other variables or another text', () => {
    expect(keyOf(BALANCE, { f: { a: 1 } })).not.toBe(keyOf(BALANCE, { f: { a: 2 } }))
    expect(keyOf(`${BALANCE} `)).not.toBe(keyOf(BALANCE))
  })

  test.each([
    ['a field that is not known to begin now', 'subscription { download { cursor } }', {}],
    ['a cursor in the text', 'subscription { balance(after: "c") { cursor } }', {}],
    [
      'a cursor by a variable',
      'subscription ($a: String) { balance(after: $a) { cursor } }',
      { a: 'c' },
    ],
    [
      'a cursor by default',
      'subscription ($a: String = "c") { balance(after: $a) { cursor } }',
      {},
    ],
    ['an argument that begins earlier', 'subscription { payment(paymentId: "p") { cursor } }', {}],
    [
      'one within fragments',
      'subscription { ...F } fragment F on Subscription { ... { payment(paymentId: "p") { cursor } } }',
      {},
    ],
  ])('never with %s: each has a stream of its own', (_what, source, variables) => {
    expect(keyOf(source, variables)).toBeUndefined()
  })

  test('with a cursor that is null, and without the argument that begins earlier', () => {
    expect(keyOf('subscription { payment(after: null) { cursor } }')).toBeDefined()
    expect(keyOf('subscription ($a: String) { balance(after: $a) { cursor } }')).toBeDefined()
  })
})

test('the field at the top is found through fragments', () => {
  const { prepared } = candidate(
    'subscription { ...A } fragment A on Subscription { ...B } fragment B on Subscription { x: balance { cursor } }',
  )
  expect(rootFieldOf(prepared)?.name.value).toBe('balance')
})
