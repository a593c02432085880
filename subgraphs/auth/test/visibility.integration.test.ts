import { serviceActor } from '@tallystick/actor'
import { newId } from '@tallystick/ids'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Key, keysOf } from './keys.ts'
import { codesOf, facts, only, openRoom, type Room, userActor } from './room.ts'

const ASK = 'query ($id: ID!, $viewer: ViewerInput!) { isVisible(id: $id, viewer: $viewer) }'

let room: Room
let ada: string
let keyId: string
beforeAll(async () => {
  room = await openRoom()
  const { id: sessionId, user } = await room.newSession()
  ada = user.id
  keyId = only<{ key: Key }>(await keysOf(room).create(userActor(ada, { sessionId }))).key.id
})
afterAll(() => room.close())

const ask = async (id: string, personId: string, over: object = {}) => {
  const viewer = { personId, isAdministrator: false, byKey: false, ...over }
  const admin = facts(serviceActor('admin'), { issuer: 'admin' })
  return only(await room.auth.subgraph.execute({ query: ASK, variables: { id, viewer } }, admin))
}

describe('what Auth says of who may see', () => {
  test('a person: themselves, their keys and administrators', async () => {
    expect(await ask(ada, ada)).toBe(true)
    expect(await ask(ada, ada, { byKey: true })).toBe(true)
    expect(await ask(ada, newId('usr'))).toBe(false)
    expect(await ask(ada, newId('usr'), { isAdministrator: true })).toBe(true)
    for (const none of [newId('usr'), 'usr_1', ''])
      expect(await ask(none, none, { isAdministrator: true })).toBe(false)
  })

  test('a key: its owner and administrators in person, and no key', async () => {
    expect(await ask(keyId, ada)).toBe(true)
    expect(await ask(keyId, ada, { byKey: true })).toBe(false)
    expect(await ask(keyId, newId('usr'))).toBe(false)
    expect(await ask(keyId, newId('usr'), { isAdministrator: true })).toBe(true)
    for (const none of [newId('key'), 'key_1'])
      expect(await ask(none, ada, { isAdministrator: true })).toBe(false)
  })

  test('is told to processes of ours alone', async () => {
    const viewer = { personId: ada, isAdministrator: true, byKey: false }
    const request = { query: ASK, variables: { id: ada, viewer } }
    const answer = await room.auth.subgraph.execute(request, facts(userActor(ada)))
    expect(codesOf(answer)).toEqual(['FORBIDDEN'])
  })
})

test('a key that the gateway asks for by its id is there for those who may see it, and for no one else', async () => {
  const ENTITY =
    'query ($r: [_Any!]!) { _entities(representations: $r) { ... on ApiKey { name } } }'
  const find = (actor: Parameters<typeof facts>[0]) =>
    room.auth.subgraph.execute(
      { query: ENTITY, variables: { r: [{ __typename: 'ApiKey', id: keyId }] } },
      facts(actor),
    )
  expect(only(await find(userActor(ada)))).toEqual([{ name: 'Shop' }])
  expect(only(await find(userActor(newId('usr'), { roles: ['ADMIN'] })))).toEqual([
    { name: 'Shop' },
  ])
  for (const stranger of [userActor(newId('usr')), userActor(ada, { kind: 'PARTNER' })])
    expect(codesOf(await find(stranger))).toEqual(['NOT_FOUND'])
})
