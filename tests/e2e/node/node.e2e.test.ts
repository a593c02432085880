import { readFileSync } from 'node:fs'
import { buildSchema, type GraphQLInterfaceType, isObjectType } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Answer, type Client, data, type Loose, post, signIn } from '../../kit/client.ts'
import { newDataDir, type Product, removeDataDir, startProduct } from '../../kit/product.ts'
import { makeThings, type People, type Thing } from './things.ts'

/** Types with an id that are no `Node`, as the description of `Node` says. */
const EXCEPTIONS = [
  'Client',
  'DeviceSession',
  'Entry',
  'FeeQuote',
  'ForcedStatus',
  'Identity',
  'OAuthClient',
  'OperationFault',
  'Passkey',
  'PaymentTransaction',
  'RegisteredOperation',
  'Session',
]

const schema = buildSchema(readFileSync('gateway/api.graphql', 'utf8'))
const nodeTypes = schema
  .getPossibleTypes(schema.getType('Node') as GraphQLInterfaceType)
  .map(({ name }) => name)

const STRANGER = { name: 'Sam', email: 'sam@example.test', password: 'correct-horse-battery' }

async function newStranger(url: string): Promise<Client> {
  const { signUp } = await data(
    { url },
    `mutation ($input: SignUpInput!) { signUp(input: $input) {
      ... on SignUpSuccess { session { accessToken } } } }`,
    { input: STRANGER },
  )
  return { url, token: signUp.session.accessToken }
}

/** An id of the same kind, in the right spelling, of nothing. */
const absentLike = (id: string): string => `${id.slice(0, 4)}00000000000000000000000000`

/** What an answer says, byte for byte, but for what differs between any two requests. */
async function textOf({ url, token }: Client, query: string, id: string): Promise<string> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables: { id } }),
  })
  const text = await response.text()
  const known = text
    .replace(/"requestId":"[^"]+"/g, '"requestId":""')
    .replace(/"timestamp":"[^"]+"/g, '"timestamp":""')
  return `${response.status} ${response.headers.get('cache-control')} ${known}`
}

const asking = (selection: string): string => `query ($id: ID!) { node(id: $id) { ${selection} } }`

/** Everything that may be asked of a thing: only its name, its id, its own fields, and those of something that it is not. */
const selectionsOf = ({ type, fields }: Pick<Thing, 'type' | 'fields'>): string[] => [
  '__typename',
  'id',
  `__typename id ... on ${type} { ${fields} }`,
  `... on ${type} { ${fields} }`,
  `... on ${type === 'User' ? 'Payment' : 'User'} { id }`,
  '... @include(if: false) { id }',
  '...N } } fragment N on Node { ... on Node { id ',
]

const codesOf = ({ errors = [] }: Answer<Loose>): string[] =>
  errors.map(({ extensions }) => extensions.code)

describe('the public schema', () => {
  it('has no type with an id that node does not find, but those that are listed with a reason', () => {
    const withId = Object.values(schema.getTypeMap())
      .filter(isObjectType)
      .filter((type) => String(type.getFields()['id']?.type) === 'ID!')
      .map(({ name }) => name)
    expect(withId.filter((name) => !nodeTypes.includes(name)).sort()).toEqual(EXCEPTIONS)
    const reasons = schema.getType('Node')?.description ?? ''
    for (const name of EXCEPTIONS) expect(reasons).toContain(name)
  })
})

const TOPOLOGIES = [
  { mode: 'embedded', executor: 'fast' },
  { mode: 'embedded', executor: 'stock' },
  { mode: 'distributed', executor: 'fast' },
] as const

describe.each(TOPOLOGIES)('node, $mode, by the $executor executor', ({ mode, executor }) => {
  const dataDir = newDataDir()
  let product: Product
  let people: People & { stranger: Client }
  let things: Thing[]

  beforeAll(async () => {
    product = await startProduct({ mode, dataDir, env: { EXECUTOR: executor } })
    const { url } = product
    const [ada, ben, root] = await Promise.all(
      ['ada', 'ben', 'root'].map((name) => signIn(url, `${name}@demo.test`)),
    )
    people = { ada, ben, root, stranger: await newStranger(url) } as typeof people
    things = await makeThings(people)
  })
  afterAll(async () => {
    await product?.stop()
    removeDataDir(dataDir)
  })

  it('finds each kind of thing for its owner and for administrators', async () => {
    expect(things.map(({ type }) => type).sort()).toEqual([...nodeTypes].sort())
    for (const thing of things) {
      const query = asking(`__typename id ... on ${thing.type} { ${thing.fields} }`)
      for (const client of thing.owner ? [thing.owner, people.root] : [people.root]) {
        const { node } = await data(client, query, { id: thing.id })
        expect(node).toMatchObject({ __typename: thing.type, id: thing.id })
        for (const field of thing.fields.replaceAll(/\{.*?\}( \})*/g, '').split(/\s+/))
          if (field !== '') expect([thing.type, field, node[field]]).not.toContain(undefined)
      }
    }
  })

  it('finds what two people share for both of them', async () => {
    for (const { type, id } of things)
      if (type === 'Payment' || type === 'LedgerTransaction')
        expect((await data(people.ben, asking('id'), { id })).node).toEqual({ id })
  })

  it('tells a stranger of nothing, byte for byte as of what does not exist, whatever is asked (SEC-5, RBA-6)', async () => {
    for (const thing of things)
      for (const selection of selectionsOf(thing)) {
        const query = asking(selection)
        const absent = await textOf(people.stranger, query, absentLike(thing.id))
        expect(absent).toContain('"code":"NOT_FOUND"')
        expect(absent).toContain('"data":{"node":null}')
        expect([thing.type, await textOf(people.stranger, query, thing.id)]).toEqual([
          thing.type,
          absent,
        ])
        // Nor does an administrator get something for an id of nothing.
        expect(await textOf(people.root, query, absentLike(thing.id))).toBe(absent)
      }
  })

  it('keeps what is one customer’s from another whom they pay', async () => {
    for (const { type, id } of things)
      if (type !== 'Payment' && type !== 'LedgerTransaction')
        expect([type, codesOf(await post(people.ben, asking('id'), { id }))]).toEqual([
          type,
          ['NOT_FOUND'],
        ])
  })

  it('answers text that is no id of anything in the same words', async () => {
    const [first = absentLike('pay_')] = things.map(({ id }) => id)
    const absent = await textOf(people.root, asking('id'), absentLike(first))
    const texts = [
      '',
      '_',
      'pay',
      'pay_',
      'pay_1',
      first.toUpperCase(),
      ` ${first}`,
      `${first}0`,
      `${first}\u0000`,
      first.slice(4),
      first.replace('_', '-'),
      `ses_${first.slice(4)}`,
      `ent_${first.slice(4)}`,
      `hld_${first.slice(4)}`,
      `evt_${first.slice(4)}`,
      `xyz_${first.slice(4)}`,
      `__proto___${first.slice(4)}`,
      `constructor_${first.slice(4)}`,
      `pay_8${first.slice(5)}`,
      "pay_' or 1=1 --",
      'x'.repeat(10_000),
    ]
    for (const id of texts) {
      expect([id, await textOf(people.root, asking('id'), id)]).toEqual([id, absent])
      expect([id, await textOf(people.stranger, asking('__typename'), id)]).toEqual([id, absent])
    }
  })

  it('asks a caller without a credential for one', async () => {
    for (const id of [things[0]?.id, 'nothing']) {
      const answer = await post({ url: product.url }, asking('id'), { id })
      expect([answer.data, ...new Set(codesOf(answer))]).toEqual([undefined, 'UNAUTHENTICATED'])
    }
  })

  it('is no way around a protected field: refused before anything runs (RBA-9)', async () => {
    const id = things.find(({ type }) => type === 'LedgerTransaction')?.id
    const inFragment =
      '...L } } fragment L on LedgerTransaction { metadata { key } reversedBy { metadata { key }'
    for (const selection of [
      '... on LedgerTransaction { metadata { key value } }',
      '... on Node { ... on LedgerTransaction { facts: metadata { key } } }',
      '... on Payment { ledgerTransactions { metadata { key } } }',
      inFragment,
    ])
      for (const asked of [id, 'nothing']) {
        const answer = await post(people.ada, asking(selection), { id: asked })
        expect(answer.data ?? null).toBeNull()
        expect(new Set(codesOf(answer))).toEqual(new Set(['FORBIDDEN']))
        expect(answer.errors?.[0]?.path?.[0]).toBe('node')
      }
    const open = asking('... on LedgerTransaction { metadata { key } }')
    expect((await data(people.root, open, { id })).node.metadata).toBeInstanceOf(Array)
  })

  it('finds several at once, each for itself', async () => {
    const some = things.filter(({ type }) =>
      ['User', 'Payment', 'Account', 'AuditLog'].includes(type),
    )
    const fields = some.map(({ id }, index) => `n${index}: node(id: "${id}") { __typename id }`)
    const answer = await post(people.ben, `{ ${fields.join(' ')} }`)
    expect(Object.values(answer.data)).toEqual(
      some.map(({ type, id }) => (type === 'Payment' ? { __typename: type, id } : null)),
    )
    expect(codesOf(answer)).toEqual(['NOT_FOUND', 'NOT_FOUND', 'NOT_FOUND'])
  })
})
