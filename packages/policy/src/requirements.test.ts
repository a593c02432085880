import { describe, expect, test } from 'vitest'
import { requirementsOf } from './index.ts'

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.12"
  import: ["@authenticated", "@requiresScopes", { name: "@policy", as: "@access" }])`

const nameOf = (sdl: string, at: string): string | undefined => {
  const [type = '', field = ''] = at.split('.')
  return requirementsOf(sdl).of(type, field)?.name
}

describe('reads what a field asks for', () => {
  test.each([
    ['@authenticated', 'authenticated'],
    ['@federation__authenticated', 'authenticated'],
    ['@policy(policies: [["admin"]])', 'policy:admin'],
    ['@policy(policies: "admin")', 'policy:admin'],
    ['@policy(policies: ["admin"])', 'policy:admin'],
    ['@access(policies: [["admin"]])', 'policy:admin'],
    ['@federation__policy(policies: [["admin"], ["vendor"]])', 'policy:admin | policy:vendor'],
    ['@requiresScopes(scopes: [["a", "b"], ["c"]])', 'scope:a + scope:b | scope:c'],
    [
      '@authenticated @policy(policies: [["admin"], ["vendor"]])',
      '(policy:admin | policy:vendor) & authenticated',
    ],
    ['@authenticated @authenticated', 'authenticated'],
    ['', undefined],
    ['@deprecated', undefined],
  ])('%s', (directives, name) => {
    expect(nameOf(`${LINK} type Query { a: Int ${directives} }`, 'Query.a')).toBe(name)
  })

  test('under the prefix that the link chose', () => {
    const sdl = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.12", as: "fed")
      type Query { a: Int @fed__authenticated }`
    expect(nameOf(sdl, 'Query.a')).toBe('authenticated')
  })

  test('under the name that a supergraph gave the specification', () => {
    const sdl = `schema @link(url: "https://specs.apollo.dev/policy/v0.1", as: "rule", for: SECURITY) {
        query: Root }
      type Root { a: Int @rule(policies: [["vendor"]]) b: Int }`
    expect(nameOf(sdl, 'Root.a')).toBe('policy:vendor')
    expect(() => requirementsOf(sdl).assertComplete()).toThrow('Root.b')
  })

  test('from the type, from what it returns, and from the interfaces of its type', () => {
    const sdl = `type Query { secret: Secret thing: Thing }
      type Secret @authenticated { id: ID }
      interface Thing @policy(policies: [["vendor"]]) { id: ID price: Int @policy(policies: [["admin"]]) }
      type Book implements Thing { id: ID price: Int }
      extend type Secret @policy(policies: [["service"]]) { more: Int }`
    expect(nameOf(sdl, 'Query.secret')).toBe('authenticated & policy:service')
    expect(nameOf(sdl, 'Secret.id')).toBe('authenticated & policy:service')
    expect(nameOf(sdl, 'Secret.more')).toBe('authenticated & policy:service')
    expect(nameOf(sdl, 'Query.thing')).toBe('policy:vendor')
    expect(nameOf(sdl, 'Book.id')).toBe('policy:vendor')
    expect(nameOf(sdl, 'Book.price')).toBe('policy:admin & policy:vendor')
  })

  test('once for every field that asks the same, so that shield sees one rule of a name', () => {
    const requirements = requirementsOf(
      'type Query { a: Int @authenticated b: Int @authenticated }',
    )
    expect(requirements.of('Query', 'a')).toBe(requirements.of('Query', 'b'))
  })
})

describe('fails the boot', () => {
  test('naming every root field without a decision', () => {
    const sdl = `type Query { a: Int @authenticated b: Int }
      type Mutation { c: Int } extend type Mutation { d: Int } type Subscription { e: Int }
      type Other { f: Int }`
    expect(() => requirementsOf(sdl).assertComplete()).toThrow(
      /Query\.b, Mutation\.c, Mutation\.d, Subscription\.e:/,
    )
    expect([...requirementsOf(sdl).rootFields.keys()]).toEqual([
      'Query.a',
      'Query.b',
      'Mutation.c',
      'Mutation.d',
      'Subscription.e',
    ])
  })

  test.each([
    ['an unknown policy', '@policy(policies: [["root"]])', 'Query.a: there is no policy "root"'],
    ['a name that every object has', '@policy(policies: [["toString"]])', 'no policy "toString"'],
    ['a policy that is no text', '@policy(policies: [[1]])', 'names nothing'],
    ['no policy at all', '@policy(policies: [])', 'names nothing'],
    ['an empty alternative', '@policy(policies: [["admin"], []])', 'names nothing'],
    ['a missing argument', '@requiresScopes', 'names nothing'],
  ])('on %s', (_what, directive, problem) => {
    expect(() => requirementsOf(`type Query { a: Int ${directive} }`)).toThrow(problem)
  })
})
