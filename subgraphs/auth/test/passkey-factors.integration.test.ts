/** Passkeys beside the password, and what may be done about them without proving anew who one is. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { AUTH_SETTINGS } from '../src/server.ts'
import { newAuthenticator } from './authenticator.ts'
import { actorOf } from './mailbox.ts'
import { type Challenge, passkeysOf } from './passkeys.ts'
import { raceOf } from './race.ts'
import { codesOf, only, openRoom, PASSWORD, type Room, type Session } from './room.ts'

const MINUTE_MS = 60_000
let room: Room
let passkeys: ReturnType<typeof passkeysOf>
let session: Session
beforeAll(async () => {
  room = await openRoom()
  passkeys = passkeysOf(room)
})
beforeEach(async () => {
  await room.sql`truncate auth.users, auth.outbox cascade`
  session = await room.newSession()
})
afterAll(() => room.close())

const REFUSAL = '... on Refusal { code message }'
const signIn = async () =>
  only<{
    __typename: string
    challengeId: string
    methods: string[]
    passkeyOptions: string | null
  }>(
    await room.send(
      `mutation ($input: SignInInput!) { signIn(input: $input) { __typename
        ... on MfaRequired { challengeId methods passkeyOptions } ${REFUSAL} } }`,
      { email: 'ada@demo.test', password: PASSWORD },
    ),
  )
const verifyMfa = async (input: object, actor?: ReturnType<typeof actorOf>) =>
  only<{ __typename: string; code?: string; session: { id: string } | null }>(
    await room.send(
      `mutation ($input: VerifyMfaInput!) { verifyMfa(input: $input) { __typename
        ... on VerifyMfaSuccess { session { id } } ${REFUSAL} } }`,
      input,
      actor,
    ),
  )
const startStepUp = async (whose: Session) =>
  only<{ challengeId: string; methods: string[]; passkeyOptions: string }>(
    await room.send(
      'mutation { startStepUp { challengeId methods passkeyOptions } }',
      undefined,
      actorOf(whose),
    ),
  )
const factors = async () =>
  only(await room.send('{ secondFactors { recoveryCodesLeft } }', undefined, actorOf(session)))

describe('a passkey beside the password', () => {
  it('is asked for once it is there, and signs in // MFA-2 issue-5', async () => {
    expect(await signIn()).toMatchObject({ __typename: 'SignInSuccess' })
    const device = newAuthenticator()
    await passkeys.register(session, device)
    const asked = await signIn()
    expect(asked).toMatchObject({
      __typename: 'MfaRequired',
      methods: ['PASSKEY', 'RECOVERY_CODE'],
    })
    const options = JSON.parse(asked.passkeyOptions ?? '')
    expect(options).toMatchObject({
      rpId: 'localhost',
      userVerification: 'required',
      allowCredentials: [{ id: device.credentials[0]?.id, transports: ['internal'] }],
    })
    const passkey = device.get(asked.passkeyOptions ?? '')
    expect(await verifyMfa({ challengeId: asked.challengeId, passkey })).toMatchObject({
      __typename: 'VerifyMfaSuccess',
      session: { id: expect.stringMatching(/^ses_/) },
    })
    const told = await room.sql`select body ->> 'use' as use from auth.outbox
      where type = 'auth:passkey:used'`
    expect(told).toEqual([{ use: 'SECOND_FACTOR' }])
  })

  it('is no one else’s, and not for another challenge // MFA-2', async () => {
    const [device, theirs] = [newAuthenticator(), newAuthenticator()]
    await passkeys.register(session, device)
    await passkeys.register(await room.newSession({ email: 'ben@demo.test' }), theirs)
    const { challengeId, passkeyOptions } = await signIn()
    const other = await signIn()
    for (const passkey of [
      theirs.get(passkeyOptions ?? ''),
      device.get(other.passkeyOptions ?? ''),
      device.get(passkeyOptions ?? '', { isVerified: false }),
      'nonsense',
    ])
      expect(await verifyMfa({ challengeId, passkey })).toMatchObject({ code: 'INVALID_CODE' })
    const passkey = device.get(passkeyOptions ?? '')
    expect(await verifyMfa({ challengeId, passkey })).toMatchObject({
      __typename: 'VerifyMfaSuccess',
    })
  })

  it('lets exactly one of 50 concurrent answers in, in each of 20 rounds // MFA-2 issue-5', async () => {
    const device = newAuthenticator()
    await passkeys.register(session, device)
    const rounds = await raceOf(50, 20, async () => {
      const { challengeId, passkeyOptions } = await signIn()
      const passkey = device.get(passkeyOptions ?? '')
      return async () => (await verifyMfa({ challengeId, passkey })).__typename
    })
    for (const names of rounds)
      expect(names.filter((name) => name === 'VerifyMfaSuccess')).toHaveLength(1)
  }, 120_000)
})

describe('recovery codes', () => {
  it('come with the first passkey, once, and go with the last // MFA-1 MFA-2', async () => {
    const first = await passkeys.register(session, newAuthenticator())
    expect(new Set(first.recoveryCodes).size).toBe(10)
    const second = await passkeys.register(session, newAuthenticator())
    expect(second.recoveryCodes).toEqual([])
    await passkeys.remove(actorOf(session), first.passkey.id)
    expect(await factors()).toEqual({ recoveryCodesLeft: 10 })
    await passkeys.remove(actorOf(session), second.passkey.id)
    expect(await factors()).toEqual({ recoveryCodesLeft: 0 })
  })
})

describe('one’s passkeys and who has not proved lately who they are', () => {
  it('are not added a quarter of an hour after signing in, to the millisecond // MFA-5 STEP_UP_MINUTES', async () => {
    room.later(15 * MINUTE_MS - 1)
    expect(only(await passkeys.startRegistration(actorOf(session)))).toMatchObject({
      __typename: 'StartPasskeyRegistrationSuccess',
    })
    room.later(1)
    expect(codesOf(await passkeys.startRegistration(actorOf(session)))).toEqual([
      'REQUIRES_STEP_UP',
    ])
    const { challengeId, methods } = await startStepUp(session)
    expect(methods).toEqual(['PASSWORD'])
    await verifyMfa({ challengeId, password: PASSWORD }, actorOf(session))
    expect(only(await passkeys.startRegistration(actorOf(session)))).toMatchObject({
      __typename: 'StartPasskeyRegistrationSuccess',
    })
  })

  it('are added and removed by who has just added one, or proves it by one // MFA-5', async () => {
    const device = newAuthenticator()
    const before = only<{ session: Session }>(await room.signIn()).session
    const { passkey } = await passkeys.register(session, device)
    // Signed in by password alone, before there was a passkey.
    for (const answer of [
      await passkeys.remove(actorOf(before), passkey.id),
      await passkeys.startRegistration(actorOf(before)),
    ])
      expect(codesOf(answer)).toEqual(['REQUIRES_STEP_UP'])
    const { challengeId, methods, passkeyOptions } = await startStepUp(before)
    expect(methods).toEqual(['PASSKEY', 'RECOVERY_CODE'])
    const proof = { challengeId, passkey: device.get(passkeyOptions) }
    expect(await verifyMfa(proof, actorOf(before))).toEqual({
      __typename: 'VerifyMfaSuccess',
      session: null,
    })
    const [proved] = await room.sql`select proved_by from auth.sessions
      where user_id = (select user_id from auth.passkeys) order by created_at desc, proved_at desc`
    expect(proved).toEqual({ proved_by: 'PASSKEY' })
    const second = await passkeys.register(session, newAuthenticator())
    expect(only(await passkeys.remove(actorOf(before), second.passkey.id))).toEqual({
      passkeyId: second.passkey.id,
    })
  })
})

describe('where second factors are off', () => {
  it('nobody adds a passkey, and those that are there sign in // MFA-3', async () => {
    const device = newAuthenticator()
    await passkeys.register(session, device)
    const begun = only<Challenge>(await passkeys.startRegistration(actorOf(session)))
    const factors = { ...AUTH_SETTINGS.factors, enabled: false }
    const off = await room.another({ settings: { factors } })
    const there = passkeysOf(off)
    expect(only(await there.startRegistration(actorOf(session)))).toMatchObject({
      code: 'SECOND_FACTORS_OFF',
    })
    const { challengeId, options } = begun
    const response = newAuthenticator().create(options)
    expect(
      only(await there.finishRegistration(actorOf(session), { challengeId, response })),
    ).toMatchObject({ code: 'SECOND_FACTORS_OFF' })
    expect(await there.signIn(device)).toMatchObject({ __typename: 'SignInSuccess' })
    await off.close()
  })
})
