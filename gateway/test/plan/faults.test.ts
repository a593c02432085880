/** What clients are told when something goes wrong below. */
import { DoorError, type DoorResult } from '@tallystick/subgraph-client'
import { GraphQLError } from 'graphql'
import { describe, expect, test, vi } from 'vitest'
import { FACTS, LINK, openGraph, prepared } from './graph.ts'

// Apollo's gateway takes seconds to load on a busy machine.
vi.setConfig({ testTimeout: 30_000 })

const ids = (count: number) => Array.from({ length: count }, (_none, index) => `${index}`)
const subgraphs = (items = ['1', '2', '1']) => ({
  one: {
    sdl: `${LINK} type Query { items: [Item] pair: Pair hello: String }
      type Mutation { put(x: Int): Item give: Item! }
      type Pair { left: Item right: Item } type Item @key(fields: "id") { id: ID! }`,
    resolvers: {
      Query: {
        items: () => items.map((id) => ({ id })),
        pair: () => ({ left: { id: '1' }, right: { id: '1' } }),
      },
    },
  },
  two: { sdl: `${LINK} type Item @key(fields: "id") { id: ID! note: String must: String! }` },
})
const error = (path: (string | number)[] | undefined, code = 'NOT_FOUND') =>
  new GraphQLError('no', { ...(path ? { path } : {}), extensions: { code } })

/** Opens the graph with an answer of the second subgraph. */
const answering = (answer: DoorResult | Error, items?: string[]) =>
  openGraph(subgraphs(items), {
    doors: {
      two: () => ({
        execute: async () => {
          if (answer instanceof Error) throw answer
          return answer
        },
      }),
    },
  })

const note = (text: string | null) => ({ note: text })

describe('an error of an entity', () => {
  test('is told of in each place that the entity stands in', async () => {
    const data = { _entities: [note(null), note('two')] }
    const graph = await answering({ data, errors: [error(['_entities', 0, 'note'])] })
    const told = await graph.query('{ items { note } pair { left { note } } }')
    expect(told.data).toMatchObject({ items: [note(null), note('two'), note(null)] })
    expect(told.faults.map(([path]) => path)).toEqual([
      'items.0.note',
      'items.2.note',
      'pair.left.note',
    ])
  })

  test('keeps its code, details and outcome, and the original for the log', async () => {
    const original = new GraphQLError('no', {
      path: ['_entities', 0, 'note'],
      extensions: { code: 'FORBIDDEN', details: { missing: ['x'] }, outcome: 'NOT_APPLIED' },
    })
    const graph = await answering({ data: { _entities: [null] }, errors: [original] })
    const { errors } = await graph.query('{ pair { left { note } } }')
    expect(errors[0]).toMatchObject({
      path: ['pair', 'left', 'note'],
      extensions: original.extensions,
      originalError: original,
    })
  })

  test('without a path is about the whole fetch: its first place is named', async () => {
    const graph = await answering({ errors: [error(undefined, 'BAD_USER_INPUT')] })
    const told = await graph.query('{ items { note } }')
    expect(told.faults).toEqual([['items.0', 'BAD_USER_INPUT']])
  })

  test('is one of at most a hundred', async () => {
    for (const [count, kept] of [
      [100, 100],
      [101, 100],
    ] as const) {
      const errors = ids(count).map((_id, index) => error(['_entities', index, 'note']))
      const data = { _entities: ids(count).map(() => note(null)) }
      const graph = await answering({ data, errors }, ids(count))
      expect((await graph.query('{ items { note } }')).errors).toHaveLength(kept)
    }
  })
})

describe('an answer that is none', () => {
  test.each([
    ['too few entities', { data: { _entities: [] } }],
    ['no list of entities', { data: { _entities: 7 } }],
    [
      'a door that fails',
      new DoorError({ subgraph: 'two', outcome: 'NOT_APPLIED', reason: 'UNREACHABLE' }),
    ],
    ['a fault of ours', new TypeError('secret')],
  ])('%s: the rest of the answer arrives', async (_what, answer) => {
    const graph = await answering(answer as DoorResult)
    const told = await graph.query('{ items { id note } }')
    expect(told.data).toEqual({ items: ['1', '2', '1'].map((id) => ({ id, note: null })) })
    expect(told.faults).toEqual([['items.0', 'SERVICE_UNAVAILABLE']])
    expect(JSON.stringify(told.errors)).not.toContain('secret')
  })

  test('of root fields: each that was asked is named, also in fragments, and none that was left out', async () => {
    const graph = await openGraph(subgraphs(), {
      doors: { one: () => ({ execute: () => Promise.reject(new Error('gone')) }) },
    })
    const told = await graph.query(
      `query ($no: Boolean = false) {
        a: hello __typename ...F items @skip(if: true) { id } b: hello @include(if: $no)
      } fragment F on Query { ... @include(if: true) { pair { left { id } } } }`,
    )
    expect(told.faults.map(([path]) => path)).toEqual(['pair', 'a'])
  })

  test('of a mutation: refused variables are told at each root field, with the outcome', async () => {
    const refused = new GraphQLError('x is no number', {
      extensions: { code: 'BAD_USER_INPUT', outcome: 'NOT_APPLIED' },
    })
    const graph = await openGraph(subgraphs(), {
      doors: { one: () => ({ execute: async () => ({ errors: [refused] }) }) },
    })
    const told = await graph.query('mutation ($x: Int) { a: put(x: $x) { id } give { id } }')
    expect(told.data).toBeNull()
    expect(told.errors.map(({ path, extensions }) => [path, extensions['outcome']])).toEqual([
      [['a'], 'NOT_APPLIED'],
      [['give'], 'NOT_APPLIED'],
    ])
  })
})

describe('a value that is missing', () => {
  test('takes its object along, up to what may be null, and is told of in each place', async () => {
    const data = {
      _entities: [
        { note: 'n', must: null },
        { note: 'n', must: 'm' },
      ],
    }
    const graph = await answering({ data })
    const told = await graph.query('{ items { note must } pair { right { note must } } }')
    expect(told.data).toEqual({
      items: [null, { note: 'n', must: 'm' }, null],
      pair: { right: null },
    })
    expect(told.faults).toEqual([
      ['items.0.must', 'INTERNAL'],
      ['items.2.must', 'INTERNAL'],
      ['pair.right.must', 'INTERNAL'],
    ])
    expect(told.errors[0]?.message).toBe('Part of the answer is missing.')
  })

  test('is not told of twice when its loss has been told', async () => {
    const data = { _entities: [null, null] }
    const graph = await answering({ data, errors: [error(['_entities', 1])] })
    const told = await graph.query('{ items { must } }')
    expect(told.data).toEqual({ items: [null, null, null] })
    expect(told.faults).toEqual([['items.1', 'NOT_FOUND']])
  })

  test.each([
    ['an object for a list', { items: {} }, '{ items { id } }', ['items']],
    ['a list for an object', { pair: [] }, '{ pair { left { id } } }', ['pair']],
    ['a text for an object', { items: ['x'] }, '{ items { id } }', ['items.0']],
    ['a number for text', { hello: 7 }, '{ hello }', ['hello']],
  ])('is also %s', async (_what, data, source, paths) => {
    const graph = await openGraph(subgraphs(), {
      doors: { one: () => ({ execute: async () => ({ data }) }) },
    })
    expect((await graph.query(source)).faults.map(([path]) => path)).toEqual(paths)
  })
})

test('an object of which nothing is left is empty, not missing', async () => {
  const { query } = await openGraph(subgraphs())
  const told = await query(`query ($no: Boolean = false) {
    pair { left @include(if: false) { id } }
    again: pair { ... @skip(if: true) { left { id } } ...F @include(if: false) }
    items { id @include(if: $no) }
  } fragment F on Pair { right { id } }`)
  expect(told).toMatchObject({ data: { pair: {}, again: {}, items: [{}, {}, {}] }, errors: [] })
})

describe('an operation that cannot be run', () => {
  test('has a condition that is neither true nor false', async () => {
    const graph = await openGraph(subgraphs())
    const source = 'query ($x: Boolean = true) { hello @include(if: $x) }'
    const told = await graph.query(source, { x: null })
    expect(told).toMatchObject({ data: undefined, faults: [['', 'BAD_USER_INPUT']] })
    expect(graph.calls).toEqual([])
    expect((await graph.query(source, { x: false })).data).toEqual({})
  })

  test('has a variable by the name that entity fetches need for themselves', async () => {
    const graph = await openGraph({
      ...subgraphs(),
      two: { sdl: `${LINK} type Item @key(fields: "id") { id: ID! note(a: Int): String }` },
    })
    const told = await graph.query(
      'query ($representations: Int) { items { note(a: $representations) } }',
      { representations: 1 },
    )
    expect(told).toMatchObject({ data: undefined, faults: [['', 'BAD_USER_INPUT']] })
  })

  test('is a subscription that is asked for one answer', async () => {
    const graph = await openGraph({
      one: { sdl: `${LINK} type Query { a: Int } type Subscription { ticks: Int }` },
    })
    const operation = { prepared: prepared('subscription { ticks }'), variables: {}, facts: FACTS }
    await expect(graph.executor.query(operation)).rejects.toThrow('subscribing')
  })
})
