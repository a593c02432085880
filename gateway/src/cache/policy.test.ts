import { buildSchema, getOperationAST, parse } from 'graphql'
import { describe, expect, test } from 'vitest'
import { hintsOf } from './hints.ts'
import { cachePolicyOf, keptTypesOf, tagsChangedBy } from './policy.ts'

const SDL = `
  directive @cacheControl(maxAge: Int, scope: S, inheritMaxAge: Boolean) on FIELD_DEFINITION | OBJECT | INTERFACE | UNION
  enum S { PUBLIC PRIVATE }
  type Query {
    head(size: Int): Head! @cacheControl(maxAge: 5)
    heads: [Head!]! @cacheControl(maxAge: 60)
    typed: Short!
    plain: Int
    hinted: Int @cacheControl(maxAge: 9)
    unhinted: Other
    mine: Mine
    balance: Balance @cacheControl(maxAge: 10)
    node: Node
    other: Either
    some: Some
    none: Head @cacheControl(maxAge: 0)
    inheriting: Head @cacheControl(inheritMaxAge: true)
  }
  type Mutation { publish: PublishResult!  rename: Other }
  union PublishResult = Published | Refused
  type Published { heads: [Head!]!  by: Other }
  type Refused { code: String }
  type Head { size: Int  root: String  deep: Short  loose: Other  slow: Int @cacheControl(maxAge: 2)  secret: Int @cacheControl(scope: PRIVATE)  kept: Other @cacheControl(inheritMaxAge: true) }
  type Short @cacheControl(maxAge: 3) { a: Int }
  type Other { a: Int }
  type Mine @cacheControl(maxAge: 30, scope: PRIVATE) { a: Int }
  type Balance { posted: Int  version: Int }
  interface Node @cacheControl(maxAge: 20) { id: ID }
  type NodeA implements Node { id: ID @cacheControl(maxAge: 4) }
  type NodeB implements Node { id: ID }
  union Either = Short | Mine
  union Some = Short | Other
`
const schema = buildSchema(SDL)
const hints = hintsOf(SDL)

function policyOf(text: string) {
  const document = parse(text)
  const operation = getOperationAST(document)
  return operation ? cachePolicyOf({ document, operation }, { schema, hints }) : undefined
}

describe('how long an answer may be kept', () => {
  test.each([
    ['{ head { size } }', 5, 'PUBLIC'],
    ['{ head { size } heads { root } }', 5, 'PUBLIC'],
    ['{ heads { root slow } }', 2, 'PUBLIC'],
    ['{ heads { deep { a } } }', 3, 'PUBLIC'],
    ['{ heads { ...F } } fragment F on Head { deep { a } }', 3, 'PUBLIC'],
    ['{ heads { ... { ... on Head { deep { a } } } } }', 3, 'PUBLIC'],
    ['{ heads { kept { a } } }', 60, 'PUBLIC'],
    ['{ heads { size secret } }', 60, 'PRIVATE'],
    ['{ mine { a } head { size } }', 5, 'PRIVATE'],
    ['{ typed { a __typename } }', 3, 'PUBLIC'],
    ['{ hinted __typename }', 9, 'PUBLIC'],
    ['{ balance { posted version } }', 10, 'PUBLIC'],
    ['{ balance { posted ...V } } fragment V on Balance { version }', 10, 'PUBLIC'],
    ['{ node { id } }', 4, 'PUBLIC'],
    ['{ other { ... on Short { a } } }', 3, 'PRIVATE'],
    ['query { head @include(if: false) { size } }', 5, 'PUBLIC'],
  ])('%s: %d s, %s (SUP-18)', (text, maxAgeS, scope) => {
    expect(policyOf(text)).toMatchObject({ maxAgeS, scope })
  })

  test.each([
    ['a plain field at the top that says nothing', '{ plain }'],
    ['an object that says nothing', '{ unhinted { a } }'],
    ['an object that says nothing within one that may be kept', '{ heads { loose { a } } }'],
    ['… also deep in a fragment', '{ heads { ...F } } fragment F on Head { loose { a } }'],
    ['a balance without its version', '{ balance { posted } }'],
    [
      '… also where another object has one',
      '{ a: balance { posted version } b: balance { posted } }',
    ],
    ['a field that says 0', '{ none { size } }'],
    ['only fields that inherit', '{ inheriting { size } }'],
    ['a union with a type that says nothing', '{ some { ... on Short { a } } }'],
    ['the schema', '{ __schema { queryType { name } } head { size } }'],
    ['a mutation', 'mutation { rename { a } }'],
  ])('not at all: %s (SUP-18)', (_title, text) => {
    expect(policyOf(text)).toBeUndefined()
  })

  test('names the types and fields that make the answer stale', () => {
    expect([...(policyOf('{ heads { deep { a } } }')?.tags ?? [])].sort()).toEqual([
      'Head',
      'Query.heads',
      'Short',
    ])
  })

  test('is not asked of a supergraph that says nothing', () => {
    const document = parse('{ head { size } }')
    const operation = getOperationAST(document)
    const silent = hintsOf('type Query { a: Int }')
    expect(
      operation && cachePolicyOf({ document, operation }, { schema, hints: silent }),
    ).toBeUndefined()
  })
})

describe('what a mutation makes stale', () => {
  const changed = (text: string) => {
    const document = parse(text)
    const operation = getOperationAST(document)
    const kept = keptTypesOf({ schema, hints })
    const tags = operation ? tagsChangedBy({ document, operation }, schema) : []
    return tags.filter((tag) => kept.has(tag))
  }

  test('is what its results lead to, whatever of it was asked for', () => {
    expect(changed('mutation { publish { __typename } }')).toEqual(['Head', 'Other'])
    expect(
      changed('mutation { ...F } fragment F on Mutation { publish { __typename } }'),
    ).toContain('Head')
  })

  test('is nothing for a query', () => {
    expect(changed('{ head { size } }')).toEqual([])
  })
})
