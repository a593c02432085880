/** An administrator takes all second factors of a person away, who has lost them. */
import { type Actor, ANONYMOUS, serviceActor } from '@tallystick/actor'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newAuthenticator } from './authenticator.ts'
import { factorsOf } from './factors.ts'
import { actorOf, newMailbox, quickHasher } from './mailbox.ts'
import { passkeysOf } from './passkeys.ts'
import { raceOf } from './race.ts'
import { codesOf, only, openRoom, type Room, type Session, userActor } from './room.ts'

const MINUTE = 60_000
const REASON = 'Lost the phone; seen in person'

const mailbox = newMailbox()
let room: Room
let factors: ReturnType<typeof factorsOf>
let passkeys: ReturnType<typeof passkeysOf>
beforeAll(async () => {
  room = await openRoom({ hasher: quickHasher(), notifier: mailbox.notifier })
  factors = factorsOf(room)
  passkeys = passkeysOf(room)
})
beforeEach(async () => {
  await room.sql`truncate auth.users, auth.sign_in_tallies, auth.outbox cascade`
  room.later(MINUTE)
  mailbox.messages.length = 0
})
afterAll(() => room.close())

const clear = (input: object, actor: Actor = serviceActor('admin')) =>
  room.send(
    `mutation ($input: ClearSecondFactorsInput!) { clearSecondFactors(input: $input) {
      __typename ... on ClearSecondFactorsSuccess { user { id } } ... on Refusal { code } } }`,
    { reason: REASON, ...input },
    actor,
  )
const tellings = (type: string) =>
  room.sql`select body, actor_kind, actor_id from auth.outbox where type = ${type} order by sequence`

/** A person with an app and a passkey, and an administrator. */
const newPeople = async () => {
  const root: Session = await room.newSession({ email: 'root@demo.test' })
  await room.assignRole({ userId: root.user.id, role: 'ADMIN' })
  const session = await room.newSession()
  const app = await factors.addApp(session)
  await passkeys.register(session, newAuthenticator())
  await mailbox.all(room)
  return { rootId: root.user.id, session, userId: session.user.id, app }
}

describe('clearSecondFactors', () => {
  it('removes app, passkeys and codes, ends every session, and tells who decided and why // MFA-1 EVT-1', async () => {
    const { rootId, session, userId } = await newPeople()
    const pending = only<{ secret: string }>(await factors.enroll(actorOf(session)))
    expect(pending.secret).toBeDefined()
    expect(only(await clear({ userId, removedBy: rootId }))).toEqual({
      __typename: 'ClearSecondFactorsSuccess',
      user: { id: userId },
    })
    expect(
      await room.sql`select (select count(*)::int from auth.totp_factors) apps,
        (select count(*)::int from auth.passkeys) passkeys,
        (select count(*)::int from auth.recovery_codes) codes`,
    ).toEqual([{ apps: 0, passkeys: 0, codes: 0 }])
    expect(await tellings('auth:second_factors:removed')).toEqual([
      {
        body: {
          ...{ userId, hadTotp: true, passkeys: 1, recoveryCodes: 10 },
          ...{ reason: REASON, removedBy: rootId },
        },
        actor_kind: 'USER',
        actor_id: rootId,
      },
    ])
    expect(await tellings('auth:session:revoked')).toMatchObject([
      { body: { userId, sessionId: session.id, reason: 'FACTORS_REMOVED' }, actor_id: rootId },
    ])
    expect(only(await room.refresh(session.refreshToken))).toMatchObject({
      code: 'INVALID_REFRESH_TOKEN',
    })
    expect(await mailbox.next('SECURITY_NOTICE')).toMatchObject({
      to: { email: 'ada@demo.test' },
      values: { what: 'FACTOR_REMOVED' },
    })
    // The password alone signs in from now on, and factors are to be had anew.
    const again = only<{ session: Session }>(await room.signIn()).session
    expect((await factors.addApp(again)).recoveryCodes).toHaveLength(10)
  })

  it('ends a sign-in that waits for its factor // MFA-1', async () => {
    const { rootId, userId, app } = await newPeople()
    room.later(MINUTE)
    const { challengeId } = await factors.ask()
    await clear({ userId, removedBy: rootId })
    expect(await factors.answer({ challengeId, code: factors.codeOf(app.secret) })).toBe(
      'CHALLENGE_ENDED',
    )
  })

  it('changes and tells nothing of who has none, and leaves their sessions', async () => {
    const session = await room.newSession()
    const userId = session.user.id
    expect(only(await clear({ userId }))).toMatchObject({ __typename: 'ClearSecondFactorsSuccess' })
    expect(await tellings('auth:second_factors:removed')).toEqual([])
    expect(only(await room.refresh(session.refreshToken))).toMatchObject({
      __typename: 'RefreshSessionSuccess',
    })
  })

  it('never is of the administrator who decides, of nobody, or without a reason', async () => {
    const { rootId, userId, session } = await newPeople()
    expect(only(await clear({ userId: rootId, removedBy: rootId }))).toMatchObject({
      code: 'FACTORS_OWN',
    })
    for (const nobody of ['usr_0000000000000000000000000a', 'nonsense'])
      expect(only(await clear({ userId: nobody }))).toMatchObject({ code: 'USER_UNKNOWN' })
    expect(codesOf(await clear({ userId, removedBy: 'x' }))).toEqual(['BAD_USER_INPUT'])
    for (const reason of ['', 'x'.repeat(501)])
      expect(codesOf(await clear({ userId, reason }))).toEqual(['BAD_USER_INPUT'])
    expect(only(await factors.secondFactors(actorOf(session)))).toMatchObject({
      recoveryCodesLeft: 10,
    })
  })

  it('happens once of 50 times at once, in each of 20 rounds', async () => {
    const { user } = await room.newSession()
    const userId = user.id
    const rounds = await raceOf(50, 20, async (round) => {
      expect(await tellings('auth:second_factors:removed')).toHaveLength(round)
      const next = only<{ session: Session }>(await room.signIn()).session
      await factors.addApp(next)
      return async () => only(await clear({ userId }))['__typename']
    })
    for (const names of rounds)
      expect(new Set(names)).toEqual(new Set(['ClearSecondFactorsSuccess']))
    expect(await tellings('auth:second_factors:removed')).toHaveLength(20)
  })

  it('is for services only // RBA-9', async () => {
    const { userId, rootId } = await newPeople()
    const admin = userActor(rootId, { roles: ['ADMIN'] })
    expect(codesOf(await clear({ userId }, admin))).toEqual(['FORBIDDEN'])
    expect(codesOf(await clear({ userId }, ANONYMOUS))).toEqual(['UNAUTHENTICATED'])
  })
})
