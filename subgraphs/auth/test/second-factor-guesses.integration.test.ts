/** Guessing at second factors, and using one thing many times at once. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newAuthenticator } from './authenticator.ts'
import { factorsOf, notThe } from './factors.ts'
import { actorOf, newMailbox, proofsOf, quickHasher } from './mailbox.ts'
import { passkeysOf } from './passkeys.ts'
import { raceOf } from './race.ts'
import { only, openRoom, type Room } from './room.ts'

const MINUTE = 60_000
/** Where the owner is, and somebody else who knows the password. */
const HOME = '203.0.113.9'
const AWAY = '198.51.100.7'

const mailbox = newMailbox()
let room: Room
beforeAll(async () => {
  room = await openRoom({ hasher: quickHasher(), notifier: mailbox.notifier })
})
beforeEach(async () => {
  await room.sql`truncate auth.users, auth.sign_in_tallies, auth.outbox cascade`
  room.later(MINUTE)
  mailbox.messages.length = 0
})
afterAll(() => room.close())

const newOwner = async () => {
  const session = await room.newSession()
  const app = await factorsOf(room).addApp(session)
  room.later(MINUTE)
  return { session, ...app }
}
const from = (address: string) => factorsOf(room, address)
/** A wrong code for a new challenge. */
const guess = async (address: string, secret: string) => {
  const there = from(address)
  const { challengeId } = await there.ask()
  return there.answer({ challengeId, code: notThe(there.codeOf(secret)) })
}
/** The right code for a new challenge. */
const right = async (address: string, secret: string) => {
  const there = from(address)
  const { challengeId } = await there.ask()
  room.later(30_000)
  return there.answer({ challengeId, code: there.codeOf(secret) })
}

describe('wrong second factors', () => {
  it('end a challenge with the fifth and not with the fourth // MFA-1', async () => {
    const { secret } = await newOwner()
    const home = from(HOME)
    const code = home.codeOf(secret)
    const four = await home.ask()
    for (let time = 0; time < 4; time++)
      expect(await home.answer({ challengeId: four.challengeId, code: notThe(code) })).toBe(
        'INVALID_CODE',
      )
    expect(await home.answer({ challengeId: four.challengeId, code })).toBe('VerifyMfaSuccess')
    const five = await home.ask()
    room.later(30_000)
    for (let time = 0; time < 5; time++)
      await home.answer({ challengeId: five.challengeId, code: notThe(home.codeOf(secret)) })
    expect(await home.answer({ challengeId: five.challengeId, code: home.codeOf(secret) })).toBe(
      'CHALLENGE_ENDED',
    )
  })

  it('lock the network that they came from over all challenges, for exactly 15 minutes // MFA-1 AUT-14', async () => {
    const { secret } = await newOwner()
    for (let time = 0; time < 4; time++) expect(await guess(AWAY, secret)).toBe('INVALID_CODE')
    expect(await guess(AWAY, secret)).toBe('INVALID_CODE')
    const lockedAt = room.clock.now.getTime()
    expect(await right(AWAY, secret)).toBe('ACCOUNT_LOCKED')
    expect(await right(HOME, secret)).toBe('VerifyMfaSuccess')
    const there = from(AWAY)
    room.clock.now = new Date(lockedAt + 15 * MINUTE - 1)
    const { challengeId } = await there.ask()
    const code = there.codeOf(secret)
    expect(await there.answer({ challengeId, code })).toBe('ACCOUNT_LOCKED')
    room.later(1)
    expect(await there.answer({ challengeId, code: there.codeOf(secret) })).toBe('VerifyMfaSuccess')
  })

  it('from everywhere lock every network that the person is not known on // MFA-1 AUT-14', async () => {
    const { secret } = await newOwner()
    for (let network = 0; network < 9; network++)
      expect(await guess(`192.0.${network}.1`, secret)).toBe('INVALID_CODE')
    expect(await guess('192.0.9.1', secret)).toBe('INVALID_CODE')
    expect(await guess('192.0.10.1', secret)).toBe('ACCOUNT_LOCKED')
    expect(await right(AWAY, secret)).toBe('ACCOUNT_LOCKED')
    expect(await right(HOME, secret)).toBe('VerifyMfaSuccess')
  })

  it('lock out of recovery codes, too, and tell the person and the log once // MFA-1 AUT-19', async () => {
    const { secret, recoveryCodes, actor } = await newOwner()
    await mailbox.next('SECURITY_NOTICE')
    for (let time = 0; time < 5; time++) await guess(AWAY, secret)
    const there = from(AWAY)
    const { challengeId } = await there.ask()
    const [recoveryCode] = recoveryCodes
    expect(await there.answer({ challengeId, recoveryCode })).toBe('ACCOUNT_LOCKED')
    expect(await mailbox.next('SECURITY_NOTICE')).toMatchObject({
      values: { what: 'FACTOR_GUESSED' },
    })
    const rows = await room.sql`select type, body from auth.outbox
      where type in ('auth:mfa:failed', 'auth:account:locked') order by sequence`
    expect(rows.filter(({ type }) => type === 'auth:mfa:failed')).toHaveLength(5)
    expect(rows[0]?.['body']).toEqual({ userId: actor.id, purpose: 'SIGN_IN', method: 'TOTP' })
    expect(rows.filter(({ type }) => type === 'auth:account:locked')).toMatchObject([
      { body: { userId: actor.id, guessed: 'SECOND_FACTOR', scope: 'NETWORK' } },
    ])
  })

  it('are forgotten with a right one from there // MFA-1', async () => {
    const { secret } = await newOwner()
    for (let round = 0; round < 2; round++) {
      for (let time = 0; time < 4; time++) await guess(HOME, secret)
      expect(await right(HOME, secret)).toBe('VerifyMfaSuccess')
    }
  })

  it('are not forgotten with a right password, nor with a new one // MFA-1', async () => {
    const { secret } = await newOwner()
    for (let time = 0; time < 4; time++) await guess(AWAY, secret)
    await from(AWAY).ask()
    await proofsOf(room).requestPasswordReset({ email: 'ada@demo.test' })
    const message = await mailbox.next('PASSWORD_RESET')
    const token = message.values.link.split('#token=')[1]
    const password = 'another-horse-battery'
    await proofsOf(room).resetPassword({ token, password })
    const there = from(AWAY)
    const { challengeId } = await there.ask({ password })
    const wrong = { challengeId, code: notThe(there.codeOf(secret)) }
    expect(await there.answer(wrong)).toBe('INVALID_CODE')
    expect(await there.answer(wrong)).toBe('ACCOUNT_LOCKED')
  })

  it('leave the count of wrong passwords until the factor was shown // MFA-1 AUT-14', async () => {
    const { secret } = await newOwner()
    const wrong = () => proofsOf(room, AWAY).signIn({ password: 'wrong-password' })
    for (let time = 0; time < 4; time++) await wrong()
    expect(await guess(AWAY, secret)).toBe('INVALID_CODE')
    await wrong()
    expect(await from(AWAY).ask()).toMatchObject({ code: 'ACCOUNT_LOCKED' })
  })

  it('of passkeys are no guesses: they lock nobody out, and a lock keeps no passkey out // MFA-2 AUT-14', async () => {
    const { session, secret } = await newOwner()
    const device = newAuthenticator()
    await room.sql`update auth.sessions set proved_at = ${room.clock.now.toISOString()}`
    await passkeysOf(room).register(session, device)
    for (let time = 0; time < 6; time++) {
      const { challengeId } = await from(AWAY).ask()
      expect(await from(AWAY).answer({ challengeId, passkey: '{}' })).toBe('INVALID_CODE')
    }
    for (let time = 0; time < 5; time++) expect(await guess(AWAY, secret)).toBe('INVALID_CODE')
    expect(await right(AWAY, secret)).toBe('ACCOUNT_LOCKED')
    const { challengeId, passkeyOptions } = await from(AWAY).ask()
    const passkey = device.get(passkeyOptions ?? '')
    expect(await from(AWAY).answer({ challengeId, passkey })).toBe('VerifyMfaSuccess')
  })

  it('of 50 at once are all counted, and five are looked at // MFA-1', async () => {
    const { secret } = await newOwner()
    const there = from(AWAY)
    const asked = await Promise.all(Array.from({ length: 50 }, () => there.ask()))
    const code = notThe(there.codeOf(secret))
    const outcomes = await Promise.all(
      asked.map(({ challengeId }) => there.answer({ challengeId, code })),
    )
    expect(outcomes.filter((each) => each === 'INVALID_CODE')).toHaveLength(5)
    expect(outcomes.filter((each) => each === 'ACCOUNT_LOCKED')).toHaveLength(45)
  })
})

describe('of 50 uses at once in each of 20 rounds, one succeeds', () => {
  const successesOf = (rounds: string[][]) =>
    rounds.map((round) => round.filter((each) => each === 'VerifyMfaSuccess').length)

  it('with one code for 50 challenges // MFA-1 P-23', async () => {
    const { secret } = await newOwner()
    const home = from(HOME)
    const rounds = await raceOf(50, 20, async () => {
      await room.sql`truncate auth.sign_in_tallies`
      room.later(30_000)
      const asked = await Promise.all(Array.from({ length: 50 }, () => home.ask()))
      const code = home.codeOf(secret)
      return (index) => home.answer({ challengeId: asked[index]?.challengeId, code })
    })
    expect(successesOf(rounds)).toEqual(Array(20).fill(1))
  }, 120_000)

  it('with one recovery code for 50 challenges // MFA-1 P-23', async () => {
    const { recoveryCodes, actor } = await newOwner()
    const home = from(HOME)
    let codes = recoveryCodes
    const rounds = await raceOf(50, 20, async (round) => {
      await room.sql`truncate auth.sign_in_tallies`
      if (round === 10) {
        await room.sql`update auth.sessions set proved_at = ${room.clock.now.toISOString()}`
        codes = only<{ recoveryCodes: string[] }>(await home.renew(actor)).recoveryCodes
      }
      const asked = await Promise.all(Array.from({ length: 50 }, () => home.ask()))
      const recoveryCode = codes[round % 10]
      return (index) => home.answer({ challengeId: asked[index]?.challengeId, recoveryCode })
    })
    expect(successesOf(rounds)).toEqual(Array(20).fill(1))
  }, 120_000)

  it('with one challenge and every code that is right // MFA-1 P-23', async () => {
    const { secret, actor } = await newOwner()
    const home = from(HOME)
    const rounds = await raceOf(50, 20, async () => {
      await room.sql`truncate auth.sign_in_tallies`
      await room.sql`update auth.sessions set proved_at = ${room.clock.now.toISOString()}`
      room.later(2 * MINUTE)
      const { challengeId } = await home.ask()
      const { recoveryCodes } = only<{ recoveryCodes: string[] }>(await home.renew(actor))
      const codes = [-1, 0, 1].map((steps) => ({ code: home.codeOf(secret, steps) }))
      const answers = [...codes, ...recoveryCodes.map((recoveryCode) => ({ recoveryCode }))]
      return (index) => home.answer({ challengeId, ...answers[index % answers.length] })
    })
    expect(successesOf(rounds)).toEqual(Array(20).fill(1))
  }, 120_000)

  it('with one step-up // MFA-5 P-23', async () => {
    const { session, secret } = await newOwner()
    const home = from(HOME)
    const actor = actorOf(session)
    const rounds = await raceOf(50, 20, async () => {
      await room.sql`truncate auth.sign_in_tallies`
      room.later(30_000)
      const { challengeId } = only<{ challengeId: string }>(await home.stepUp(actor))
      const code = home.codeOf(secret)
      return () => home.answer({ challengeId, code }, actor)
    })
    expect(successesOf(rounds)).toEqual(Array(20).fill(1))
  }, 120_000)
})
