/** Passkeys beside a password, and to prove anew who is there. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { AUTH_SETTINGS } from '../src/server.ts'
import { newAuthenticator } from './authenticator.ts'
import { factorsOf, notThe, type Outcome } from './factors.ts'
import { keysOf } from './keys.ts'
import { actorOf, newMailbox, quickHasher } from './mailbox.ts'
import { passkeysOf } from './passkeys.ts'
import { raceOf } from './race.ts'
import { codesOf, only, openRoom, type Room, type Session } from './room.ts'

const MINUTE = 60_000

let room: Room
let factors: ReturnType<typeof factorsOf>
let passkeys: ReturnType<typeof passkeysOf>
beforeAll(async () => {
  room = await openRoom({ hasher: quickHasher(), notifier: newMailbox().notifier })
  factors = factorsOf(room)
  passkeys = passkeysOf(room)
})
beforeEach(async () => {
  await room.sql`truncate auth.users, auth.sign_in_tallies, auth.outbox cascade`
  room.later(MINUTE)
})
afterAll(() => room.close())

type Device = ReturnType<typeof newAuthenticator>
/** A person, and the device that holds their passkey. */
const newOwner = async () => {
  const session = await room.newSession()
  const device = newAuthenticator()
  await passkeys.register(session, device)
  return { session, device, actor: actorOf(session) }
}
const sign = (device: Device, asked: { passkeyOptions: string | null }): string =>
  device.get(asked.passkeyOptions ?? '')
const provedBy = async ({ id }: Session) => {
  const rows = await room.sql`select id::text, proved_by from auth.sessions order by created_at`
  expect(id).toMatch(/^ses_/)
  return rows.at(-1)?.['proved_by']
}

describe('a passkey', () => {
  it('is asked for after the right password, and completes the sign-in once // MFA-2 AUT-4', async () => {
    const { device, actor } = await newOwner()
    room.later(1_000)
    const asked = await factors.ask()
    expect(asked).toMatchObject({
      __typename: 'MfaRequired',
      methods: ['PASSKEY', 'RECOVERY_CODE'],
    })
    expect(JSON.parse(asked.passkeyOptions ?? '')).toMatchObject({
      allowCredentials: [{ id: device.credentials[0]?.id }],
      userVerification: 'required',
    })
    const { challengeId } = asked
    const passkey = sign(device, asked)
    const done = only<Outcome>(await factors.verify({ challengeId, passkey }))
    expect(done).toMatchObject({ session: { user: { id: actor.id } } })
    expect(await provedBy(done.session as Session)).toBe('SECOND_FACTOR')
    expect(await factors.answer({ challengeId, passkey })).toBe('CHALLENGE_ENDED')
    const again = await factors.ask()
    expect(await factors.answer({ challengeId: again.challengeId, passkey })).toBe('INVALID_CODE')
    expect(only(await factors.secondFactors(actor))).toMatchObject({ totp: null })
  })

  it('of somebody else is none // MFA-2', async () => {
    await newOwner()
    const ben = await room.newSession({ email: 'ben@demo.test' })
    const device = newAuthenticator()
    await passkeys.register(ben, device)
    const { challengeId } = await factors.ask()
    const bens = await factors.ask({ email: 'ben@demo.test' })
    expect(await factors.answer({ challengeId, passkey: sign(device, bens) })).toBe('INVALID_CODE')
  })

  it('proves anew who is there // MFA-2 MFA-5', async () => {
    const { session, device, actor } = await newOwner()
    room.later(15 * MINUTE)
    expect(codesOf(await passkeys.startRegistration(actor))).toEqual(['REQUIRES_STEP_UP'])
    const { key } = await keysOf(room).newKey()
    expect(codesOf(await passkeys.remove(actor, key.id))).toEqual(['REQUIRES_STEP_UP'])
    const asked = only<{ challengeId: string; methods: string[]; passkeyOptions: string }>(
      await factors.stepUp(actor),
    )
    expect(asked.methods).toEqual(['PASSKEY', 'RECOVERY_CODE'])
    const { challengeId } = asked
    expect(await factors.answer({ challengeId, passkey: sign(device, asked) }, actor)).toBe(
      'VerifyMfaSuccess',
    )
    expect(codesOf(await passkeys.startRegistration(actor))).toEqual([])
    expect(
      await room.sql`select proved_by from auth.sessions where user_id = (select user_id from auth.passkeys limit 1)`,
    ).toEqual([{ proved_by: 'PASSKEY' }])
    expect(session.user.id).toBe(actor.id)
  })

  it('is no guess: wrong ones lock nobody out, and a lock does not keep one out // MFA-2 AUT-14', async () => {
    const { session, device } = await newOwner()
    const { secret } = await factors.addApp(session)
    room.later(30_000)
    for (let round = 0; round < 6; round++) {
      const { challengeId } = await factors.ask()
      expect(await factors.answer({ challengeId, passkey: '{}' })).toBe('INVALID_CODE')
    }
    for (let round = 0; round < 5; round++) {
      const { challengeId } = await factors.ask()
      const code = notThe(factors.codeOf(secret))
      expect(await factors.answer({ challengeId, code })).toBe('INVALID_CODE')
    }
    const asked = await factors.ask()
    const { challengeId } = asked
    expect(await factors.answer({ challengeId, code: factors.codeOf(secret) })).toBe(
      'ACCOUNT_LOCKED',
    )
    expect(await factors.answer({ challengeId, passkey: sign(device, asked) })).toBe(
      'VerifyMfaSuccess',
    )
  })

  it('that was the last factor takes the recovery codes with it // MFA-1 MFA-2', async () => {
    const { session, actor } = await newOwner()
    await factors.renew(actor)
    await factors.addApp(session)
    const left = async () => only<{ recoveryCodesLeft: number }>(await factors.secondFactors(actor))
    await factors.disable(actor)
    expect(await left()).toMatchObject({ recoveryCodesLeft: 10 })
    const [passkey] = await passkeys.list(session)
    expect(codesOf(await passkeys.remove(actor, passkey?.id ?? ''))).toEqual([])
    expect(await left()).toMatchObject({ recoveryCodesLeft: 0 })
    expect(only(await factors.signIn())).toMatchObject({ __typename: 'SignInSuccess' })
  })

  it('is not to be added where SECOND_FACTORS is off // MFA-3', async () => {
    const session = await room.newSession()
    const settings = { factors: { ...AUTH_SETTINGS.factors, enabled: false } }
    const other = await room.another({ settings })
    expect(only(await passkeysOf(other).startRegistration(actorOf(session)))).toMatchObject({
      code: 'SECOND_FACTORS_OFF',
    })
    await other.close()
  })

  it('completes one sign-in of 50 answers at once, in each of 20 rounds // MFA-2 P-23', async () => {
    const { device } = await newOwner()
    const rounds = await raceOf(50, 20, async () => {
      const asked = await factors.ask()
      const answer = { challengeId: asked.challengeId, passkey: sign(device, asked) }
      return () => factors.answer(answer)
    })
    expect(
      rounds.map((round) => round.filter((each) => each === 'VerifyMfaSuccess').length),
    ).toEqual(Array(20).fill(1))
  }, 60_000)
})
