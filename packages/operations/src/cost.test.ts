import { buildSchema, getOperationAST, parse } from 'graphql'
import { describe, expect, test } from 'vitest'
import { costOf, worstCostOf } from './cost.ts'

const schema = buildSchema(`
  type Query { me: Person  people(first: Int = 20): PersonConnection  steps: [Person!]!  thing: Thing }
  type PersonConnection { nodes: [Person!]!  edges: [PersonEdge!]!  pageInfo: PageInfo! }
  type PersonEdge { cursor: String!  node: Person! }
  type PageInfo { hasNextPage: Boolean! }
  type Person { id: ID!  friends(first: Int = 20): PersonConnection!  parents: [Person!] }
  type Other { id: ID! }
  union Thing = Person | Other
`)
const cost = (text: string, variables: Record<string, unknown> = {}) => {
  const document = parse(text)
  const operation = getOperationAST(document, undefined)
  if (!operation) throw new Error('no operation')
  return costOf(schema, { document, operation }, variables)
}

describe('the cost of an operation', () => {
  test.each([
    ['leaves cost nothing', '{ __typename }', 0],
    ['an object is one', '{ me { id } }', 1],
    ['a page is its items and itself', '{ people(first: 3) { nodes { id } } }', 4],
    ['a page of none asked for is the default one', '{ people { nodes { id } } }', 21],
    ['a page of null is the default one', '{ people(first: null) { nodes { id } } }', 21],
    ['a page too long counts as the longest', '{ people(first: 9999999) { nodes { id } } }', 101],
    ['a negative page counts as one', '{ people(first: -5) { nodes { id } } }', 2],
    [
      'what is beside the items is there once',
      '{ people(first: 9) { pageInfo { hasNextPage } } }',
      2,
    ],
    ['edges are items, and their nodes too', '{ people(first: 3) { edges { node { id } } } }', 7],
    ['lists without pages are short', '{ steps { parents { id } } }', 6],
    ['pages within pages multiply', '{ people { nodes { friends { nodes { id } } } } }', 441],
    [
      'a fragment on the page multiplies as the page does',
      '{ people(first: 3) { ...F ... on PersonConnection { edges { cursor } } } } fragment F on PersonConnection { nodes { id } }',
      7,
    ],
    [
      'types of a union add up',
      '{ thing { ... on Person { parents { id } } ... on Other { id } } }',
      3,
    ],
    [
      'aliases add up',
      '{ a: people(first: 2) { nodes { id } } b: people(first: 2) { nodes { id } } }',
      6,
    ],
    ['introspection has limits of its own', '{ __schema { types { name } } }', 0],
  ])('%s', (_title, text, expected) => {
    expect(cost(text)).toBe(expected)
  })

  test('reads pages from variables', () => {
    const text = 'query ($n: Int) { people(first: $n) { nodes { id } } }'
    expect(cost(text, { n: 100 })).toBe(101)
    expect(cost(text, { n: null })).toBe(21)
    expect(cost(text)).toBe(21)
  })

  test('is known at its worst before variables are: their pages are the longest', () => {
    const worst = (text: string) => {
      const document = parse(text)
      const operation = getOperationAST(document, undefined)
      if (!operation) throw new Error('no operation')
      return worstCostOf(schema, { document, operation })
    }
    expect(worst('query ($n: Int) { people(first: $n) { nodes { id } } }')).toBe(101)
    expect(worst('query ($n: Int = 3) { people(first: $n) { nodes { id } } }')).toBe(101)
    expect(
      worst(
        'query ($n: Int) { people(first: 3) { nodes { friends(first: $n) { nodes { id } } } } }',
      ),
    ).toBe(1 + 3 * (1 + 101))
    expect(worst('{ people { nodes { id } } }')).toBe(21)
  })

  test('stays a number, and is quick, for pages that multiply without end', () => {
    const chain = Array.from(
      { length: 40 },
      (_, i) =>
        `fragment F${i} on Person { friends(first: 100) { nodes { ...F${i + 1} } } b: friends(first: 100) { nodes { ...F${i + 1} } } }`,
    ).join(' ')
    const started = performance.now()
    expect(cost(`{ me { ...F0 } } ${chain} fragment F40 on Person { id }`)).toBe(1_000_000_000)
    // Milliseconds. Page by page it would never end; a busy machine does not come near this bound.
    expect(performance.now() - started).toBeLessThan(1_000)
  })
})
