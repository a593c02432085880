/** Attacks on sign-ins are told of, at exactly so many failures, once for as long as they last. */
import { newId } from '@tallystick/ids'
import { newLogger } from '@tallystick/telemetry'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { GATEWAY } from './keys.ts'
import { proofsOf, quickHasher } from './mailbox.ts'
import { facts, only, openRoom, type Room } from './room.ts'

const MINUTE = 60_000
const abuse = {
  windowMinutes: 15,
  networkAccountsMax: 4,
  accountNetworksMax: 3,
  sprayAccountsMax: 20,
}
let lines = ''
const log = newLogger({ name: 'test', destination: { write: (line) => (lines += line) } })

let room: Room
beforeAll(async () => {
  room = await openRoom({ hasher: quickHasher(), settings: { abuse }, log })
})
beforeEach(async () => {
  lines = ''
  await room.sql`truncate auth.users, auth.sign_in_tallies, auth.abuse_alerts cascade`
  await room.sql`delete from auth.outbox`
})
afterAll(() => room.close())

const look = () => room.chore('detect-abuse')
const told = () =>
  room.sql`select body, aggregate_type, aggregate_id, actor_kind, actor_id from auth.outbox
    where type = 'auth:abuse:detected' order by sequence`
const fail = (address: string, email = `${crypto.randomUUID()}@demo.test`) =>
  proofsOf(room, address).signIn({ email, password: 'wrong-password' })
const AWAY = '198.51.100.7'

describe('failed sign-ins // AUT-19', () => {
  it('of three accounts from one network are not told, of four they are', async () => {
    await room.newSession()
    await fail(AWAY, 'ada@demo.test')
    await fail('198.51.100.200')
    await fail(AWAY)
    await fail('198.51.101.1')
    expect(await look()).toBe(0)
    await fail(AWAY)
    expect(await look()).toBe(1)
    expect(await told()).toEqual([
      {
        body: {
          kind: 'CREDENTIAL_STUFFING',
          network: '198.51.100.0/24',
          userId: null,
          accounts: 4,
          networks: 1,
          minutes: 15,
        },
        aggregate_type: 'network',
        aggregate_id: '198.51.100.0/24',
        actor_kind: 'SERVICE',
        actor_id: 'auth',
      },
    ])
    expect(lines).toContain('sign-ins are being attacked')
    expect(lines + JSON.stringify(await told())).not.toMatch(/demo\.test|wrong-password/)
  })

  it('of one account from two networks are not told, from three they are', async () => {
    const { user } = await room.newSession()
    for (const address of ['192.0.2.1', '192.0.2.2', '198.51.100.1'])
      await fail(address, 'ada@demo.test')
    expect(await look()).toBe(0)
    await fail('203.0.113.1', 'ada@demo.test')
    expect(await look()).toBe(1)
    expect((await told())[0]).toMatchObject({
      body: { kind: 'DISTRIBUTED_GUESSING', userId: user.id, network: null, networks: 3 },
      aggregate_type: 'user',
      aggregate_id: user.id,
    })
  })

  it('of many accounts, a little each, from ten networks are told as one', async () => {
    const from = async (networks: number, accounts: number) => {
      await room.sql`delete from auth.sign_in_tallies`
      for (let at = 0; at < accounts; at++) await fail(`10.0.${at % networks}.1`)
    }
    await from(10, 19)
    expect(await look()).toBe(0)
    await from(9, 20)
    expect(await look()).toBe(0)
    await from(10, 20)
    expect(await look()).toBe(1)
    expect((await told())[0]).toMatchObject({
      body: { kind: 'PASSWORD_SPRAYING', accounts: 20, networks: 10 },
      aggregate_type: 'system',
      aggregate_id: '*',
    })
    await room.sql`truncate auth.abuse_alerts`
    await room.sql`update auth.sign_in_tallies set failures = 3`
    expect(await look()).toBe(0)
  })

  it('count for exactly 15 minutes', async () => {
    for (let at = 0; at < 3; at++) await fail(AWAY)
    room.later(15 * MINUTE - 1)
    await fail(AWAY)
    expect(await look()).toBe(1)
    await room.sql`truncate auth.abuse_alerts`
    room.later(1)
    expect(await look()).toBe(0)
  })

  it('are told once while they go on, and anew when they come back after a quiet window', async () => {
    const attack = async () => {
      for (let at = 0; at < 4; at++) await fail(AWAY)
    }
    await attack()
    expect([await look(), await look()]).toEqual([1, 0])
    for (let round = 0; round < 3; round++) {
      room.later(10 * MINUTE)
      await attack()
      expect(await look()).toBe(0)
    }
    room.later(15 * MINUTE)
    expect(await look()).toBe(0)
    await attack()
    expect(await look()).toBe(1)
    expect(await told()).toHaveLength(2)
  })

  it('are told once by several processes that look at the same moment', async () => {
    for (let at = 0; at < 4; at++) await fail(AWAY)
    const looks = await Promise.all(Array.from({ length: 20 }, look))
    expect(looks.filter((count) => count === 1)).toHaveLength(1)
    expect(await told()).toHaveLength(1)
  })

  it('are no attack once the right password came from there', async () => {
    for (const name of ['a', 'b', 'c', 'd']) {
      await room.newSession({ email: `${name}@demo.test` })
      await fail(AWAY, `${name}@demo.test`)
    }
    await proofsOf(room, AWAY).signIn({ email: 'a@demo.test' })
    expect(await look()).toBe(0)
  })

  it('change nothing but what is told: who knows the password still gets in // AUT-19', async () => {
    await room.newSession()
    for (let at = 0; at < 4; at++) await fail(AWAY)
    await look()
    expect(only(await proofsOf(room, AWAY).signIn())).toMatchObject({ __typename: 'SignInSuccess' })
  })

  it('are told to the gateway as they are detected, and to nobody else', async () => {
    const query = 'subscription { abuseAlerts { cursor kind } }'
    const stream = await room.auth.subgraph.subscribe({ query }, facts(GATEWAY))
    if (!(Symbol.asyncIterator in stream)) throw new Error(JSON.stringify(stream))
    const next = stream[Symbol.asyncIterator]().next()
    for (let at = 0; at < 4; at++) await fail(AWAY)
    await look()
    expect((await next).value.data.abuseAlerts).toMatchObject({ kind: 'CREDENTIAL_STUFFING' })
    await stream[Symbol.asyncIterator]().return?.()
    const refused = await room.auth.subgraph.subscribe(
      { query },
      facts({ ...GATEWAY, kind: 'USER', id: newId('usr') }),
    )
    expect(refused).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] })
  })
})
