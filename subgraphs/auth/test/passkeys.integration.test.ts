import { type Actor, ANONYMOUS, serviceActor } from '@tallystick/actor'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Algorithm, type Lie, newAuthenticator, newKeys } from './authenticator.ts'
import { actorOf, newMailbox } from './mailbox.ts'
import { passkeysOf } from './passkeys.ts'
import { raceOf } from './race.ts'
import { codesOf, only, openRoom, type Room, type Session, userActor } from './room.ts'

const MINUTE_MS = 60_000
const mailbox = newMailbox()
let room: Room
let passkeys: ReturnType<typeof passkeysOf>
let session: Session
beforeAll(async () => {
  room = await openRoom({ notifier: mailbox.notifier })
  passkeys = passkeysOf(room)
})
beforeEach(async () => {
  await room.sql`truncate auth.users, auth.outbox cascade`
  session = await room.newSession()
  mailbox.messages.length = 0
})
afterAll(() => room.close())

const told = async () =>
  (
    await room.sql`select type, body, actor_kind, actor_id from auth.outbox
      where type like 'auth:passkey:%' order by xid, sequence`
  ).map(({ type, body, actor_kind: by }) => ({ type, by, ...(body as object) }))

/** Registers, with one lie, what is honest otherwise. */
async function registerWith(lie: Lie) {
  const device = newAuthenticator()
  const { challengeId, options } = only<{ challengeId: string; options: string }>(
    await passkeys.startRegistration(actorOf(session)),
  )
  const response = device.create(options, lie)
  return only(await passkeys.finishRegistration(actorOf(session), { challengeId, response }))
}

describe('adding a passkey', () => {
  it('asks for one that its authenticator keeps and that knows its person // MFA-2', async () => {
    const device = newAuthenticator()
    await passkeys.register(session, device)
    const { options } = only<{ options: string }>(
      await passkeys.startRegistration(actorOf(session)),
    )
    expect(JSON.parse(options)).toMatchObject({
      rp: { id: 'localhost', name: 'Tallystick' },
      user: { name: 'ada@demo.test', displayName: 'Ada', id: device.credentials[0]?.userHandle },
      challenge: expect.stringMatching(/^[\w-]{43}$/),
      attestation: 'none',
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      excludeCredentials: [{ id: device.credentials[0]?.id, transports: ['internal'] }],
      timeout: 300_000,
    })
  })

  it('stores no more than public halves, lists it, tells it, and tells its person by mail // MFA-2 EVT-1', async () => {
    const { passkey } = await passkeys.register(session, newAuthenticator(), 'My laptop')
    expect(passkey).toEqual({
      id: expect.stringMatching(/^pky_/),
      name: 'My laptop',
      isBackedUp: false,
      createdAt: room.clock.now.toISOString(),
      lastUsedAt: null,
    })
    const second = await passkeys.register(session, newAuthenticator())
    expect(second.passkey.name).toBe('vitest')
    expect((await passkeys.list(session)).map(({ id }) => id).sort()).toEqual(
      [passkey.id, second.passkey.id].sort(),
    )
    expect((await told())[0]).toEqual({
      type: 'auth:passkey:added',
      by: 'USER',
      userId: session.user.id,
      passkeyId: passkey.id,
    })
    const notice = await mailbox.next('SECURITY_NOTICE')
    expect(notice).toMatchObject({
      to: { email: 'ada@demo.test' },
      values: { what: 'FACTOR_ADDED' },
    })
  })

  const lies: Record<string, Lie> = {
    'another page': { origin: 'https://evil.test' },
    'a page of another port': { origin: 'http://localhost:4001' },
    'a page inside another one': { crossOrigin: true },
    'another domain': { rpId: 'evil.test' },
    'another challenge': { challenge: 'A'.repeat(43) },
    'a sign-in': { type: 'webauthn.get' },
    'a device that nobody touched': { isPresent: false },
    'a device that did not look who is there': { isVerified: false },
  }
  it.each(Object.entries(lies))('refuses what is for %s // MFA-2', async (_what, lie) => {
    expect(await registerWith(lie)).toMatchObject({ code: 'INVALID_PASSKEY' })
    expect(await passkeys.list(session)).toEqual([])
  })

  it('looks at nothing that a device says of its maker, and calls nobody // MFA-2', async () => {
    const fetched = vi.spyOn(globalThis, 'fetch')
    const x5c = new Map([['x5c', [Buffer.from('not a certificate')]]])
    for (const format of ['packed', 'tpm', 'apple', 'android-safetynet'])
      expect(await registerWith({ attestation: [format, x5c] })).toMatchObject({
        __typename: 'FinishPasskeyRegistrationSuccess',
      })
    expect(fetched).not.toHaveBeenCalled()
    fetched.mockRestore()
  })

  it.each([
    ['', 'not JSON', '{}', 'null', `{"id": "${'a'.repeat(30_000)}"}`],
    [
      '{"id":"AA","rawId":"AA","type":"public-key","response":{"clientDataJSON":"AA","attestationObject":"AA"}}',
    ],
    [
      '{"id":"AA","rawId":"AA","type":"public-key","response":{"clientDataJSON":"!","attestationObject":1}}',
    ],
  ])('refuses what is no answer of a browser', async (...responses) => {
    for (const response of responses) {
      const { challengeId } = only(await passkeys.startRegistration(actorOf(session)))
      const answer = await passkeys.finishRegistration(actorOf(session), { challengeId, response })
      expect(only(answer)).toMatchObject({ code: 'INVALID_PASSKEY' })
    }
  })

  it('is for who asked, and a challenge of a sign-in adds none // MFA-2', async () => {
    const ben = await room.newSession({ email: 'ben@demo.test' })
    const device = newAuthenticator()
    const { challengeId, options } = only<{ challengeId: string; options: string }>(
      await passkeys.startRegistration(actorOf(ben)),
    )
    const theirs = await passkeys.finishRegistration(actorOf(session), {
      challengeId,
      response: device.create(options),
    })
    expect(only(theirs)).toMatchObject({ code: 'INVALID_PASSKEY' })
    const other = await passkeys.startSignIn()
    const mixed = { ...JSON.parse(options), challenge: JSON.parse(other.options).challenge }
    const answer = await passkeys.finishRegistration(actorOf(session), {
      challengeId: other.challengeId,
      response: device.create(JSON.stringify(mixed)),
    })
    expect(only(answer)).toMatchObject({ code: 'INVALID_PASSKEY' })
  })

  it('takes no passkey that somebody has, and does not say who // MFA-2', async () => {
    const device = newAuthenticator()
    const { challengeId, options } = only<{ challengeId: string; options: string }>(
      await passkeys.startRegistration(actorOf(session)),
    )
    const response = device.create(options)
    await passkeys.finishRegistration(actorOf(session), { challengeId, response })
    const credentialId = device.credentials[0]?.id ?? ''
    await room.sql`update auth.passkeys set credential_id = ${credentialId}`
    const again = only<{ challengeId: string; options: string }>(
      await passkeys.startRegistration(actorOf(session)),
    )
    const replay = JSON.parse(response)
    const fresh = JSON.parse(device.create(again.options))
    const forged = { ...fresh, id: replay.id, rawId: replay.id }
    const answer = await passkeys.finishRegistration(actorOf(session), {
      challengeId: again.challengeId,
      response: JSON.stringify(forged),
    })
    expect(only(answer)).toMatchObject({ code: 'INVALID_PASSKEY' })
  })

  it('stops at ten, said before a device is asked, and at the last moment // PASSKEYS_PER_PERSON_MAX', async () => {
    const begun = await Promise.all(
      Array.from({ length: 12 }, async () =>
        only<{ challengeId: string; options: string }>(
          await passkeys.startRegistration(actorOf(session)),
        ),
      ),
    )
    const codes: unknown[] = []
    for (const { challengeId, options } of begun) {
      const response = newAuthenticator().create(options)
      const answer = await passkeys.finishRegistration(actorOf(session), { challengeId, response })
      codes.push(only(answer)['__typename'])
    }
    expect(codes).toEqual([
      ...Array(10).fill('FinishPasskeyRegistrationSuccess'),
      ...Array(2).fill('TooManyPasskeys'),
    ])
    expect(only(await passkeys.startRegistration(actorOf(session)))).toMatchObject({
      code: 'TOO_MANY_PASSKEYS',
      max: 10,
    })
  })
})

describe('signing in by a passkey', () => {
  it.each<[Algorithm, boolean]>([
    ['ES256', true],
    ['ES256', false],
    ['EdDSA', true],
    ['RS256', true],
  ])('opens a session with %s, counting %s, time and again // MFA-2', async (algorithm, counts) => {
    const device = newAuthenticator({ algorithm, counts })
    const { passkey } = await passkeys.register(session, device)
    for (const _ of ['first', 'second']) {
      room.later(1_000)
      const answer = await passkeys.signIn(device)
      expect(answer).toMatchObject({
        __typename: 'FinishPasskeySignInSuccess',
        session: { user: { id: session.user.id, email: 'ada@demo.test' } },
      })
      expect(answer.session.id).not.toBe(session.id)
      expect(only(await room.refresh(answer.session.refreshToken))).toMatchObject({
        __typename: 'RefreshSessionSuccess',
      })
    }
    expect(await passkeys.list(session)).toMatchObject([
      { id: passkey.id, lastUsedAt: room.clock.now.toISOString() },
    ])
    expect((await told()).slice(1)).toEqual(
      Array(2).fill({
        type: 'auth:passkey:used',
        by: 'USER',
        userId: session.user.id,
        passkeyId: passkey.id,
        use: 'SIGN_IN',
      }),
    )
  })

  it('names no passkey before somebody has signed, so that nobody learns who has one // MFA-2', async () => {
    const before = JSON.parse((await passkeys.startSignIn()).options)
    await passkeys.register(session, newAuthenticator())
    const after = JSON.parse((await passkeys.startSignIn()).options)
    expect(Object.keys(after)).toEqual(Object.keys(before))
    expect({ ...after, challenge: '' }).toEqual({ ...before, challenge: '' })
    expect(after).toMatchObject({ rpId: 'localhost', userVerification: 'required' })
    expect(after.allowCredentials ?? []).toEqual([])
  })

  const lies: Record<string, Lie> = {
    'another page': { origin: 'https://evil.test' },
    'a page inside another one': { crossOrigin: true },
    'another domain': { rpId: 'evil.test' },
    'another challenge': { challenge: 'A'.repeat(43) },
    'a registration': { type: 'webauthn.create' },
    'a device that nobody touched': { isPresent: false },
    'a device that did not look who is there': { isVerified: false },
    'somebody else': { userHandle: 'AAAAAAAAAAAAAAAAAAAAAA' },
    'nobody in particular': { userHandle: null },
    'another key': { key: newKeys('ES256').privateKey },
  }
  it.each(Object.entries(lies))(
    'refuses what is for %s, and tells // MFA-2',
    async (_what, lie) => {
      const device = newAuthenticator()
      await passkeys.register(session, device)
      const { challengeId, options } = await passkeys.startSignIn()
      const response = device.get(options, lie)
      expect(only(await passkeys.finishSignIn({ challengeId, response }))).toMatchObject({
        code: 'INVALID_PASSKEY',
      })
      expect((await told()).at(-1)).toMatchObject({
        type: 'auth:passkey:refused',
        by: 'ANONYMOUS',
        userId: session.user.id,
        reason: 'NOT_PROVEN',
      })
      // The try has spent the challenge.
      const honest = { challengeId, response: device.get(options) }
      expect(only(await passkeys.finishSignIn(honest))).toMatchObject({ code: 'INVALID_PASSKEY' })
    },
  )

  it.each([0, 1, 4])(
    'refuses a counter that goes from 5 to %d: a copy; and tells // MFA-2',
    async (counter) => {
      const device = newAuthenticator()
      await passkeys.register(session, device)
      await room.sql`update auth.passkeys set counter = 5`
      const { challengeId, options } = await passkeys.startSignIn()
      const response = device.get(options, { counter })
      expect(only(await passkeys.finishSignIn({ challengeId, response }))).toMatchObject({
        code: 'INVALID_PASSKEY',
      })
      expect((await told()).at(-1)).toMatchObject({
        type: 'auth:passkey:refused',
        reason: 'COUNTER_WENT_BACK',
      })
      expect(await room.sql`select counter::int from auth.passkeys`).toEqual([{ counter: 5 }])
    },
  )

  it('refuses a passkey that nobody has, and one that was removed, alike // MFA-2', async () => {
    const device = newAuthenticator()
    const { passkey } = await passkeys.register(session, device)
    await passkeys.remove(actorOf(session), passkey.id)
    expect(await passkeys.signIn(device)).toMatchObject({ code: 'INVALID_PASSKEY' })
    for (const response of ['', '{}', device.get((await passkeys.startSignIn()).options)])
      expect(
        only(await passkeys.finishSignIn({ challengeId: 'A'.repeat(43), response })),
      ).toMatchObject({ code: 'INVALID_PASSKEY' })
  })

  it('takes a challenge up to five minutes, to the millisecond // MFA-2 PASSKEY_CHALLENGE_MINUTES', async () => {
    const device = newAuthenticator()
    await passkeys.register(session, device)
    const [early, late] = [await passkeys.startSignIn(), await passkeys.startSignIn()]
    const finish = ({ challengeId, options }: typeof early) =>
      passkeys.finishSignIn({ challengeId, response: device.get(options) })
    room.later(5 * MINUTE_MS - 1)
    expect(only(await finish(early))).toMatchObject({ __typename: 'FinishPasskeySignInSuccess' })
    room.later(1)
    expect(only(await finish(late))).toMatchObject({ code: 'INVALID_PASSKEY' })
  })

  it('lets exactly one of 50 concurrent uses of a challenge succeed in each of 20 rounds // MFA-2', async () => {
    const device = newAuthenticator()
    await passkeys.register(session, device)
    const rounds = await raceOf(50, 20, async () => {
      const { challengeId, options } = await passkeys.startSignIn()
      const response = device.get(options)
      return async () => only(await passkeys.finishSignIn({ challengeId, response }))['__typename']
    })
    for (const names of rounds) {
      expect(names.filter((name) => name === 'FinishPasskeySignInSuccess')).toHaveLength(1)
      expect(names.filter((name) => name === 'InvalidPasskey')).toHaveLength(49)
    }
    const [row] = await room.sql`select count(*)::int as n from auth.sessions`
    expect(row).toEqual({ n: 21 })
  }, 120_000)

  it('lets exactly one of 50 concurrent registrations succeed in each of 20 rounds // MFA-2', async () => {
    const rounds = await raceOf(50, 20, async () => {
      await room.sql`truncate auth.passkeys`
      const { challengeId, options } = only<{ challengeId: string; options: string }>(
        await passkeys.startRegistration(actorOf(session)),
      )
      const response = newAuthenticator().create(options)
      return async () =>
        only(await passkeys.finishRegistration(actorOf(session), { challengeId, response }))[
          '__typename'
        ]
    })
    for (const names of rounds)
      expect(names.filter((name) => name === 'FinishPasskeyRegistrationSuccess')).toHaveLength(1)
  }, 120_000)
})

describe('signing in by a passkey and who may', () => {
  it.each(['LOCKED', 'SUSPENDED', 'EXPIRED', 'ARCHIVED'])(
    'tells somebody who is %s, once they have proved who they are // AUT-5',
    async (status) => {
      const device = newAuthenticator()
      await passkeys.register(session, device)
      await room.sql`update auth.users set status = ${status}`
      expect(await passkeys.signIn(device)).toMatchObject({ code: 'ACCOUNT_LOCKED' })
      const { challengeId, options } = await passkeys.startSignIn()
      const response = device.get(options, { isVerified: false })
      expect(only(await passkeys.finishSignIn({ challengeId, response }))).toMatchObject({
        code: 'INVALID_PASSKEY',
      })
    },
  )

  it('is not kept out by wrong passwords of whoever // AUT-6', async () => {
    const device = newAuthenticator()
    await passkeys.register(session, device)
    for (let n = 0; n < 6; n++) await room.signIn({ password: 'wrong-password' })
    expect(only(await room.signIn())).toMatchObject({ code: 'ACCOUNT_LOCKED' })
    expect(await passkeys.signIn(device)).toMatchObject({
      __typename: 'FinishPasskeySignInSuccess',
    })
  })

  it('asks for the verified address where one is asked for // AUT-3', async () => {
    const { AUTH_SETTINGS } = await import('../src/server.ts')
    const verification = { ...AUTH_SETTINGS.verification, email: 'required' } as const
    const strict = await room.another({ settings: { verification } })
    const device = newAuthenticator()
    await passkeys.register(session, device)
    expect(await passkeysOf(strict).signIn(device)).toMatchObject({ code: 'VERIFICATION_REQUIRED' })
    await strict.close()
  })
})

describe('one’s own passkeys', () => {
  it('get other names, and are removed with a mail; what they began goes on // MFA-2', async () => {
    const device = newAuthenticator()
    const { passkey } = await passkeys.register(session, device, 'Old phone')
    const begun = (await passkeys.signIn(device)).session
    const renamed = await passkeys.rename(actorOf(session), { id: passkey.id, name: 'New phone' })
    expect(only(renamed)).toMatchObject({ passkey: { id: passkey.id, name: 'New phone' } })
    for (const name of ['', ' ', 'n'.repeat(101), 'a\u0000'])
      expect(codesOf(await passkeys.rename(actorOf(session), { id: passkey.id, name }))).toEqual([
        'BAD_USER_INPUT',
      ])
    await mailbox.next('SECURITY_NOTICE')
    expect(only(await passkeys.remove(actorOf(session), passkey.id))).toEqual({
      passkeyId: passkey.id,
    })
    expect((await mailbox.next('SECURITY_NOTICE')).values.what).toBe('FACTOR_REMOVED')
    expect((await told()).at(-1)).toEqual({
      type: 'auth:passkey:removed',
      by: 'USER',
      userId: session.user.id,
      passkeyId: passkey.id,
    })
    expect(await passkeys.list(session)).toEqual([])
    expect(codesOf(await passkeys.remove(actorOf(session), passkey.id))).toEqual(['NOT_FOUND'])
    expect(only(await room.refresh(begun.refreshToken))).toMatchObject({
      __typename: 'RefreshSessionSuccess',
    })
  })

  it('are nobody else’s to see, name or remove // RBA-13', async () => {
    const { passkey } = await passkeys.register(session, newAuthenticator())
    const ben = await room.newSession({ email: 'ben@demo.test' })
    expect(await passkeys.list(ben)).toEqual([])
    for (const id of [passkey.id, 'nonsense', ben.user.id]) {
      const rename = await passkeys.rename(actorOf(ben), { id, name: 'Mine' })
      expect(codesOf(rename)).toEqual(['NOT_FOUND'])
      expect(codesOf(await passkeys.remove(actorOf(ben), id))).toEqual(['NOT_FOUND'])
    }
    expect(await passkeys.list(session)).toHaveLength(1)
  })

  const partner: Actor = userActor('usr_1', { kind: 'PARTNER', keyId: 'key_1' })
  it.each([
    ['a program with a key', partner, 'FORBIDDEN'],
    ['a process of ours', serviceActor('payments'), 'UNAUTHENTICATED'],
    ['nobody', ANONYMOUS, 'UNAUTHENTICATED'],
  ])('are nothing for %s // MFA-2', async (_who, actor, code) => {
    const input = { challengeId: 'x', response: '{}' }
    for (const answer of [
      await room.send('{ passkeys { id } }', undefined, actor),
      await passkeys.startRegistration(actor),
      await passkeys.finishRegistration(actor, input),
      await passkeys.rename(actor, { id: 'pky_1', name: 'Mine' }),
      await passkeys.remove(actor, 'pky_1'),
    ])
      expect(codesOf(answer)).toEqual([code])
  })
})

describe('challenges', () => {
  afterEach(() => room.sql`truncate auth.passkey_challenges`)

  it('are stored as hashes alone, and forgotten an hour after their end', async () => {
    const { challengeId, options } = await passkeys.startSignIn()
    const stored = JSON.stringify(await room.sql`select * from auth.passkey_challenges`)
    expect(stored).not.toContain(challengeId)
    expect(stored).not.toContain(JSON.parse(options).challenge)
    room.later(65 * MINUTE_MS)
    expect(await room.chore('forget-passkey-challenges')).toBe(0)
    room.later(1)
    expect(await room.chore('forget-passkey-challenges')).toBeGreaterThan(0)
    expect(await room.sql`select 1 from auth.passkey_challenges`).toEqual([])
  })
})
