import { type Actor, ANONYMOUS } from '@tallystick/actor'
import { newId, type Prefix } from '@tallystick/ids'
import { type Door, DoorError, type DoorFacts, type DoorRequest } from '@tallystick/subgraph-client'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { codesOf, only, openRoom, type Room, registered, root } from './room.ts'

/** The neighbours: they keep what they are asked, and answer as the test says. */
const asked: { door: string; request: DoorRequest; facts: DoorFacts }[] = []
let answer: () => unknown = () => true
const newNeighbour = (name: string): Door => ({
  name,
  async execute(request, facts) {
    asked.push({ door: name, request, facts })
    return { data: { isVisible: answer() } }
  },
  subscribe: () => Promise.reject(new Error('nothing is followed')),
})
const neighbours = ['auth', 'accounts', 'payments', 'ledger'] as const
const doors = Object.fromEntries(neighbours.map((name) => [name, newNeighbour(name)])) as Record<
  (typeof neighbours)[number],
  Door
>

let room: Room
beforeAll(async () => {
  room = await openRoom({ doors })
})
beforeEach(() => {
  asked.length = 0
  answer = () => true
})
afterAll(() => room.close())

const ada: Actor = { ...ANONYMOUS, kind: 'USER', id: newId('usr'), roles: ['CUSTOMER'] }
const find = (id: string, actor: Actor = ada, selection = '__typename id') =>
  room.send(`query ($id: ID!) { node(id: $id) { ${selection} } }`, { id }, actor)

const OWNED: readonly (readonly [Prefix, string, string])[] = [
  ['usr', 'User', 'auth'],
  ['key', 'ApiKey', 'auth'],
  ['acc', 'Account', 'accounts'],
  ['pay', 'Payment', 'payments'],
  ['ltx', 'LedgerTransaction', 'ledger'],
  ['lac', 'LedgerAccount', 'ledger'],
  ['rec', 'Reconciliation', 'ledger'],
  ['brk', 'ReconciliationBreak', 'ledger'],
  ['stm', 'ProviderStatement', 'ledger'],
]

describe('node', () => {
  it.each(OWNED)(
    'of an id with %s is a %s when %s says that the caller may see it',
    async (prefix, type, owner) => {
      const id = newId(prefix)
      expect(only(await find(id))).toEqual({ __typename: type, id })
      const viewer = { personId: ada.id, isAdministrator: false, byKey: false }
      expect(asked).toMatchObject([
        {
          door: owner,
          request: { variables: { id, viewer } },
          // A process speaks for itself: whom it asks for is part of the question.
          facts: {
            actor: { kind: 'SERVICE', id: 'admin' },
            issuer: 'admin',
            requestId: 'request-1',
          },
        },
      ])
    },
  )

  it.each(OWNED)(
    'of an id with %s is NOT_FOUND otherwise, even its type (SEC-5)',
    async (prefix) => {
      answer = () => false
      for (const selection of ['__typename', 'id', '... on User { id }']) {
        const refused = await find(newId(prefix), ada, selection)
        expect(refused).toMatchObject({ data: { node: null } })
        expect(codesOf(refused)).toEqual(['NOT_FOUND'])
      }
    },
  )

  it('says that the caller is an administrator, and is not for keys', async () => {
    await find(newId('pay'), root)
    const byKey = await find(newId('pay'), { ...root, kind: 'PARTNER', keyId: newId('key') })
    expect(codesOf(byKey)).toEqual(['FORBIDDEN'])
    expect(asked.map(({ request }) => request.variables?.['viewer'])).toEqual([
      { personId: root.id, isAdministrator: true, byKey: false },
    ])
  })

  it('asks nobody about text that is no id of a node, and answers in the same words', async () => {
    answer = () => false
    const absent = await find(newId('pay'))
    asked.length = 0
    for (const id of [
      '',
      'nothing',
      'pay_1',
      newId('ses'),
      newId('ent'),
      newId('evt'),
      newId('hld'),
    ])
      expect(await find(id, root)).toEqual(absent)
    expect(asked).toEqual([])
  })

  it('of an entry of the audit log is for administrators, never by a key', async () => {
    await room.empty()
    await room.tell(registered())
    const { nodes } = only<{ nodes: { id: string }[] }>(
      await room.send('{ auditLogs { nodes { id } } }'),
    )
    const id = nodes[0]?.id ?? ''
    const selection = '__typename id ... on AuditLog { action actor { id } }'
    expect(only(await find(id, root, selection))).toMatchObject({
      __typename: 'AuditLog',
      id,
      action: 'auth:user:registered',
    })
    expect(codesOf(await find(id, ada))).toEqual(['NOT_FOUND'])
    expect(codesOf(await find(id, { ...root, kind: 'PARTNER' }))).toEqual(['FORBIDDEN'])
    expect(codesOf(await find(newId('aud'), root))).toEqual(['NOT_FOUND'])
    expect(asked).toEqual([])
  })

  it('says that a neighbour gives no answer, and never what it does not know', async () => {
    const failing = (reason: 'UNREACHABLE' | 'DEADLINE') => () => {
      throw new DoorError({ subgraph: 'payments', outcome: 'NOT_APPLIED', reason })
    }
    answer = failing('UNREACHABLE')
    expect(codesOf(await find(newId('pay')))).toEqual(['SERVICE_UNAVAILABLE'])
    answer = failing('DEADLINE')
    expect(codesOf(await find(newId('pay')))).toEqual(['TIMEOUT'])
    for (const nonsense of [null, 'true', 1]) {
      answer = () => nonsense
      expect(codesOf(await find(newId('pay')))).toEqual(['INTERNAL'])
    }
  })

  it('is not for a caller without a credential', async () => {
    expect(codesOf(await find(newId('pay'), ANONYMOUS))).toEqual(['UNAUTHENTICATED'])
    expect(asked).toEqual([])
  })
})
