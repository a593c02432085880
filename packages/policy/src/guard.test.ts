import { type Actor, ANONYMOUS, serviceActor } from '@tallystick/actor'
import { buildSchema, parse } from 'graphql'
import { describe, expect, test } from 'vitest'
import { type GuardRequest, newGuard, requirementsOf } from './index.ts'

/** As composition prints it, shortened. */
const SUPERGRAPH = `
  schema
    @link(url: "https://specs.apollo.dev/link/v1.0")
    @link(url: "https://specs.apollo.dev/authenticated/v0.1", for: SECURITY)
    @link(url: "https://specs.apollo.dev/policy/v0.1", for: SECURITY)
  { query: Query mutation: Mutation subscription: Subscription }
  type Query @join__type(graph: AUTH) {
    me: User @join__field(graph: AUTH) @authenticated @tag(name: "programs")
    sales: Int @policy(policies: [["admin"], ["vendor"]])
    paid: Int @authenticated @requiresScopes(scopes: [["payments:read"]])
    greeting(name: String): String @policy(policies: [["public"]])
    audit: [Audit!]! @policy(policies: [["admin"]])
    search: [Hit!]! @policy(policies: [["public"]])
    node: Node @policy(policies: [["public"]])
    hidden: Int @inaccessible @policy(policies: [["service"]])
  }
  type Mutation { change: Int @authenticated }
  type Subscription { changed: Int @authenticated }
  interface Node { id: ID }
  type User implements Node { id: ID name: String salary: Int @policy(policies: [["admin"]]) friends: [User!] }
  type Audit implements Node @policy(policies: [["admin"]]) { id: ID text: String }
  union Hit = User | Audit
`
const API = buildSchema(`
  type Query { me: User sales: Int paid: Int greeting(name: String): String audit: [Audit!]! search: [Hit!]! node: Node }
  type Mutation { change: Int }
  type Subscription { changed: Int }
  interface Node { id: ID }
  type User implements Node { id: ID name: String salary: Int friends: [User!] }
  type Audit implements Node { id: ID text: String }
  union Hit = User | Audit
`)

const guard = newGuard(API, requirementsOf(SUPERGRAPH))
const person = (...roles: Actor['roles']): Actor => ({
  ...ANONYMOUS,
  kind: 'USER',
  id: 'usr_1',
  roles,
})
const customer = person('CUSTOMER')
const admin = person('ADMIN')
const adminsKey: Actor = { ...admin, kind: 'PARTNER', keyId: 'key_1' }

const refusals = async (query: string, actor: Actor, more: Partial<GuardRequest> = {}) =>
  (await guard({ document: parse(query), actor, ...more })).denials.map(
    ({ path, extensions }) => `${path?.join('.')} ${extensions['code']}`,
  )

describe('refuses each field that the actor may not use, with its path', () => {
  test.each<[string, Actor, string[]]>([
    ['{ greeting __typename }', ANONYMOUS, []],
    ['{ me { name } }', ANONYMOUS, ['me UNAUTHENTICATED']],
    ['{ i: me { name } greeting }', ANONYMOUS, ['i UNAUTHENTICATED']],
    ['{ me { name pay: salary } }', customer, ['me.pay FORBIDDEN']],
    ['{ me { name salary } audit { id } }', admin, []],
    ['{ audit { id } }', customer, ['audit FORBIDDEN', 'audit.id FORBIDDEN']],
    ['{ me { name } audit { id } }', adminsKey, ['audit FORBIDDEN', 'audit.id FORBIDDEN']],
    [
      '{ me { friends { ...F } } } fragment F on User { salary }',
      customer,
      ['me.friends.salary FORBIDDEN'],
    ],
    ['{ search { ... on User { salary } } }', customer, ['search.salary FORBIDDEN']],
    ['{ node { id } }', customer, ['node.id FORBIDDEN']],
    [
      '{ ... { ... on Query { audit { text } } } }',
      customer,
      ['audit FORBIDDEN', 'audit.text FORBIDDEN'],
    ],
    ['mutation { change }', ANONYMOUS, ['change UNAUTHENTICATED']],
    ['mutation { change }', serviceActor('payments'), []],
    ['subscription { changed }', ANONYMOUS, ['changed UNAUTHENTICATED']],
    ['subscription { changed }', customer, []],
  ])('%s', async (query, actor, expected) => {
    expect(await refusals(query, actor)).toEqual(expected)
  })

  test('and says what is missing', async () => {
    const {
      denials: [error],
    } = await guard({ document: parse('{ audit { __typename } }'), actor: customer })
    expect(error?.extensions).toEqual({ code: 'FORBIDDEN', details: { missing: ['policy:admin'] } })
  })
})

describe('follows @skip and @include, with the variables of this call', () => {
  const query = 'query ($x: Boolean = false) { greeting audit @include(if: $x) { __typename } }'
  const document = parse(query)
  test.each([
    [{}, 0],
    [{ x: false }, 0],
    [{ x: true }, 1],
    [{ x: 'no boolean' }, 1],
    [{ x: null }, 1],
  ])('%j', async (variables, count) => {
    // One document for every case: what one call worked out must not be used for the next.
    expect((await guard({ document, variables, actor: customer })).denials).toHaveLength(count)
  })

  test.each([
    ['{ audit @skip(if: true) { id } }', 0],
    ['{ audit @skip(if: false) { __typename } }', 1],
    ['{ ... @include(if: false) { audit { id } } }', 0],
    ['query ($x: Boolean!) { audit @skip(if: $x) { __typename } }', 1],
  ])('%s', async (document, count) => {
    expect(await refusals(document, customer)).toHaveLength(count)
  })
})

describe('tells what an administrator may do as one only (RBA-2, RBA-9)', () => {
  const seller: Actor = { ...admin, roles: ['ADMIN', 'VENDOR'] }
  test.each<[string, Actor, boolean]>([
    ['{ audit { id } }', admin, true],
    ['{ greeting me { pay: salary } }', admin, true],
    ['{ greeting me { name } }', admin, false],
    ['{ paid }', admin, false],
    ['{ sales }', admin, true],
    ['{ sales }', seller, false],
    ['{ sales }', person('VENDOR'), false],
    ['mutation { change }', admin, false],
    // Refused is refused, whatever for.
    ['{ audit { id } }', customer, false],
    ['{ greeting }', ANONYMOUS, false],
    ['{ me { name } }', adminsKey, false],
  ])('%s', async (query, actor, expected) => {
    for (let time = 0; time < 2; time += 1)
      expect((await guard({ document: parse(query), actor })).isPrivileged).toBe(expected)
  })
})

test('decides on the operation that is named', async () => {
  const query = 'query a { greeting } query b { audit { __typename } }'
  expect(await refusals(query, customer, { operationName: 'a' })).toEqual([])
  expect(await refusals(query, customer, { operationName: 'b' })).toEqual(['audit FORBIDDEN'])
  expect(await refusals(query, customer, { operationName: 'c' })).toEqual([
    'undefined BAD_USER_INPUT',
  ])
  expect(await refusals(query, customer)).toEqual(['undefined BAD_USER_INPUT'])
})

test('2^40 uses of a fragment cost no more than their text', async () => {
  const fragments = Array.from(
    { length: 40 },
    (_each, i) =>
      `fragment F${i} on User { friends { ...F${i + 1} } a${i}: friends { ...F${i + 1} } }`,
  )
  const query = `{ me { ...F0 } } ${fragments.join(' ')} fragment F40 on User { salary }`
  // The best of a few: the machine may be busy with something else.
  const timesMs: number[] = []
  for (let i = 0; i < 5; i += 1) {
    const document = parse(query)
    const begin = performance.now()
    expect((await guard({ document, actor: customer })).denials).toHaveLength(1)
    timesMs.push(performance.now() - begin)
  }
  expect(Math.min(...timesMs)).toBeLessThan(20)
})

test('a root field without a decision fails the boot', () => {
  expect(() => newGuard(API, requirementsOf('type Query { me: Int }'))).toThrow('Query.me')
})

test('a root field of the API that the supergraph does not decide on is denied', async () => {
  const grown = buildSchema('type Query { me: Int added: Int }')
  const strict = newGuard(grown, requirementsOf('type Query { me: Int @authenticated }'))
  const { denials } = await strict({ document: parse('{ added }'), actor: admin })
  expect(denials.map((each) => each.extensions['code'])).toEqual(['FORBIDDEN'])
})
