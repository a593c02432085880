/** Root fields, mutations, inputs, introspection and names; each is answered alike by our executor and by Apollo's. */
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test, vi } from 'vitest'
import { LINK, openGraph, type TestSubgraph } from './graph.ts'

// Apollo's gateway takes seconds to load on a busy machine.
vi.setConfig({ testTimeout: 30_000 })

type Subgraphs = Readonly<Record<string, TestSubgraph>>

async function run(graph: Subgraphs, source: string, variables = {}) {
  const [ours, theirs] = [await openGraph(graph), await openGraph(graph, { executor: 'stock' })]
  const [one, other] = [await ours.query(source, variables), await theirs.query(source, variables)]
  expect(JSON.stringify(one.data)).toBe(JSON.stringify(other.data))
  expect(one.faults).toEqual(other.faults)
  return one
}

const sub = (sdl: string, resolvers: object): TestSubgraph => ({ sdl: LINK + sdl, resolvers })

describe('root fields', () => {
  const one = sub(
    `type Query { shared: Shared @shareable mine: String } type Shared @shareable { id: ID! a: String }
     scalar Json`,
    { Query: { shared: () => ({ id: 's', a: 'of one' }), mine: () => 'mine' } },
  )
  const two = sub(
    `type Query { shared: Shared @shareable yours: String }
     type Shared { id: ID! @shareable b: String }`,
    { Query: { shared: () => ({ id: 's', b: 'of two' }), yours: () => 'yours' } },
  )

  test('of several subgraphs stand in the order of the query', async () => {
    const { data } = await run({ one, two }, '{ yours mine again: yours __typename }')
    expect(JSON.stringify(data)).toBe(
      JSON.stringify({ yours: 'yours', mine: 'mine', again: 'yours', __typename: 'Query' }),
    )
  })

  test('that several subgraphs share are joined', async () => {
    const { data } = await run({ one, two }, '{ shared { b a id } }')
    expect(data).toEqual({ shared: { b: 'of two', a: 'of one', id: 's' } })
  })

  test('that are reached again from within objects', async () => {
    const nested = sub(
      `type Query { self: Query @shareable deep: Deep } type Deep { query: Query @shareable value: Int }`,
      { Query: { self: () => ({}), deep: () => ({ value: 1, query: {} }) } },
    )
    const { data } = await run(
      { nested, one, two },
      '{ deep { value query { mine yours deep { value } __typename } } }',
    )
    expect(data).toEqual({
      deep: {
        value: 1,
        query: { mine: 'mine', yours: 'yours', deep: { value: 1 }, __typename: 'Query' },
      },
    })
  })
})

describe('mutations', () => {
  const newCounter = () => {
    const log: string[] = []
    const step = (name: string, ms: number) => async () => {
      await sleep(ms)
      log.push(name)
      return log.length
    }
    const slow = sub(`type Query { q: Int @shareable } type Mutation { a: Int b: Int! }`, {
      Mutation: { a: step('a', 20), b: step('b', 5) },
    })
    const quick = sub(
      `type Query { q: Int @shareable } type Mutation { c: Int d: Result }
       type Result { log: [String!]! query: Query }`,
      {
        Mutation: { c: step('c', 0), d: () => ({ log: [...log], query: {} }) },
        Query: { q: () => 1 },
      },
    )
    return { slow, quick, log }
  }

  test('run one after the other, in the order of the document, over subgraphs', async () => {
    for (const executor of ['fast', 'stock'] as const) {
      const { slow, quick } = newCounter()
      const opened = await openGraph({ slow, quick }, { executor })
      const { data } = await opened.query('mutation { c a second: c b d { log query { q } } }')
      expect(JSON.stringify(data)).toBe(
        '{"c":1,"a":2,"second":3,"b":4,"d":{"log":["c","a","c","b"],"query":{"q":1}}}',
      )
    }
  })

  test('go on after one that failed, and each error names its own', async () => {
    const failing = sub(`type Query { q: Int @shareable } type Mutation { bad: Int }`, {
      Mutation: {
        bad: () => {
          throw new Error('no')
        },
      },
    })
    const quick = sub(`type Query { q: Int @shareable } type Mutation { c: Int }`, {
      Mutation: { c: () => 3 },
    })
    const { data, faults } = await run({ failing, quick }, 'mutation { one: bad c two: bad }')
    expect(data).toEqual({ one: null, c: 3, two: null })
    expect(faults.map(([path]) => path)).toEqual(['one', 'two'])
  })
})

describe('inputs', () => {
  const echo = sub(
    `type Query { echo(filter: Filter, list: [Int!] = [1, 2], flag: Boolean = true): String }
     input Filter { text: String = "none" inner: Filter }`,
    { Query: { echo: (_: unknown, args: object) => JSON.stringify(args) } },
  )
  const other = sub(
    `type Query { other(filter: Filter!): String } input Filter { text: String inner: Filter }`,
    { Query: { other: (_: unknown, args: object) => JSON.stringify(args) } },
  )

  test('are sent as they came; standard values of arguments and variables hold', async () => {
    const source = `query ($f: Filter = { text: "standard" }, $l: [Int!], $flag: Boolean = false) {
      echo(filter: $f, list: $l) again: echo(filter: { inner: { text: "x" } }, flag: $flag)
    }`
    const { data } = await run({ echo, other }, source)
    expect(JSON.parse((data as { echo: string }).echo)).toEqual({
      filter: { text: 'standard' },
      list: [1, 2],
      flag: true,
    })
    const given = await run({ echo, other }, source, { f: null, l: [3], flag: true, unused: 1 })
    expect(given.data).toMatchObject({ echo: '{"filter":null,"list":[3],"flag":true}' })
  })

  test('go only to the fetch that uses them', async () => {
    const opened = await openGraph({ echo, other })
    await opened.query('query ($a: Filter, $b: Filter!) { echo(filter: $a) other(filter: $b) }', {
      a: { text: 'a' },
      b: { text: 'b' },
    })
    const sent = opened.calls.map(({ request }) => request.variables)
    expect(sent).toEqual([{ a: { text: 'a' } }, { b: { text: 'b' } }])
  })
})

describe('introspection', () => {
  const plain = sub(
    `type Query { it: It hidden: Int @inaccessible } "Docs." type It { id: ID! it: It }`,
    { Query: { it: () => ({ id: '1' }) }, It: { it: () => ({ id: '2' }) } },
  )

  test('is answered from the public schema, beside other fields, with fragments and variables', async () => {
    const { data } = await run(
      { plain },
      `query ($name: String!, $no: Boolean = false) {
        it { __typename id }
        kind: __typename
        t: __type(name: $name) { ...T description @include(if: $no) }
        __schema { queryType { fields { name } } }
      }
      fragment T on __Type { name fields { name } }`,
      { name: 'It' },
    )
    expect(data).toEqual({
      it: { __typename: 'It', id: '1' },
      kind: 'Query',
      t: { name: 'It', fields: [{ name: 'id' }, { name: 'it' }] },
      __schema: { queryType: { fields: [{ name: 'it' }] } },
    })
  })

  test('inside of fragments, where Apollo’s planner fails', async () => {
    const opened = await openGraph({ plain })
    const { data, errors } = await opened.query(
      '{ ... on Query @include(if: true) { __type(name: "It") { name } it { id } } }',
    )
    expect(errors).toEqual([])
    expect(data).toEqual({ __type: { name: 'It' }, it: { id: '1' } })
  })
})

describe('names that every object inherits', () => {
  const names = ['constructor', 'toString', 'hasOwnProperty', 'valueOf', '__proto__']
  const graph = {
    one: sub(`type Query { it: It } type It @key(fields: "id") { id: ID! a: String n: String }`, {
      Query: { it: () => ({ id: '1', a: 'a', n: null }) },
    }),
    two: sub(`type It @key(fields: "id") { id: ID! b: [In!] } type In { x: Int @shareable }`, {
      It: { b: () => [{ x: 1 }, { x: null }] },
    }),
  }

  test.each(names)('%s as an alias of a leaf, a list and an object', async (name) => {
    const { data } = await run(
      graph,
      `{ ${name}: it { ${name}: b { ${name}: x } a } second: it { ${name}: n } third: it { ${name}: a } }`,
    )
    const inner = `{"${name}":[{"${name}":1},{"${name}":null}],"a":"a"}`
    expect(JSON.stringify(data)).toBe(
      `{"${name}":${inner},"second":{"${name}":null},"third":{"${name}":"a"}}`,
    )
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })

  test('in a subgraph’s answer do no harm, and what is absent is not found in the prototype', async () => {
    const text = '{"data":{"it":{"__typename":"It","id":"1","__proto__":{"polluted":true}}}}'
    const opened = await openGraph(graph, {
      doors: { one: () => ({ execute: async () => JSON.parse(text) }) },
    })
    const { data } = await opened.query('{ it { id constructor: a toString: n __proto__: a } }')
    expect(JSON.stringify(data)).toBe(
      '{"it":{"id":"1","constructor":null,"toString":null,"__proto__":null}}',
    )
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })
})

describe('names that a plan has for itself', () => {
  const graph = {
    one: sub(
      `type Query { it: It any: Any } interface Any { id: ID! a: String! }
       type It implements Any @key(fields: "id") { id: ID! a: String! }`,
      {
        Query: {
          it: () => ({ id: '1', a: 'not the id' }),
          any: () => ({ __typename: 'It', id: '1', a: 'not the type' }),
        },
      },
    ),
    two: sub(`type It @key(fields: "id") { id: ID! b: String! }`, {
      It: {
        b: ({ id }: { id: string }) => {
          if (id === '1') throw new Error('no b')
          return id
        },
      },
    }),
  }

  test('may be given to other fields by a client: keys are still keys, types are still types', async () => {
    const opened = await openGraph(graph)
    const { data, faults } = await opened.query('{ it { id: a b } any { __typename: a } }')
    expect(faults).toEqual([['it.b', 'INTERNAL']])
    expect(data).toEqual({ it: null, any: { __typename: 'not the type' } })
    const kept = await opened.query('{ id: it { x: id id: __typename } }')
    expect(kept.data).toEqual({ id: { x: '1', id: 'It' } })
  })

  test('are the client’s own again in the path of an error', async () => {
    const opened = await openGraph(graph)
    const { faults } = await opened.query('{ id: it { id: b } }')
    expect(faults).toEqual([['id.id', 'INTERNAL']])
  })
})
