import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { proofsOf, quickHasher } from './mailbox.ts'
import { only, openRoom, type Room, type Session } from './room.ts'

const MINUTE = 60_000
/** Where the owner is, and somebody else. */
const HOME = '203.0.113.9'
const AWAY = '198.51.100.7'

let room: Room
beforeAll(async () => {
  room = await openRoom({ hasher: quickHasher() })
})
beforeEach(() => room.sql`truncate auth.users, auth.sign_in_tallies cascade`)
afterAll(() => room.close())

const codeAt = async (address: string, over: object = {}) => {
  const { code, __typename } = only(await proofsOf(room, address).signIn(over))
  return code ?? __typename
}
const guess = async (times: number, address: string, email = 'ada@demo.test') => {
  for (let time = 0; time < times; time++)
    expect(await codeAt(address, { email, password: 'wrong-password' })).toBe('INVALID_CREDENTIALS')
}
const locks = () =>
  room.sql`select body, address from auth.outbox where type = 'auth:account:locked' order by sequence`

describe('wrong passwords', () => {
  it('lock with the fifth and not with the fourth // AUT-14 NFR-4', async () => {
    await room.newSession()
    await guess(4, AWAY)
    expect(await codeAt(AWAY)).toBe('SignInSuccess')
    await guess(5, AWAY)
    expect(await codeAt(AWAY)).toBe('ACCOUNT_LOCKED')
  })

  it('lock for exactly 15 minutes // AUT-14 NFR-4', async () => {
    await room.newSession()
    await guess(5, AWAY)
    room.later(15 * MINUTE - 1)
    expect(await codeAt(AWAY)).toBe('ACCOUNT_LOCKED')
    room.later(1)
    expect(await codeAt(AWAY)).toBe('SignInSuccess')
  })

  it('lock an administrator for exactly 30 minutes // AUT-14', async () => {
    const { user } = await room.newSession()
    await room.assignRole({ userId: user.id, role: 'ADMIN' })
    await guess(5, AWAY)
    room.later(30 * MINUTE - 1)
    expect(await codeAt(AWAY)).toBe('ACCOUNT_LOCKED')
    room.later(1)
    expect(await codeAt(AWAY)).toBe('SignInSuccess')
  })

  it('are forgotten with the right one // AUT-14', async () => {
    await room.newSession()
    for (let round = 0; round < 3; round++) {
      await guess(4, AWAY)
      expect(await codeAt(AWAY)).toBe('SignInSuccess')
    }
  })

  it('lock the network that they came from, and nobody’s else // AUT-14', async () => {
    await room.newSession()
    await room.newSession({ email: 'ben@demo.test' })
    await guess(5, AWAY)
    expect(await codeAt('198.51.100.250')).toBe('ACCOUNT_LOCKED')
    expect(await codeAt('198.51.101.7')).toBe('SignInSuccess')
    expect(await codeAt(HOME)).toBe('SignInSuccess')
    expect(await codeAt(AWAY, { email: 'ben@demo.test' })).toBe('SignInSuccess')
  })

  it('are told of once, without what was typed // AUT-14 AUT-19', async () => {
    const { user } = await room.newSession()
    await guess(7, AWAY)
    expect((await locks()).filter(({ body }) => JSON.stringify(body).includes(user.id))).toEqual([
      {
        body: {
          userId: user.id,
          guessed: 'PASSWORD',
          scope: 'NETWORK',
          until: new Date(room.clock.now.getTime() + 15 * MINUTE).toISOString(),
        },
        address: AWAY,
      },
    ])
  })

  it('that go on while locked make it no longer, and learn nothing from the tenth on // AUT-14', async () => {
    await room.newSession()
    await guess(9, AWAY)
    expect(await codeAt(AWAY)).toBe('ACCOUNT_LOCKED')
    await guess(1, AWAY)
    expect(await codeAt(AWAY)).toBe('INVALID_CREDENTIALS')
    room.later(15 * MINUTE)
    expect(await codeAt(AWAY)).toBe('SignInSuccess')
  })

  it('from everywhere lock every network that the person is not known on, and never one that they are // AUT-14 AUT-19', async () => {
    const { user } = await room.newSession()
    for (let network = 0; network < 25; network++) await guess(4, `192.0.${network}.1`)
    expect(await codeAt(AWAY)).toBe('ACCOUNT_LOCKED')
    expect(await codeAt('203.0.113.77')).toBe('SignInSuccess')
    expect(await codeAt(HOME)).toBe('SignInSuccess')
    const told = (await locks()).filter(({ body }) => JSON.stringify(body).includes(user.id))
    expect(told).toMatchObject([{ body: { scope: 'UNKNOWN_NETWORKS' } }])
    room.later(15 * MINUTE)
    expect(await codeAt(AWAY)).toBe('SignInSuccess')
  }, 30_000)

  it('of 50 at once are all counted // AUT-14', async () => {
    await room.newSession()
    await Promise.all(Array.from({ length: 50 }, () => guess(1, AWAY)))
    expect(
      await room.sql`select network, failures from auth.sign_in_tallies order by network`,
    ).toEqual([
      { network: '*', failures: 50 },
      { network: '198.51.100.0/24', failures: 50 },
    ])
    expect(await codeAt(HOME)).toBe('SignInSuccess')
  })

  it('for nobody lock nobody, and leave rows that are gone after a day // AUT-14', async () => {
    await guess(6, AWAY, 'nobody@demo.test')
    expect(await room.sql`select count(*)::int as n from auth.sign_in_tallies`).toEqual([{ n: 12 }])
    room.later(24 * 60 * MINUTE + 1)
    await room.chore('forget-sign-in-tallies')
    expect(await room.sql`select 1 from auth.sign_in_tallies`).toEqual([])
  })
})

it('a person whom nobody knows the network of has one all the same // AUT-14', async () => {
  const { user } = only<{ session: Session }>(await room.signUp()).session
  await guess(5, 'not an address')
  expect(await codeAt('not an address')).toBe('ACCOUNT_LOCKED')
  expect(await codeAt(HOME)).toBe('SignInSuccess')
  expect(user.id).toMatch(/^usr_/)
})
