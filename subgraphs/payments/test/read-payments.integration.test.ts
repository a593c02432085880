import { newId } from '@tallystick/ids'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type House, openHouse, type Person, run, send, topUp } from './house.ts'

let house: House
let ada: Person
let ben: Person
let cleo: Person
let root: Person
const paid: string[] = []
beforeAll(async () => {
  house = await openHouse()
  ada = await house.newPerson(1_000_00n)
  ben = await house.newPerson(10_00n)
  cleo = await house.newPerson()
  root = await house.newPerson(0n, ['ADMIN'])
  for (let count = 0; count < 7; count++) {
    const pair = count % 2 ? ([ada, ben] as const) : ([ben, ada] as const)
    paid.unshift((await send(door(), pair, { minor: BigInt(count + 1) }))['payment'].id)
  }
  await send(door(), [ben, ada], { minor: 99_00n })
  await topUp(door(), cleo, { minor: 1_00n })
})
afterAll(() => house.close())

const door = () => house.payments.subgraph
const LIST = `query ($first: Int, $after: String, $filter: PaymentFilter) {
  payments(first: $first, after: $after, filter: $filter) {
    nodes { id status } edges { cursor } pageInfo { hasNextPage hasPreviousPage endCursor } } }`
const list = async (person: Person, variables: Record<string, unknown> = {}) =>
  (await run(door(), person.facts, [LIST, variables])).data?.['payments']

describe('payment', () => {
  it('is shown to both sides and to administrators (PAY-9)', async () => {
    for (const { facts } of [ada, ben, root]) {
      const { data } = await run(door(), facts, [
        `{ payment(id: "${paid[0]}") { id payer { id } transitions { to at } } }`,
      ])
      expect(data?.['payment']).toMatchObject({ id: paid[0], transitions: { length: 3 } })
    }
  })

  it('is not found by anybody else, nor by a malformed id (PAY-9)', async () => {
    for (const id of [paid[0], newId('pay'), newId('acc'), '', 'pay_', "'"]) {
      const answer = await run(door(), cleo.facts, [
        'query ($id: ID!) { payment(id: $id) { id } }',
        { id },
      ])
      expect(answer).toMatchObject({ data: { payment: null }, codes: ['NOT_FOUND'] })
    }
  })
})

describe('payments', () => {
  it('lists what the caller is party to, newest first; everything for administrators (PAY-8)', async () => {
    const { nodes } = await list(ada, { filter: { status: ['COMPLETED'] } })
    expect(nodes.map(({ id }: { id: string }) => id)).toEqual(paid)
    expect((await list(cleo)).nodes).toHaveLength(1)
    expect((await list(root)).nodes).toHaveLength(9)
  })

  it('pages without a gap and without a duplicate, whatever the size (PAY-8, PAY-12)', async () => {
    for (const first of [1, 2, 3, 100]) {
      const seen: string[] = []
      let after: string | null = null
      do {
        const { nodes, pageInfo } = await list(ben, { first, after })
        expect(pageInfo.hasPreviousPage).toBe(after !== null)
        seen.push(...nodes.map(({ id }: { id: string }) => id))
        after = pageInfo.hasNextPage ? pageInfo.endCursor : null
      } while (after !== null)
      expect(seen.slice(1)).toEqual(paid)
      expect(seen).toHaveLength(8)
    }
  })

  it('filters by status and kind', async () => {
    expect((await list(ben, { filter: { status: ['FAILED'] } })).nodes).toHaveLength(1)
    expect((await list(ada, { filter: { kind: ['TOP_UP'] } })).nodes).toHaveLength(0)
    expect((await list(ada, { filter: { status: [], kind: [] } })).nodes).toHaveLength(0)
  })

  it.each([
    { first: 0 },
    { first: 101 },
    { first: -1 },
    { after: '' },
    { after: 'x' },
    { after: Buffer.from('[1,"pay_x"]').toString('base64url') },
    { after: Buffer.from('[1e99,2]').toString('base64url') },
  ])('refuses the page %o', async (variables) => {
    expect((await run(door(), ada.facts, [LIST, variables])).codes).toEqual(['BAD_USER_INPUT'])
  })
})

describe('a payment that failed', () => {
  const FAILED = `query ($id: ID!) { payment(id: $id) { status reason description transitions { to reason } } }`

  it('says to the payer why, and to the payee neither why nor what the payer wrote', async () => {
    const { nodes } = await list(ben, { filter: { status: ['FAILED'] } })
    const ask = async (person: Person) =>
      (await run(door(), person.facts, [FAILED, { id: nodes[0].id }])).data?.['payment']
    expect(await ask(ben)).toMatchObject({ status: 'FAILED', reason: 'INSUFFICIENT_FUNDS' })
    const shown = await ask(ada)
    expect(shown).toMatchObject({ status: 'FAILED', reason: null, description: null })
    expect(shown.transitions.map(({ reason }: { reason: unknown }) => reason)).toEqual([
      null,
      null,
      null,
    ])
  })

  it('is not in the payee’s list', async () => {
    expect((await list(ada, { filter: { status: ['FAILED'] } })).nodes).toEqual([])
  })
})

describe('an entity', () => {
  const ENTITIES = `query ($representations: [_Any!]!) { _entities(representations: $representations) {
    ... on Payment { id } ... on Account { id payments { nodes { id } } } } }`
  const resolve = (person: Person, representation: Record<string, unknown>) =>
    run(door(), person.facts, [ENTITIES, { representations: [representation] }])

  it('Account lists its payments to its owner and administrators only (PAY-8)', async () => {
    const account = { __typename: 'Account', id: ada.walletId, ownerId: ada.id }
    // What Ben sent and could not pay is Ben's; an administrator sees it.
    for (const [person, count] of [
      [ada, 7],
      [root, 8],
    ] as const) {
      const { data } = await resolve(person, account)
      expect(data?.['_entities'][0].payments.nodes).toHaveLength(count)
    }
    expect((await resolve(ben, account)).codes).toEqual(['NOT_FOUND'])
  })

  it('Payment is resolved for its parties only, and for the gateway only', async () => {
    const payment = { __typename: 'Payment', id: paid[0] }
    expect((await resolve(ada, payment)).data?.['_entities'][0].id).toBe(paid[0])
    expect((await resolve(cleo, payment)).codes).toEqual(['NOT_FOUND'])
    const notGateway = { ...ada, facts: { ...ada.facts, issuer: 'accounts' } }
    expect((await resolve(notGateway, payment)).data?.['_entities'] ?? null).toBeNull()
  })
})
