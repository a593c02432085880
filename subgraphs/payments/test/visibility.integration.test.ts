import { ANONYMOUS, serviceActor } from '@tallystick/actor'
import { newId } from '@tallystick/ids'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type House, openHouse, run, send } from './house.ts'

const ASK = 'query ($id: ID!, $viewer: ViewerInput!) { isVisible(id: $id, viewer: $viewer) }'

let house: House
beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house.close())

describe('what Payments says of who may see a payment', () => {
  const admin = { actor: serviceActor('admin'), issuer: 'admin', requestId: 'request-1' }
  const ask = async (id: string, personId: string, over: object = {}) => {
    const viewer = { personId, isAdministrator: false, byKey: false, ...over }
    return (await run(house.payments.subgraph, admin, [ASK, { id, viewer }])).data.isVisible
  }

  it('is yes for both sides, their keys and administrators, and no for the rest (PAY-9)', async () => {
    const [ada, ben, cleo] = [
      await house.newPerson(10_00n),
      await house.newPerson(),
      await house.newPerson(),
    ]
    const { id } = (await send(house.payments.subgraph, [ada, ben], { minor: 1n }))['payment']
    for (const { id: party } of [ada, ben]) {
      expect(await ask(id, party)).toBe(true)
      expect(await ask(id, party, { byKey: true })).toBe(true)
    }
    expect(await ask(id, cleo.id)).toBe(false)
    expect(await ask(id, cleo.id, { isAdministrator: true })).toBe(true)
    expect(await ask(id, cleo.id, { isAdministrator: true, byKey: true })).toBe(false)
    for (const none of [newId('pay'), newId('acc'), 'pay_1', ''])
      expect(await ask(none, ada.id, { isAdministrator: true })).toBe(false)
  })

  it('is for processes of ours alone', async () => {
    const viewer = { personId: newId('usr'), isAdministrator: true, byKey: false }
    const nobody = { actor: ANONYMOUS, issuer: 'gateway', requestId: 'request-1' }
    const answer = await run(house.payments.subgraph, nobody, [ASK, { id: newId('pay'), viewer }])
    expect(answer.codes).toEqual(['UNAUTHENTICATED'])
  })
})
