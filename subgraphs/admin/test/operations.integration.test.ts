import { type Actor, ANONYMOUS, serviceActor } from '@tallystick/actor'
import { newId } from '@tallystick/ids'
import type { DoorResult } from '@tallystick/subgraph-client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { OPERATION_SETTINGS } from '../src/config.ts'
import { codesOf, only, openRoom, type Room, root } from './room.ts'

type Operation = {
  id: string
  clientId: string
  name: string | null
  kind: string
  document: string
  cost: number
  rootFields: string[]
  registeredAt: string
  retiredAt: string | null
  uses: number
  lastUsedAt: string | null
}
type Page = { nodes: Operation[]; pageInfo: { hasNextPage: boolean; endCursor: string } }
type Asked = { id: string; document: string; name?: string }

const GATEWAY = serviceActor('gateway')
const OPERATION =
  '{ id clientId name kind document cost rootFields registeredAt retiredAt uses lastUsedAt }'
const REFUSAL = '... on Refusal { code message }'
const ME = 'query Me { me { id name } }'
const PAYMENTS =
  'query Payments($n: Int) { payments(first: $n) { nodes { id payer { id } } pageInfo { endCursor } } }'

let room: Room
beforeAll(async () => {
  room = await openRoom({ operations: { ...OPERATION_SETTINGS, perClientMax: 4, perCallMax: 3 } })
})
afterAll(() => room.close())

const upsert = (input: object, actor?: Actor) =>
  room.send(
    `mutation ($input: UpsertClientInput!) { upsertClient(input: $input) {
      client { id name isFirstParty createdAt } } }`,
    { input },
    actor,
  )
async function newClient(isFirstParty = false): Promise<string> {
  const id = `client-${crypto.randomUUID()}`
  only(await upsert({ id, name: 'Shop', isFirstParty }))
  return id
}
const register = (clientId: string, operations: Asked[], actor?: Actor) =>
  room.send(
    `mutation ($input: RegisterOperationsInput!) { registerOperations(input: $input) { __typename
      ... on RegisterOperationsSuccess { clientId added unchanged operations ${OPERATION} }
      ... on InvalidOperations { faults { id message } } ... on TooManyOperations { max } ${REFUSAL} } }`,
    { input: { clientId, operations } },
    actor,
  )
const retire = (clientId: string, ids: string[], actor?: Actor) =>
  room.send(
    `mutation ($input: RetireOperationsInput!) { retireOperations(input: $input) { __typename
      ... on RetireOperationsSuccess { clientId operations ${OPERATION} } ${REFUSAL} } }`,
    { input: { clientId, ids } },
    actor,
  )
const list = async (clientId: string, page: object = {}) =>
  only<Page>(
    await room.send(
      `query ($clientId: ID!, $first: Int, $after: String) {
        registeredOperations(clientId: $clientId, first: $first, after: $after) {
          nodes ${OPERATION} pageInfo { hasNextPage endCursor } } }`,
      { clientId, ...page },
    ),
  )
const MANIFEST = `query ($clientId: ID, $first: Int, $after: String) {
  operationManifest(clientId: $clientId, first: $first, after: $after) {
    nodes ${OPERATION} pageInfo { hasNextPage endCursor } } }`
const manifest = async (variables: object) =>
  only<Page>(await room.send(MANIFEST, { ...variables }, GATEWAY))
const BY_ID = `query ($clientId: ID, $id: ID!) { operationById(clientId: $clientId, id: $id) ${OPERATION} }`
const byId = async (clientId: string | null, id: string) =>
  only<Operation | null>(await room.send(BY_ID, { clientId, id }, GATEWAY))
const count = (input: object[], actor: Actor = GATEWAY) =>
  room.send(
    'mutation ($input: [OperationUsesInput!]!) { countOperationUses(input: $input) { counted } }',
    { input },
    actor,
  )
const faultsOf = (answer: DoorResult) =>
  only<{ faults: { id: string; message: string }[] }>(answer).faults

describe('clients', () => {
  test('are made known, changed and listed by id; changing nothing tells nobody', async () => {
    const id = await newClient()
    const changed = { id, name: 'Shop 2', isFirstParty: true }
    expect(only(await upsert(changed))).toMatchObject({ client: changed })
    only(await upsert(changed))
    const told =
      await room.sql`select body from admin.outbox where aggregate_id = ${id} order by sequence`
    expect(told.map(({ body }) => body)).toEqual([
      { clientId: id, isFirstParty: false },
      { clientId: id, isFirstParty: true },
    ])
    type Clients = { nodes: { id: string }[] }
    const all = only<Clients>(await room.send('{ clients(first: 100) { nodes { id } } }'))
    const ids = all.nodes.map((client) => client.id)
    expect(ids).toContain(id)
    expect(ids).toEqual(ids.toSorted())
  })

  test.each([
    ['an id that is none', { id: 'a b', name: 'Shop' }],
    ['no name', { id: 'shop', name: ' ' }],
    ['a name with a control character', { id: 'shop', name: 'a\u0000' }],
  ])('are not made known with %s', async (_title, input) => {
    expect(codesOf(await upsert({ ...input, isFirstParty: false }))).toEqual(['BAD_USER_INPUT'])
  })
})

describe('registering operations // PRT-4', () => {
  test('stores what each is, with its cost at its worst', async () => {
    const clientId = await newClient()
    const answer = await register(clientId, [
      { id: 'me', document: ME, name: 'Me' },
      { id: 'payments', document: PAYMENTS },
    ])
    expect(only(answer)).toMatchObject({
      __typename: 'RegisterOperationsSuccess',
      clientId,
      added: 2,
      unchanged: 0,
      operations: [
        {
          id: 'me',
          clientId,
          name: 'Me',
          kind: 'QUERY',
          document: ME,
          cost: 1,
          rootFields: ['me'],
        },
        { id: 'payments', name: 'Payments', cost: 202, rootFields: ['payments'], uses: 0 },
      ],
    })
  })

  test('changes nothing the second time, and tells of what was added alone', async () => {
    const clientId = await newClient()
    const me = { id: 'me', document: ME }
    await register(clientId, [me])
    const both = await register(clientId, [me, { id: 'payments', document: PAYMENTS }])
    expect(only(both)).toMatchObject({ added: 1, unchanged: 1 })
    expect(only(await register(clientId, [me]))).toMatchObject({ added: 0, unchanged: 1 })
    const told = await room.sql`select body from admin.outbox
      where aggregate_id = ${clientId} and type = 'admin:operations:registered' order by sequence`
    expect(told.map(({ body }) => body)).toEqual([
      { clientId, ids: ['me'] },
      { clientId, ids: ['payments'] },
    ])
  })

  test('registers all of them or none, and says what is wrong with each', async () => {
    const clientId = await newClient()
    const answer = await register(clientId, [
      { id: 'me', document: ME },
      { id: 'hidden', document: '{ userByEmail(email: "a@b.de") { id } }' },
      { id: 'me', document: ME },
    ])
    expect(only(answer)).toMatchObject({ code: 'INVALID_OPERATIONS' })
    expect(faultsOf(answer)).toEqual([
      { id: 'hidden', message: expect.stringContaining('Cannot query field') },
      { id: 'me', message: 'The id is there twice.' },
    ])
    expect((await list(clientId)).nodes).toEqual([])
  })

  test('never binds an id to another document, not even a retired one, in any order of calls', async () => {
    const clientId = await newClient()
    await register(clientId, [{ id: 'one', document: ME }])
    const again = () => register(clientId, [{ id: 'one', document: PAYMENTS }])
    expect(faultsOf(await again())).toMatchObject([{ id: 'one' }])
    await retire(clientId, ['one'])
    expect(faultsOf(await again())).toMatchObject([{ id: 'one' }])
    const other = await newClient()
    expect(only(await register(other, [{ id: 'one', document: PAYMENTS }]))).toMatchObject({
      added: 1,
    })
    const raced = await newClient()
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        register(raced, [{ id: 'one', document: index % 2 === 0 ? ME : PAYMENTS }]),
      ),
    )
    const names = answers.map((answer) => only<{ __typename: string }>(answer).__typename)
    expect(names.filter((name) => name === 'RegisterOperationsSuccess')).toHaveLength(5)
    expect((await list(raced)).nodes).toHaveLength(1)
  })

  test('takes as many as one call and one client may have, and not one more', async () => {
    const clientId = await newClient()
    const some = (from: number, length: number) =>
      Array.from({ length }, (_, index) => ({ id: `op-${from + index}`, document: ME }))
    expect(codesOf(await register(clientId, []))).toEqual(['BAD_USER_INPUT'])
    expect(codesOf(await register(clientId, some(0, 4)))).toEqual(['BAD_USER_INPUT'])
    expect(only(await register(clientId, some(0, 3)))).toMatchObject({ added: 3 })
    const full = { code: 'TOO_MANY_OPERATIONS', max: 4 }
    expect(only(await register(clientId, some(3, 2)))).toMatchObject(full)
    expect(only(await register(clientId, some(2, 2)))).toMatchObject({ added: 1, unchanged: 1 })
    expect(only(await register(clientId, some(4, 1)))).toMatchObject(full)
    await retire(clientId, ['op-0'])
    expect(only(await register(clientId, some(4, 1)))).toMatchObject({ added: 1 })
  })

  test('is for clients that are known', async () => {
    expect(only(await register('nobody', [{ id: 'me', document: ME }]))).toMatchObject({
      code: 'CLIENT_NOT_FOUND',
    })
    expect(only(await retire('nobody', ['me']))).toMatchObject({ code: 'CLIENT_NOT_FOUND' })
  })

  test('lists what a client has page by page, newest first', async () => {
    const clientId = await newClient()
    for (const id of ['a', 'b', 'c']) await register(clientId, [{ id, document: ME }])
    const first = await list(clientId, { first: 2 })
    const second = await list(clientId, { first: 2, after: first.pageInfo.endCursor })
    expect([...first.nodes, ...second.nodes].map(({ id }) => id)).toEqual(['c', 'b', 'a'])
    expect([first, second].map(({ pageInfo }) => pageInfo.hasNextPage)).toEqual([true, false])
  })
})

describe('retiring operations', () => {
  test('takes them out of the manifest, once, until they are registered again', async () => {
    const clientId = await newClient()
    const me = { id: 'me', document: ME }
    await register(clientId, [me, { id: 'payments', document: PAYMENTS }])
    type Retired = { operations: Operation[] }
    const retired = only<Retired>(await retire(clientId, ['me', 'unknown', 'a\u0000']))
    expect(retired.operations).toMatchObject([{ id: 'me', retiredAt: expect.any(String) }])
    expect(only<Retired>(await retire(clientId, ['me'])).operations).toEqual([])
    expect((await manifest({ clientId })).nodes.map(({ id }) => id)).toEqual(['payments'])
    expect(await byId(clientId, 'me')).toBeNull()
    expect(only(await register(clientId, [me]))).toMatchObject({ added: 1, unchanged: 0 })
    expect(await byId(clientId, 'me')).toMatchObject({ document: ME, retiredAt: null })
  })
})

describe('what the gateway asks // PRT-1', () => {
  test('is the manifest of one client, or of all clients of our own, page by page', async () => {
    const [partner, web, app] = [await newClient(), await newClient(true), await newClient(true)]
    for (const clientId of [partner, web, app])
      await register(clientId, [
        { id: 'b', document: ME },
        { id: 'a', document: PAYMENTS },
      ])
    expect((await manifest({ clientId: partner })).nodes.map(({ id }) => id)).toEqual(['a', 'b'])
    const seen: Operation[] = []
    for (let page = await manifest({ first: 1 }); ; ) {
      seen.push(...page.nodes)
      if (!page.pageInfo.hasNextPage) break
      page = await manifest({ first: 1, after: page.pageInfo.endCursor })
    }
    const own = seen.filter(({ clientId }) => [partner, web, app].includes(clientId))
    const expected = [web, app].toSorted().flatMap((clientId) => [
      { clientId, id: 'a' },
      { clientId, id: 'b' },
    ])
    expect(own.map(({ clientId, id }) => ({ clientId, id }))).toEqual(expected)
  })

  test('is one operation, of the client that asks and of no other', async () => {
    const [partner, web] = [await newClient(), await newClient(true)]
    const id = crypto.randomUUID()
    await register(partner, [{ id, document: ME }])
    expect(await byId(partner, id)).toMatchObject({ clientId: partner, document: ME })
    expect(await byId(web, id)).toBeNull()
    expect(await byId(null, id)).toBeNull()
    await register(web, [{ id, document: PAYMENTS }])
    expect(await byId(null, id)).toMatchObject({ clientId: web, document: PAYMENTS })
    expect(await byId(partner, 'no\u0000thing')).toBeNull()
  })

  test('counts uses, also from several gateways at once', async () => {
    const clientId = await newClient()
    await register(clientId, [
      { id: 'a', document: ME },
      { id: 'b', document: ME },
    ])
    const [early, late] = ['2026-01-01T12:00:00.000Z', '2026-01-02T12:00:00.000Z']
    const uses = (id: string, lastUsedAt: string) => ({ clientId, id, uses: 2, lastUsedAt })
    const rounds = Array.from({ length: 20 }, (_, index) =>
      index % 2 === 0
        ? [uses('a', early), uses('b', late), uses('a', early)]
        : [uses('b', early), uses('a', late), uses('unknown', late)],
    )
    const answers = await Promise.all(rounds.map((round) => count(round)))
    expect(answers.map((answer) => only<{ counted: number }>(answer).counted)).toEqual(
      rounds.map(() => 2),
    )
    expect((await list(clientId)).nodes).toMatchObject([
      { id: 'b', uses: 40, lastUsedAt: late },
      { id: 'a', uses: 60, lastUsedAt: late },
    ])
    expect(codesOf(await count([{ ...uses('a', late), uses: 0 }]))).toEqual(['BAD_USER_INPUT'])
    const many = Array.from({ length: 1_001 }, () => uses('a', late))
    expect(codesOf(await count(many))).toEqual(['BAD_USER_INPUT'])
    expect(only(await count([]))).toEqual({ counted: 0 })
  })

  test('shows a count that GraphQL has no number for as the largest one', async () => {
    const clientId = await newClient()
    await register(clientId, [{ id: 'a', document: ME }])
    await room.sql`update admin.registered_operations set uses = 5000000000 where client_id = ${clientId}`
    expect((await list(clientId)).nodes).toMatchObject([{ uses: 2_147_483_647 }])
  })
})

describe('changes of operations', () => {
  const subscribe = (after?: string, actor: Actor = GATEWAY) =>
    room.admin.subgraph.subscribe(
      {
        query:
          'subscription ($after: String) { operationChanges(after: $after) { cursor clientId } }',
        variables: after === undefined ? {} : { after },
      },
      { actor, issuer: 'gateway', requestId: 'request-1' },
    )
  type Change = { cursor: string; clientId: string }
  async function take(count: number, after?: string): Promise<Change[]> {
    const source = await subscribe(after)
    if (!(Symbol.asyncIterator in source)) throw new Error(JSON.stringify(source))
    const iterator = source[Symbol.asyncIterator]()
    const taken: Change[] = []
    while (taken.length < count) {
      const { value } = (await iterator.next()) as { value: DoorResult }
      taken.push(value.data?.['operationChanges'] as Change)
    }
    await iterator.return?.()
    return taken
  }

  test('are told in order, beginning with the last 20 minutes or after a cursor', async () => {
    await room.sql`update admin.outbox set created_at = now() - interval '20 minutes'`
    const clientId = await newClient()
    await register(clientId, [{ id: 'a', document: ME }])
    await retire(clientId, ['a'])
    const other = await newClient()
    const changes = await take(4)
    expect(changes.map((each) => each.clientId)).toEqual([clientId, clientId, clientId, other])
    expect(await take(1, changes[2]?.cursor)).toEqual(changes.slice(3))
  })

  test('are for the gateway alone', async () => {
    const codes = async (actor: Actor, after?: string) => {
      const answer = await subscribe(after, actor)
      return Symbol.asyncIterator in answer ? [] : codesOf(answer)
    }
    expect(await codes(root)).toEqual(['FORBIDDEN'])
    expect(await codes(ANONYMOUS)).toEqual(['UNAUTHENTICATED'])
    expect(await codes(GATEWAY, 'nonsense')).toEqual(['BAD_USER_INPUT'])
  })
})

describe('who may', () => {
  const customer: Actor = { ...root, id: newId('usr'), roles: ['CUSTOMER', 'VENDOR'] }
  const rootsKey: Actor = { ...root, kind: 'PARTNER', keyId: newId('key') }

  test('is an administrator in person: not by a key, whoever owns it // RBA-9 RBA-10', async () => {
    const clientId = await newClient()
    for (const actor of [customer, rootsKey, GATEWAY]) {
      const answers = await Promise.all([
        upsert({ id: clientId, name: 'x', isFirstParty: true }, actor),
        register(clientId, [{ id: 'a', document: ME }], actor),
        retire(clientId, ['a'], actor),
        room.send('{ clients { nodes { id } } }', {}, actor),
        room.send(`{ registeredOperations(clientId: "x") { nodes { id } } }`, {}, actor),
        room.send('{ auditLogs { nodes { id } } }', {}, actor),
        room.send('{ users { nodes { id } } }', {}, actor),
      ])
      for (const answer of answers) expect(codesOf(answer)).toEqual(['FORBIDDEN'])
    }
  })

  test('is the gateway for what is for services, and not an administrator', async () => {
    for (const actor of [root, rootsKey, customer]) {
      const answers = await Promise.all([
        room.send(MANIFEST, {}, actor),
        room.send(BY_ID, { clientId: null, id: 'a' }, actor),
        count([], actor),
      ])
      for (const answer of answers) expect(codesOf(answer)).toEqual(['FORBIDDEN'])
    }
  })
})

test('what administrators do to clients and operations is in the audit log', async () => {
  const clientId = await newClient()
  await register(clientId, [{ id: 'a', document: ME }])
  await retire(clientId, ['a'])
  await room.settle()
  const entries = await room.sql`select action, resource_type, details from admin.audit_logs
    where resource_id = ${clientId} and request_id = 'request-1' order by at, id`
  expect(entries).toEqual([
    {
      action: 'admin:client:updated',
      resource_type: 'client',
      details: { clientId, isFirstParty: false },
    },
    {
      action: 'admin:operations:registered',
      resource_type: 'client',
      details: { clientId, ids: ['a'] },
    },
    {
      action: 'admin:operations:retired',
      resource_type: 'client',
      details: { clientId, ids: ['a'] },
    },
  ])
})
