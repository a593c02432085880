import { newId } from '@tallystick/ids'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newRoom, person, type Room } from './room.ts'

const ASK = 'query ($id: ID!, $viewer: ViewerInput!) { isVisible(id: $id, viewer: $viewer) }'

let room: Room
beforeAll(async () => {
  room = await newRoom()
})
afterAll(() => room.close())

describe('what Accounts says of who may see an account', () => {
  const ask = async (id: string, personId: string | null, over: object = {}) =>
    (
      await room.runAsService(ASK, {
        id,
        viewer: { personId, isAdministrator: false, byKey: false, ...over },
      })
    ).data.isVisible

  it('is yes for its owner, their keys and administrators, and no for the rest (ACC-10)', async () => {
    const ada = person()
    const { data } = await room.run('{ accounts { nodes { id } } }', { actor: ada })
    const { id } = data.accounts.nodes[0]
    expect(await ask(id, ada.id)).toBe(true)
    expect(await ask(id, ada.id, { byKey: true })).toBe(true)
    expect(await ask(id, newId('usr'))).toBe(false)
    expect(await ask(id, newId('usr'), { isAdministrator: true })).toBe(true)
    expect(await ask(id, newId('usr'), { isAdministrator: true, byKey: true })).toBe(false)
    for (const none of [newId('acc'), newId('pay'), 'acc_1', 'acc_', ''])
      expect(await ask(none, ada.id, { isAdministrator: true })).toBe(false)
  })

  it('is for processes of ours alone', async () => {
    const viewer = { personId: newId('usr'), isAdministrator: true, byKey: false }
    const asked = { variables: { id: newId('acc'), viewer } }
    expect((await room.run(ASK, { ...asked, actor: person() })).codes).toEqual(['FORBIDDEN'])
    expect((await room.run(ASK, asked)).codes).toEqual(['UNAUTHENTICATED'])
  })
})
