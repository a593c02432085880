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
    expect(nameOf(`${LINK} type Thing { a: Int ${directives} }`, 'Thing.a')).toBe(name)
  })

  test('under the prefix that the link chose', () => {
    const sdl = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.12", as: "fed")
      type Thing { a: Int @fed__authenticated }`
    expect(nameOf(sdl, 'Thing.a')).toBe('authenticated')
  })

  test('under the name that a supergraph gave the specification', () => {
    const sdl = `schema @link(url: "https://specs.apollo.dev/policy/v0.1", as: "rule", for: SECURITY) {
        query: Root }
      type Root { a: Int @rule(policies: [["vendor"]]) b: Int }`
    expect(nameOf(sdl, 'Root.a')).toBe('not:partner & policy:vendor')
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
    expect(nameOf(sdl, 'Query.thing')).toBe('not:partner & policy:vendor')
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

describe('closes a root field to programs with keys unless it speaks of them (RBA-7, PRT-4)', () => {
  test.each([
    ['Query', '@authenticated', 'authenticated & not:partner'],
    ['Query', '@policy(policies: [["vendor"]])', 'not:partner & policy:vendor'],
    [
      'Query',
      '@policy(policies: [["vendor"], ["public"]])',
      '(policy:vendor | policy:public) & not:partner',
    ],
    ['Mutation', '@policy(policies: [["public"]])', 'not:partner & policy:public'],
    ['Subscription', '@authenticated', 'authenticated & not:partner'],
    // What everybody may read, what asks for a scope, what names programs, and what no program passes anyway.
    ['Query', '@policy(policies: [["public"]])', 'policy:public'],
    ['Query', '@authenticated @requiresScopes(scopes: [["a"]])', 'authenticated & scope:a'],
    ['Mutation', '@requiresScopes(scopes: [["a"]])', 'scope:a'],
    ['Query', '@authenticated @tag(name: "programs")', 'authenticated'],
    ['Mutation', '@policy(policies: [["admin"]])', 'policy:admin'],
    ['Query', '@policy(policies: [["service"]])', 'policy:service'],
  ])('%s.a %s', (root, directives, name) => {
    expect(nameOf(`type ${root} { a: Int ${directives} }`, `${root}.a`)).toBe(name)
  })

  test('also where only one alternative of it asks for a scope', () => {
    const directives = '@requiresScopes(scopes: [["a"]]) @policy(policies: [["vendor"]])'
    expect(nameOf(`type Query { a: Int ${directives} }`, 'Query.a')).toBe('policy:vendor & scope:a')
  })

  test('and no field below', () => {
    expect(nameOf('type Thing { a: Int @authenticated }', 'Thing.a')).toBe('authenticated')
  })
})

describe('of interfaces in a supergraph', () => {
  const joined = (types: string) => `schema
    @link(url: "https://specs.apollo.dev/join/v0.5", for: EXECUTION)
    @link(url: "https://specs.apollo.dev/requiresScopes/v0.1", for: SECURITY) { query: Query }
    type Query { node: Node @authenticated  note: Note @authenticated }
    type Note implements Node { id: ID }
    type Pay implements Node @requiresScopes(scopes: [["r"], ["w"]]) { id: ID }
    type Book implements Node @requiresScopes(scopes: [["b"]]) { id: ID }
    ${types}`

  test.each([
    ['[["b", "r"], ["b", "w"]]', 'what all types behind it ask for'],
    ['[["r"], ["w"]]', 'what one of them asks for'],
  ])('%s is left out: composition has written %s', (scopes) => {
    const sdl = joined(`interface Node @requiresScopes(scopes: ${scopes}) { id: ID }`)
    expect(nameOf(sdl, 'Note.id')).toBeUndefined()
    expect(nameOf(sdl, 'Query.node')).toBe('authenticated & not:partner')
    expect(nameOf(sdl, 'Pay.id')).toBe('scope:r | scope:w')
  })

  test.each(['[["r"]]', '[["x"]]', '[["r", "x"], ["w", "b"]]'])(
    '%s is more than the types ask for, and holds for each of them',
    (scopes) => {
      const sdl = joined(`interface Node @requiresScopes(scopes: ${scopes}) { id: ID }`)
      expect(nameOf(sdl, 'Note.id')).toMatch(/^scope:/)
      expect(nameOf(sdl, 'Query.node')).toMatch(/scope:/)
    },
  )

  test('a rule of a field is left out like one of the whole', () => {
    const sdl = joined('interface Node { id: ID @requiresScopes(scopes: [["r"], ["w"]]) }')
    // The types ask for it as wholes, their fields for nothing: so somebody has written it.
    expect(nameOf(sdl, 'Note.id')).toBe('scope:r | scope:w')
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
