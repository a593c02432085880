/** What a supergraph may be made of, construct by construct; each is answered alike by our executor and by Apollo's. */
import { describe, expect, test, vi } from 'vitest'
import { LINK, openGraph, type TestSubgraph, type Told } from './graph.ts'

// Apollo's gateway takes seconds to load on a busy machine.
vi.setConfig({ testTimeout: 30_000 })

type Subgraphs = Readonly<Record<string, TestSubgraph>>
type Asked = Readonly<{ source: string; variables?: Record<string, unknown> }>
type Ran = Told & Readonly<{ calls: string[] }>

async function runBy(executor: 'fast' | 'stock', graph: Subgraphs, asked: Asked): Promise<Ran> {
  const opened = await openGraph(graph, { executor })
  const told = await opened.query(asked.source, asked.variables)
  await opened.close()
  return { ...told, calls: opened.calls.map(({ subgraph }) => subgraph) }
}

/** Runs an operation through both executors, expects the same answer of both, and returns ours. */
async function run(graph: Subgraphs, source: string, variables = {}): Promise<Ran> {
  const ours = await runBy('fast', graph, { source, variables })
  const theirs = await runBy('stock', graph, { source, variables })
  expect(JSON.stringify(ours.data)).toBe(JSON.stringify(theirs.data))
  expect(ours.faults).toEqual(theirs.faults)
  return ours
}

const sub = (sdl: string, resolvers: object): TestSubgraph => ({ sdl: LINK + sdl, resolvers })
/** Resolves references to the rows of a table. */
const byId = (rows: readonly { id: string }[]) => ({
  __resolveReference: ({ id }: { id: string }) => rows.find((row) => row.id === id) ?? null,
})

describe('entities', () => {
  const people = sub(
    `type Query { people: [Person!]! person(id: ID!): Person }
     type Person @key(fields: "id") { id: ID! name: String! }`,
    {
      Query: {
        people: () => ['1', '2', '1'].map((id) => ({ id, name: `name ${id}` })),
        person: (_: unknown, { id }: { id: string }) => ({ id, name: `name ${id}` }),
      },
      Person: byId([{ id: '1', name: 'name 1' } as never, { id: '2', name: 'name 2' } as never]),
    },
  )
  const ages = sub(`type Person @key(fields: "id") { id: ID! age: Int! friend: Person }`, {
    Person: {
      __resolveReference: ({ id }: { id: string }) => ({ id }),
      age: ({ id }: { id: string }) => Number(id) * 10,
      friend: ({ id }: { id: string }) => (id === '1' ? { id: '2' } : null),
    },
  })

  test('a key of one field, asked for each entity once, answered in each place', async () => {
    const { data, calls } = await run({ people, ages }, '{ people { name age } }')
    expect(data).toEqual({
      people: [
        { name: 'name 1', age: 10 },
        { name: 'name 2', age: 20 },
        { name: 'name 1', age: 10 },
      ],
    })
    expect(calls).toEqual(['people', 'ages'])
    const opened = await openGraph({ people, ages })
    await opened.query('{ people { age } }')
    expect(opened.calls[1]?.request.variables?.['representations']).toHaveLength(2)
  })

  test('a fetch that needs what an earlier one brought, and back again', async () => {
    const { data, calls } = await run(
      { people, ages },
      '{ person(id: "1") { friend { name age friend { name } } } }',
    )
    expect(data).toEqual({ person: { friend: { name: 'name 2', age: 20, friend: null } } })
    expect(calls).toEqual(['people', 'ages', 'people'])
  })

  test('places that ask the same of a subgraph share one request', async () => {
    const source = '{ a: person(id: "1") { age } b: person(id: "2") { age } people { age } }'
    const { data } = await run({ people, ages }, source)
    expect(data).toMatchObject({ a: { age: 10 }, b: { age: 20 } })
    const opened = await openGraph({ people, ages })
    await opened.query(source)
    expect(opened.calls.map(({ subgraph }) => subgraph)).toEqual(['people', 'ages'])
  })

  test('the same entity in two places may be asked for different fields under one name', async () => {
    const { data } = await run(
      { people, ages },
      `{ a: person(id: "1") { friend { id what: name } }
         b: person(id: "1") { friend { id what: age } } }`,
    )
    expect(data).toEqual({
      a: { friend: { id: '2', what: 'name 2' } },
      b: { friend: { id: '2', what: 20 } },
    })
  })

  test.each([
    'people { name age ... @include(if: $no) { age friend { id age } } }',
    'people { name age } ... @include(if: $no) { people { age friend { name age } } }',
    'people { age friend { name } friend @include(if: $no) { name friend { age name } } }',
    'people { ... @include(if: $no) { friend { age } } ... @skip(if: $no) { age name } age }',
  ])('what is left out takes nothing along that is fetched beside it: { %s }', async (asked) => {
    const source = `query ($no: Boolean!) { ${asked} }`
    const tens = [{ age: 10 }, { age: 20 }, { age: 10 }]
    for (const no of [false, true]) {
      const { data, faults } = await run({ people, ages }, source, { no })
      expect(faults).toEqual([])
      expect(data).toMatchObject({ people: tens })
    }
  })

  test('a null key is nobody', async () => {
    const holder = sub(
      `type Query { holders: [Holder!]! } type Holder { person: Person }
       type Person @key(fields: "id", resolvable: false) { id: ID! }`,
      { Query: { holders: () => [{ person: null }, { person: { id: '2' } }] } },
    )
    const { data } = await run({ holder, people }, '{ holders { person { name } } }')
    expect(data).toEqual({ holders: [{ person: null }, { person: { name: 'name 2' } }] })
  })

  test('an entity that its subgraph does not know is null, without an error', async () => {
    const nobody = sub(`type Person @key(fields: "id") { id: ID! pet: String }`, {
      Person: { __resolveReference: () => null },
    })
    const { data, faults } = await run({ people, nobody }, '{ person(id: "1") { name pet } }')
    expect(data).toEqual({ person: { name: 'name 1', pet: null } })
    expect(faults).toEqual([])
  })
})

describe('keys', () => {
  test('of several fields, nested ones and lists among them', async () => {
    const shelf = sub(
      `type Query { items: [Item!]! }
       type Item @key(fields: "id tags place { code zone { id } }") {
         id: ID! tags: [String!]! place: Place!
       }
       type Place { code: String! zone: Zone! } type Zone { id: ID! }`,
      {
        Query: {
          items: () => [{ id: '1', tags: ['x', 'y'], place: { code: 'c', zone: { id: 'z' } } }],
        },
      },
    )
    const stock = sub(
      `type Item @key(fields: "id tags place { code zone { id } }") {
         id: ID! @external tags: [String!]! @external place: Place! @external count: String!
       }
       type Place { code: String! @external zone: Zone! @external } type Zone { id: ID! @external }`,
      { Item: { count: (item: object) => JSON.stringify(item) } },
    )
    const { data } = await run({ shelf, stock }, '{ items { count } }')
    expect(
      JSON.parse((data as { items: { count: string }[] }).items[0]?.count ?? ''),
    ).toMatchObject({
      tags: ['x', 'y'],
      place: { code: 'c', zone: { id: 'z' } },
    })
  })

  test('by which one subgraph leads to the next, and only that one to the third', async () => {
    const first = sub(
      `type Query { order: Order } type Order @key(fields: "number") { number: Int! }`,
      { Query: { order: () => ({ number: 7 }) } },
    )
    const second = sub(
      `type Order @key(fields: "number") @key(fields: "uuid") { number: Int! uuid: ID! }`,
      {
        Order: {
          __resolveReference: ({ number }: { number: number }) => ({ number, uuid: `u${number}` }),
        },
      },
    )
    const third = sub(`type Order @key(fields: "uuid") { uuid: ID! total: Float! }`, {
      Order: {
        __resolveReference: ({ uuid }: { uuid: string }) => ({ uuid, total: uuid.length + 0.5 }),
      },
    })
    const { data, calls } = await run({ first, second, third }, '{ order { total } }')
    expect(data).toEqual({ order: { total: 2.5 } })
    expect(calls).toEqual(['first', 'second', 'third'])
  })
})

describe('@requires and @provides', () => {
  const goods = sub(
    `type Query { goods: [Good!]! }
     type Good @key(fields: "id") { id: ID! price: Int! size: Size! }
     type Size { width: Int! unit: String! }`,
    {
      Query: {
        goods: () => [
          { id: '1', price: 5, size: { width: 2, unit: 'cm' } },
          { id: '2', price: 9, size: { width: 3, unit: 'in' } },
        ],
      },
      Good: byId([
        { id: '1', price: 5, size: { width: 2, unit: 'cm' } } as never,
        { id: '2', price: 9, size: { width: 3, unit: 'in' } } as never,
      ]),
    },
  )
  const shipping = sub(
    `type Good @key(fields: "id") {
       id: ID! price: Int! @external size: Size! @external
       cost: Int! @requires(fields: "price size { width }")
     }
     type Size { width: Int! @external }`,
    {
      Good: {
        cost: (good: { price: number; size: { width: number } }) => good.price * good.size.width,
      },
    },
  )
  const tax = sub(
    `type Good @key(fields: "id") { id: ID! cost: Int! @external due: Int! @requires(fields: "cost") }`,
    { Good: { due: ({ cost }: { cost: number }) => cost * 2 } },
  )

  test('a field that needs fields of another subgraph, nested ones among them', async () => {
    const { data } = await run({ goods, shipping }, '{ goods { cost } }')
    expect(data).toEqual({ goods: [{ cost: 10 }, { cost: 27 }] })
  })

  test('a field that needs one that needs others', async () => {
    const { data } = await run({ goods, shipping, tax }, '{ goods { due } }')
    expect(data).toEqual({ goods: [{ due: 20 }, { due: 54 }] })
  })

  test('a needed field that failed is told of once, and the field that needs it is null', async () => {
    const broken: TestSubgraph = {
      ...goods,
      resolvers: {
        Query: { goods: () => [{ id: '1' }] },
        Good: {
          price: () => Promise.reject(new Error('lost')),
          size: () => ({ width: 1, unit: 'm' }),
        },
      },
    }
    const { data, faults } = await run({ goods: broken, shipping }, '{ goods { id cost } }')
    expect(data).toBeNull()
    expect(faults).toEqual([['goods.0.price', 'INTERNAL']])
  })

  test('nested fields that a path provides are not fetched again', async () => {
    const shop = sub(
      `type Query { pick: Pick } type Pick { good: Good @provides(fields: "maker { name }") }
       type Good @key(fields: "id") { id: ID! maker: Maker @external }
       type Maker @key(fields: "id") { id: ID! name: String @external }`,
      { Query: { pick: () => ({ good: { id: '1', maker: { id: 'm', name: 'near' } } }) } },
    )
    const makers = sub(
      `type Good @key(fields: "id") { id: ID! maker: Maker @shareable }
       type Maker @key(fields: "id") { id: ID! name: String @shareable motto: String }`,
      {
        Good: { maker: () => ({ id: 'm', name: 'far' }) },
        Maker: {
          __resolveReference: ({ id }: object & { id: string }) => ({
            id,
            name: 'far',
            motto: 'on',
          }),
        },
      },
    )
    const { data, calls } = await run({ shop, makers }, '{ pick { good { maker { name } } } }')
    expect(data).toEqual({ pick: { good: { maker: { name: 'near' } } } })
    expect(calls).toEqual(['shop'])
    const both = await run({ shop, makers }, '{ pick { good { maker { name motto } } } }')
    expect(both.data).toEqual({ pick: { good: { maker: { name: 'near', motto: 'on' } } } })
  })

  test('a field that was taken over by another subgraph comes from there, with what it needs', async () => {
    const old = sub(
      `type Query { bill: Bill } type Bill @key(fields: "id") { id: ID! net: Int! gross: Int! }`,
      {
        Query: { bill: () => ({ id: 'b', net: 3, gross: 0 }) },
        Bill: byId([{ id: 'b', net: 3 } as never]),
      },
    )
    const next = sub(
      `type Bill @key(fields: "id") {
         id: ID! net: Int! @external gross: Int! @override(from: "old") @requires(fields: "net")
       }`,
      { Bill: { gross: ({ net }: { net: number }) => net + 1 } },
    )
    expect((await run({ old, next }, '{ bill { gross net } }')).data).toEqual({
      bill: { gross: 4, net: 3 },
    })
  })
})
