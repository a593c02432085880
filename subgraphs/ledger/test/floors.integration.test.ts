import { type Actor, ANONYMOUS } from '@tallystick/actor'
import { verifyBooks } from '@tallystick/db/checks'
import { newId, toUuid } from '@tallystick/ids'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openRoom, PAYMENTS, person, type Room, topUp, transfer, wallet } from './room.ts'

let room: Room
const admin = person(newId('usr'), 'ADMIN')
beforeAll(async () => {
  room = await openRoom()
})
afterAll(() => room.close())

const SET = `mutation ($input: SetOverdraftLimitInput!) { setOverdraftLimit(input: $input) {
  __typename ... on SetOverdraftLimitSuccess { account { id } limit { amount currency } } ... on OverdraftLimitRefused { code message }
} }`
type Answer = Readonly<{ __typename: string; code?: string; limit?: { amount: string } }>

const inputOf = (accountId: string, amount: bigint | string, over: object = {}) => ({
  accountId,
  limit: { amount: String(amount), currency: 'USD' },
  reason: 'a good customer',
  ...over,
})
async function setLimit(accountId: string, amount: bigint, over: object = {}): Promise<Answer> {
  const answer: { setOverdraftLimit: Answer } = await room.data(
    SET,
    { input: inputOf(accountId, amount, over) },
    admin,
  )
  return answer.setOverdraftLimit
}
const refusals = (outcomes: readonly { refusal: string | null }[]) =>
  outcomes.map(({ refusal }) => refusal)
const changesOf = (accountId: string) =>
  room.asAdmin(sql`
    select c.after_version::int, c.floor_before::text, c.floor::text, c.reason, c.actor_id from ledger.floor_changes c
      join ledger.ledger_accounts a on a.id = c.ledger_account_id where a.account_id = ${toUuid('acc', accountId)}
     order by c.recorded_at`)

describe('setOverdraftLimit', () => {
  it('lets an account go so far below zero, to the unit, and holds count // LED-6', async () => {
    const [ada, ben] = [wallet(), wallet()]
    await room.post(topUp(ada, 100n))
    expect(refusals(await room.post(transfer(ada, ben, 101n)))).toEqual(['INSUFFICIENT_FUNDS'])
    expect(await setLimit(ada.accountId, 50n)).toEqual({
      __typename: 'SetOverdraftLimitSuccess',
      account: { id: ada.accountId },
      limit: { amount: '50', currency: 'USD' },
    })
    await room.data(
      'mutation ($input: PlaceHoldInput!) { placeHold(input: $input) { __typename } }',
      {
        input: { id: newId('hld'), ledgerAccount: ada, amount: { amount: '30', currency: 'USD' } },
      },
    )
    expect(refusals(await room.post(transfer(ada, ben, 121n), transfer(ada, ben, 120n)))).toEqual([
      'INSUFFICIENT_FUNDS',
      null,
    ])
    expect(await room.balance(ada)).toMatchObject({
      posted: { amount: '-20' },
      available: { amount: '-50' },
    })
    expect(await setLimit(ada.accountId, 49n)).toMatchObject({ code: 'OVERDRAWN_FURTHER' })
    await room.post(topUp(ada, 50n))
    expect(await setLimit(ada.accountId, 0n)).toMatchObject({ limit: { amount: '0' } })
    expect(refusals(await room.post(transfer(ada, ben, 1n)))).toEqual(['INSUFFICIENT_FUNDS'])
    expect(await changesOf(ada.accountId)).toEqual([
      {
        after_version: 1,
        floor_before: '0',
        floor: '-50',
        reason: 'a good customer',
        actor_id: admin.id,
      },
      {
        after_version: 3,
        floor_before: '-50',
        floor: '0',
        reason: 'a good customer',
        actor_id: admin.id,
      },
    ])
    expect(
      (await verifyBooks(room.database.adminUrl)).filter(({ invariant }) => invariant === 'I4'),
    ).toEqual([])
  })

  it('writes down in which order it was set, also within a millisecond, and nothing when nothing changes', async () => {
    const ada = wallet()
    await room.post(topUp(ada, 1n))
    for (const limit of [5n, 5n, 7n, 3n]) await setLimit(ada.accountId, limit)
    await Promise.all([1n, 2n, 3n, 4n, 5n].map((limit) => setLimit(ada.accountId, limit)))
    const changes = await changesOf(ada.accountId)
    expect(changes.slice(0, 3).map(({ floor }) => floor)).toEqual(['-5', '-7', '-3'])
    for (const [index, change] of changes.entries())
      expect(change['floor_before']).toBe(changes[index - 1]?.['floor'] ?? '0')
  })

  it('is told of, by whom and why', async () => {
    const ada = wallet()
    await room.post(topUp(ada, 1n))
    await setLimit(ada.accountId, 5n, { reason: 'asked by phone' })
    await setLimit(newId('acc'), 5n)
    const events = await room.ledger.outbox.read({ limit: 10_000 })
    expect(events.filter(({ aggregate }) => aggregate.id === ada.accountId)).toMatchObject([
      {
        type: 'ledger:overdraft-limit:set',
        body: {
          accountId: ada.accountId,
          limitMinor: '5',
          currency: 'USD',
          reason: 'asked by phone',
        },
        cause: { actor: { kind: 'USER', id: admin.id } },
      },
    ])
  })

  it('refuses an account that the ledger does not know, and another currency', async () => {
    const ada = wallet()
    await room.post(topUp(ada, 1n))
    expect(await setLimit(newId('acc'), 1n)).toMatchObject({ code: 'ACCOUNT_UNKNOWN' })
    const limit = { amount: '1', currency: 'EUR' }
    expect(await setLimit(ada.accountId, 1n, { limit })).toMatchObject({
      code: 'CURRENCY_MISMATCH',
    })
  })

  it('is for administrators', async () => {
    const ada = wallet()
    await room.post(topUp(ada, 1n))
    const codeOf = async (actor: Actor) => {
      const { errors } = await room.run(SET, { input: inputOf(ada.accountId, 1n) }, actor)
      return errors?.[0]?.extensions?.['code']
    }
    expect(await codeOf(person(ada.ownerId))).toBe('FORBIDDEN')
    expect(await codeOf(PAYMENTS)).toBe('FORBIDDEN')
    expect(await codeOf(ANONYMOUS)).toBe('UNAUTHENTICATED')
    expect(await changesOf(ada.accountId)).toEqual([])
  })

  it.each([
    ['less than nothing', inputOf(newId('acc'), '-1')],
    ['79 digits', inputOf(newId('acc'), '9'.repeat(79))],
    ['an id of another kind', inputOf(newId('pay'), '1')],
    ['a reason of 501 characters', inputOf(newId('acc'), '1', { reason: 'r'.repeat(501) })],
  ])('refuses %s as bad input', async (_what, input) => {
    const { errors } = await room.run(SET, { input }, admin)
    expect(errors?.[0]?.extensions?.['code']).toBe('BAD_USER_INPUT')
  })
})
