/** Interfaces and unions over several subgraphs; each is answered alike by our executor and by Apollo's. */
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

const media = [
  { __typename: 'Book', id: '1', title: 'one', pages: 10 },
  { __typename: 'Film', id: '2', title: 'two', minutes: 90 },
]
const library = sub(
  `type Query { media: [Media!]! found: [Found!]! first: Media }
   interface Media { id: ID! title: String! }
   type Book implements Media @key(fields: "id") { id: ID! title: String! pages: Int! }
   type Film implements Media @key(fields: "id") { id: ID! title: String! minutes: Int! }
   union Found = Book | Film`,
  { Query: { media: () => media, found: () => media, first: () => media[1] } },
)
const ratings = sub(
  `type Book @key(fields: "id") { id: ID! rating: Int! }
   type Film @key(fields: "id") { id: ID! rating: Int! stars: [String!] }`,
  {
    Book: { rating: ({ id }: { id: string }) => Number(id) },
    Film: { rating: ({ id }: { id: string }) => Number(id) * 100, stars: () => ['a', 'b'] },
  },
)

describe('abstract types', () => {
  test('fields of an interface and of each type, in the order of the query', async () => {
    const { data } = await run(
      { library, ratings },
      '{ media { ... on Film { minutes rating } title ... on Book { rating pages } __typename } }',
    )
    expect(JSON.stringify(data)).toBe(
      JSON.stringify({
        media: [
          { title: 'one', rating: 1, pages: 10, __typename: 'Book' },
          { minutes: 90, rating: 200, title: 'two', __typename: 'Film' },
        ],
      }),
    )
  })

  test('a union, named fragments, fragments in fragments, and fields that only one type has', async () => {
    const { data } = await run(
      { library, ratings },
      `query { found { ...Any ... on Film { ...Stars } } }
       fragment Any on Media { title ... on Book { pages } }
       fragment Stars on Film { stars kind: __typename }`,
    )
    expect(data).toEqual({
      found: [
        { title: 'one', pages: 10 },
        { title: 'two', stars: ['a', 'b'], kind: 'Film' },
      ],
    })
  })

  test('fragments behind conditions, where both ways are asked of one operation', async () => {
    const source = `query ($long: Boolean!) {
      first { title @skip(if: $long) ... on Film @include(if: $long) { minutes rating } }
      media @include(if: $long) { title }
    }`
    expect((await run({ library, ratings }, source, { long: true })).data).toEqual({
      first: { minutes: 90, rating: 200 },
      media: [{ title: 'one' }, { title: 'two' }],
    })
    expect((await run({ library, ratings }, source, { long: false })).data).toEqual({
      first: { title: 'two' },
    })
  })

  test('one name for fields of different types in different types of object', async () => {
    const { data } = await run(
      { library, ratings },
      '{ media { ... on Book { what: pages } ... on Film { what: minutes } } }',
    )
    expect(data).toEqual({ media: [{ what: 10 }, { what: 90 }] })
  })

  test('a union whose members are not all known to each subgraph', async () => {
    const one = sub(
      `type Query { one: [Pet!]! @shareable } union Pet = Cat | Dog
       type Cat @key(fields: "id") { id: ID! lives: Int! @shareable } type Dog @key(fields: "id") { id: ID! }`,
      {
        Query: {
          one: () => [
            { __typename: 'Cat', id: 'c', lives: 9 },
            { __typename: 'Dog', id: 'd' },
          ],
        },
      },
    )
    const two = sub(
      `type Query { two: [Pet!]! } union Pet = Dog
       type Dog @key(fields: "id") { id: ID! tricks: [String!]! }`,
      {
        Query: { two: () => [{ __typename: 'Dog', id: 'e' }] },
        Dog: { tricks: ({ id }: { id: string }) => [id] },
      },
    )
    const { data } = await run(
      { one, two },
      '{ one { ... on Cat { lives } ... on Dog { tricks } } two { ... on Cat { lives } ... on Dog { tricks } } }',
    )
    expect(data).toEqual({ one: [{ lives: 9 }, { tricks: ['d'] }], two: [{ tricks: ['e'] }] })
  })

  test('a type that clients may not see is no type at all, and its name is not told', async () => {
    const hidden = sub(
      `type Query { things: [Thing] } interface Thing { id: ID! }
       type Seen implements Thing { id: ID! } type Secret implements Thing @inaccessible { id: ID! }`,
      {
        Query: {
          things: () => [
            { __typename: 'Seen', id: '1' },
            { __typename: 'Secret', id: '2' },
          ],
        },
      },
    )
    const { data, errors } = await run({ hidden }, '{ things { id } }')
    expect(data).toEqual({ things: [{ id: '1' }, null] })
    expect(JSON.stringify(errors)).not.toContain('Secret')
  })

  test('an enum value that clients may not see is null, with an error', async () => {
    const colours = sub(`type Query { colours: [Colour] } enum Colour { RED BLUE @inaccessible }`, {
      Query: { colours: () => ['RED', 'BLUE', null] },
    })
    const { data, faults } = await run({ colours }, '{ colours }')
    expect(data).toEqual({ colours: ['RED', null, null] })
    expect(faults).toEqual([['colours.1', 'INTERNAL']])
  })
})

describe('an interface that one subgraph takes for an object', () => {
  const counts = sub(
    `type Query { top: [Media!]! } type Media @key(fields: "id") @interfaceObject { id: ID! views: Int! }`,
    {
      Query: {
        top: () => [
          { id: '2', views: 7 },
          { id: '1', views: 6 },
        ],
      },
      Media: { __resolveReference: ({ id }: { id: string }) => ({ id, views: Number(id) + 5 }) },
    },
  )
  const catalogue = sub(
    `type Query { shelf: [Media!]! }
     interface Media @key(fields: "id") { id: ID! title: String! }
     type Book implements Media @key(fields: "id") { id: ID! title: String! pages: Int! }
     type Film implements Media @key(fields: "id") { id: ID! title: String! minutes: Int! }`,
    {
      Query: { shelf: () => media },
      Media: {
        __resolveReference: ({ id }: { id: string }) => media.find((each) => each.id === id),
      },
      Book: {
        __resolveReference: ({ id }: { id: string }) => media.find((each) => each.id === id),
      },
      Film: {
        __resolveReference: ({ id }: { id: string }) => media.find((each) => each.id === id),
      },
    },
  )

  test('gives its fields to every type of the interface', async () => {
    expect((await run({ counts, catalogue }, '{ shelf { title views } }')).data).toEqual({
      shelf: [
        { title: 'one', views: 6 },
        { title: 'two', views: 7 },
      ],
    })
  })

  test('learns types from the subgraph that knows them, when they matter', async () => {
    const { data } = await run(
      { counts, catalogue },
      '{ top { __typename views ... on Film { minutes } ... on Book { pages views } } }',
    )
    expect(data).toEqual({
      top: [
        { __typename: 'Film', views: 7, minutes: 90 },
        { __typename: 'Book', views: 6, pages: 10 },
      ],
    })
    expect((await run({ counts, catalogue }, '{ top { id views } }')).data).toEqual({
      top: [
        { id: '2', views: 7 },
        { id: '1', views: 6 },
      ],
    })
  })
})
