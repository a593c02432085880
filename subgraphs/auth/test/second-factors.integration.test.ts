import { serviceActor } from '@tallystick/actor'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { AUTH_SETTINGS } from '../src/server.ts'
import { type Asked, factorsOf, notThe, type Outcome } from './factors.ts'
import { actorOf, newMailbox, proofsOf, quickHasher, tokenOf } from './mailbox.ts'
import { codesOf, only, openRoom, type Room, type Session, userActor } from './room.ts'

const MINUTE = 60_000

const mailbox = newMailbox()
let room: Room
let factors: ReturnType<typeof factorsOf>
beforeAll(async () => {
  room = await openRoom({ hasher: quickHasher(), notifier: mailbox.notifier })
  factors = factorsOf(room)
})
beforeEach(async () => {
  await room.sql`truncate auth.users, auth.sign_in_tallies, auth.outbox cascade`
  // Each test has steps of its own.
  room.later(MINUTE)
  mailbox.messages.length = 0
})
afterAll(() => room.close())

const told = async (type: string) =>
  (
    await room.sql`select body, actor_id from auth.outbox where type = ${type} order by sequence`
  ).map(({ body, actor_id }) => ({ ...(body as object), by: actor_id }))
const left = async (session: Session) =>
  only<{ recoveryCodesLeft: number }>(await factors.secondFactors(actorOf(session)))

describe('an authenticator app', () => {
  it('counts from its first code on, is sealed, shown once and told of // MFA-1', async () => {
    const session = await room.newSession()
    const actor = actorOf(session)
    expect(await left(session)).toEqual({ totp: null, recoveryCodesLeft: 0, isRequired: false })
    const shown = only<{ secret: string; uri: string; qrCode: string }>(await factors.enroll(actor))
    expect(shown.secret).toMatch(/^[A-Z2-7]{32}$/)
    expect(shown.uri).toContain(`secret=${shown.secret}`)
    expect(shown.uri).toContain('Tallystick:ada%40demo.test')
    expect(shown.qrCode).toMatch(/^<svg .*<\/svg>\s*$/s)
    expect(only(await factors.signIn())).toMatchObject({ __typename: 'SignInSuccess' })

    const code = factors.codeOf(shown.secret)
    expect(only(await factors.confirm(notThe(code), actor))).toMatchObject({ code: 'INVALID_CODE' })
    const { recoveryCodes } = only<{ recoveryCodes: string[] }>(await factors.confirm(code, actor))
    expect(new Set(recoveryCodes).size).toBe(10)
    for (const each of recoveryCodes)
      expect(each).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/)
    expect(await left(session)).toEqual({
      totp: { confirmedAt: room.clock.now.toISOString() },
      recoveryCodesLeft: 10,
      isRequired: false,
    })
    expect(await told('auth:mfa:enrolled')).toEqual([
      { userId: actor.id, method: 'TOTP', isReplacement: false, by: actor.id },
    ])
    expect(await mailbox.next('SECURITY_NOTICE')).toMatchObject({
      to: { email: 'ada@demo.test' },
      values: { what: 'FACTOR_ADDED' },
    })
    const dump = JSON.stringify([
      await room.sql`select * from auth.totp_factors`,
      await room.sql`select * from auth.recovery_codes`,
      await room.sql`select * from auth.outbox`,
    ])
    for (const secret of [shown.secret, ...recoveryCodes, recoveryCodes[0]?.replaceAll('-', '')])
      expect(dump).not.toContain(secret)
  })

  it('that was shown is forgotten with the next one, and after an hour // MFA-1', async () => {
    const session = await room.newSession()
    const actor = actorOf(session)
    const enroll = async () => only<{ secret: string }>(await factors.enroll(actor)).secret
    const first = await enroll()
    const second = await enroll()
    const confirm = async (secret: string) =>
      only(await factors.confirm(factors.codeOf(secret), actor))
    expect(await confirm(first)).toMatchObject({ code: 'INVALID_CODE' })
    await room.sql`update auth.totp_factors set created_at = ${room.clock.now.toISOString()}::timestamptz - interval '1 hour'`
    expect(await confirm(second)).toMatchObject({ code: 'INVALID_CODE' })
    await room.sql`update auth.totp_factors set created_at = created_at + interval '1 millisecond'`
    expect(await confirm(second)).toMatchObject({ __typename: 'ConfirmTotpSuccess' })
    await enroll()
    room.later(25 * 60 * MINUTE)
    await room.chore('forget-unconfirmed-apps')
    expect(
      await room.sql`select confirmed_at is not null as counts from auth.totp_factors`,
    ).toEqual([{ counts: true }])
  })

  it('takes the place of the one before with its first code, and leaves the recovery codes // MFA-1', async () => {
    const session = await room.newSession()
    const old = await factors.addApp(session)
    const { secret } = only<{ secret: string }>(await factors.enroll(old.actor))
    room.later(30_000)
    const oldStill = await factors.ask()
    expect(
      await factors.answer({ challengeId: oldStill.challengeId, code: factors.codeOf(old.secret) }),
    ).toBe('VerifyMfaSuccess')
    expect(only(await factors.confirm(factors.codeOf(secret), old.actor))).toEqual({
      __typename: 'ConfirmTotpSuccess',
      recoveryCodes: [],
    })
    room.later(30_000)
    const { challengeId } = await factors.ask()
    expect(await factors.answer({ challengeId, code: factors.codeOf(old.secret) })).toBe(
      'INVALID_CODE',
    )
    expect(await factors.answer({ challengeId, code: factors.codeOf(secret) })).toBe(
      'VerifyMfaSuccess',
    )
    expect((await told('auth:mfa:enrolled')).map((each) => each)).toMatchObject([
      { isReplacement: false },
      { isReplacement: true },
    ])
  })

  it('is removed with the recovery codes, and tells its person // MFA-1', async () => {
    const session = await room.newSession()
    const { actor } = await factors.addApp(session)
    await mailbox.next('SECURITY_NOTICE')
    for (let time = 0; time < 2; time++)
      expect(only(await factors.disable(actor))).toEqual({
        secondFactors: { totp: null, recoveryCodesLeft: 0 },
      })
    expect(await told('auth:mfa:removed')).toEqual([
      { userId: actor.id, method: 'TOTP', by: actor.id },
    ])
    expect(await mailbox.next('SECURITY_NOTICE')).toMatchObject({
      values: { what: 'FACTOR_REMOVED' },
    })
    expect(only(await factors.signIn())).toMatchObject({ __typename: 'SignInSuccess' })
    expect(only(await factors.renew(actor))).toMatchObject({ code: 'NO_SECOND_FACTOR' })
  })

  it('is not to be added where SECOND_FACTORS is off, and asked for all the same // MFA-3', async () => {
    const session = await room.newSession()
    const { secret, actor } = await factors.addApp(session)
    const settings = { factors: { ...AUTH_SETTINGS.factors, enabled: false } }
    const other = await room.another({ settings })
    const there = factorsOf({ ...room, auth: other.auth })
    expect(only(await there.enroll(actor))).toMatchObject({ code: 'SECOND_FACTORS_OFF' })
    expect(only(await there.confirm('000000', actor))).toMatchObject({ code: 'SECOND_FACTORS_OFF' })
    const { challengeId } = await there.ask()
    room.later(30_000)
    expect(await there.answer({ challengeId, code: there.codeOf(secret) })).toBe('VerifyMfaSuccess')
    await other.close()
  })

  it('is shown to its person as required when they are an administrator // MFA-3', async () => {
    const session = await room.newSession()
    await room.assignRole({ userId: session.user.id, role: 'ADMIN' })
    const root = userActor(session.user.id, { sessionId: session.id, roles: ['ADMIN'] })
    expect(only(await factors.secondFactors(root))).toMatchObject({ isRequired: true })
  })
})

describe('signing in with a second factor', () => {
  it('asks for it after the right password and begins no session before // AUT-4 MFA-1', async () => {
    const session = await room.newSession()
    const { secret, actor } = await factors.addApp(session)
    room.later(30_000)
    const wrong = only(await factors.signIn({ password: 'wrong-password' }))
    expect(wrong).toMatchObject({ __typename: 'InvalidCredentials' })
    const asked = only<Asked>(await factors.signIn())
    expect(asked).toMatchObject({
      __typename: 'MfaRequired',
      code: 'MFA_REQUIRED',
      challengeId: expect.stringMatching(/^[A-Za-z0-9_-]{43}$/),
      methods: ['TOTP', 'RECOVERY_CODE'],
      passkeyOptions: null,
    })
    expect(await room.sql`select count(*)::int as n from auth.sessions`).toEqual([{ n: 1 }])
    expect(JSON.stringify(await room.sql`select * from auth.mfa_challenges`)).not.toContain(
      asked.challengeId,
    )
    const { challengeId } = asked
    const done = only<Outcome>(await factors.verify({ challengeId, code: factors.codeOf(secret) }))
    expect(done).toMatchObject({ session: { user: { id: actor.id, email: 'ada@demo.test' } } })
    expect(
      await room.sql`select proved_by from auth.sessions where id = (select id from auth.sessions order by created_at desc limit 1)`,
    ).toEqual([{ proved_by: 'SECOND_FACTOR' }])
    expect(await told('auth:mfa:verified')).toEqual([
      { userId: actor.id, purpose: 'SIGN_IN', method: 'TOTP', by: actor.id },
    ])
    expect(await told('auth:mfa:required')).toHaveLength(1)
  })

  it('takes a challenge once, for five minutes, to the millisecond // MFA-1', async () => {
    const session = await room.newSession()
    const { secret } = await factors.addApp(session)
    const late = await factors.ask()
    room.later(5 * MINUTE - 1)
    const right = { challengeId: late.challengeId, code: factors.codeOf(secret) }
    expect(await factors.answer(right)).toBe('VerifyMfaSuccess')
    expect(await factors.answer(right)).toBe('CHALLENGE_ENDED')
    const over = await factors.ask()
    room.later(5 * MINUTE)
    expect(
      await factors.answer({ challengeId: over.challengeId, code: factors.codeOf(secret) }),
    ).toBe('CHALLENGE_ENDED')
    expect(await factors.answer({ challengeId: 'x', code: '000000' })).toBe('CHALLENGE_ENDED')
  })

  it('takes a code once, whatever the challenge, and none that is older // MFA-1', async () => {
    const session = await room.newSession()
    const { secret } = await factors.addApp(session)
    room.later(2 * MINUTE)
    const attempt = async (steps: number) => {
      const { challengeId } = await factors.ask()
      return factors.answer({ challengeId, code: factors.codeOf(secret, steps) })
    }
    expect(await attempt(0)).toBe('VerifyMfaSuccess')
    expect(await attempt(0)).toBe('INVALID_CODE')
    expect(await attempt(-1)).toBe('INVALID_CODE')
    expect(await attempt(1)).toBe('VerifyMfaSuccess')
    expect(await attempt(2)).toBe('INVALID_CODE')
  })

  it('takes a recovery code once, however it is written, and tells its person // MFA-1', async () => {
    const session = await room.newSession()
    const { recoveryCodes } = await factors.addApp(session)
    await mailbox.next('SECURITY_NOTICE')
    const [first = ''] = recoveryCodes
    const attempt = async (recoveryCode: string) => {
      const { challengeId } = await factors.ask()
      return factors.answer({ challengeId, recoveryCode })
    }
    expect(await attempt(` ${first.toLowerCase().replaceAll('-', ' ')} `)).toBe('VerifyMfaSuccess')
    expect(await mailbox.next('SECURITY_NOTICE')).toMatchObject({
      values: { what: 'RECOVERY_CODE_USED' },
    })
    expect(await attempt(first)).toBe('INVALID_CODE')
    expect(await left(session)).toMatchObject({ recoveryCodesLeft: 9 })
  })

  it('takes no recovery code of another person, and none from before the newest // MFA-1', async () => {
    const ada = await room.newSession()
    const { recoveryCodes, actor } = await factors.addApp(ada)
    const ben = await room.newSession({ email: 'ben@demo.test' })
    await factors.addApp(ben)
    const { challengeId } = await factors.ask({ email: 'ben@demo.test' })
    const [first] = recoveryCodes
    expect(await factors.answer({ challengeId, recoveryCode: first })).toBe('INVALID_CODE')
    const renewed = only<{ recoveryCodes: string[] }>(await factors.renew(actor)).recoveryCodes
    expect(renewed).toHaveLength(10)
    const mine = (await factors.ask()).challengeId
    expect(await factors.answer({ challengeId: mine, recoveryCode: first })).toBe('INVALID_CODE')
    expect(await factors.answer({ challengeId: mine, recoveryCode: renewed[0] })).toBe(
      'VerifyMfaSuccess',
    )
    expect(await told('auth:recovery_codes:made')).toHaveLength(3)
  })

  it('lets nobody in whose status changed meanwhile // AUT-5 MFA-1', async () => {
    const session = await room.newSession()
    const { secret } = await factors.addApp(session)
    room.later(30_000)
    const { challengeId } = await factors.ask()
    await room.sql`update auth.users set status = 'SUSPENDED'`
    const right = { challengeId, code: factors.codeOf(secret) }
    expect(await factors.answer(right)).toBe('ACCOUNT_LOCKED')
  })

  it('is asked for after a reset as ever, and a sign-in that waited begins anew // MFA-1 AUT-11', async () => {
    const session = await room.newSession()
    const { secret } = await factors.addApp(session)
    room.later(30_000)
    const before = await factors.ask()
    mailbox.messages.length = 0
    await proofsOf(room).requestPasswordReset({ email: 'ada@demo.test' })
    const token = tokenOf(await mailbox.next('PASSWORD_RESET'))
    const password = 'another-horse-battery'
    expect(only(await proofsOf(room).resetPassword({ token, password }))).toMatchObject({
      __typename: 'ResetPasswordSuccess',
    })
    const code = factors.codeOf(secret)
    expect(await factors.answer({ challengeId: before.challengeId, code })).toBe('CHALLENGE_ENDED')
    const asked = await factors.ask({ password })
    expect(asked.__typename).toBe('MfaRequired')
    expect(await factors.answer({ challengeId: asked.challengeId, code })).toBe('VerifyMfaSuccess')
  })

  it('wants exactly one answer, and never the password // MFA-1', async () => {
    const session = await room.newSession()
    await factors.addApp(session)
    const { challengeId } = await factors.ask()
    for (const input of [{}, { code: '123456', recoveryCode: 'x' }, { code: null }])
      expect(codesOf(await factors.verify({ challengeId, ...input }))).toEqual(['BAD_USER_INPUT'])
    const password = 'correct-horse-battery'
    expect(await factors.answer({ challengeId, password })).toBe('INVALID_CREDENTIALS')
    expect(await factors.answer({ challengeId, passkey: '{}' })).toBe('INVALID_CODE')
  })
})

it('second factors are their person’s alone: no key, no process, nobody // MFA-1 RBA-10', async () => {
  const session = await room.newSession()
  const key = { ...actorOf(session), kind: 'PARTNER', keyId: 'key_1', sessionId: null } as const
  const doors = [
    factors.secondFactors,
    factors.enroll,
    factors.disable,
    factors.renew,
    factors.stepUp,
    (actor: Parameters<typeof factors.enroll>[0]) => factors.confirm('000000', actor),
  ]
  for (const door of doors) {
    expect(codesOf(await door(key))).toEqual(['FORBIDDEN'])
    expect(codesOf(await door(serviceActor('payments')))).not.toEqual([])
    expect(codesOf(await door(undefined as never))).toEqual(['UNAUTHENTICATED'])
  }
})
