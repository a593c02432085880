import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { factorsOf, notThe, type Outcome } from './factors.ts'
import { type Key, keysOf } from './keys.ts'
import { actorOf, newMailbox, proofsOf, quickHasher } from './mailbox.ts'
import { codesOf, only, openRoom, PASSWORD, type Room, type Session } from './room.ts'

const MINUTE = 60_000

const mail = newMailbox()
let room: Room
let factors: ReturnType<typeof factorsOf>
let keys: ReturnType<typeof keysOf>
beforeAll(async () => {
  room = await openRoom({ hasher: quickHasher(), notifier: mail.notifier })
  factors = factorsOf(room)
  keys = keysOf(room)
})
beforeEach(async () => {
  await room.sql`truncate auth.users, auth.sign_in_tallies, auth.outbox cascade`
  room.later(MINUTE)
})
afterAll(() => room.close())

type Asked = { challengeId: string; methods: string[] }
const begin = async (session: Session) => only<Asked>(await factors.stepUp(actorOf(session)))
const makeKey = async (session: Session) => {
  const answer = await keys.create(actorOf(session))
  return answer.errors?.[0]?.extensions ?? { code: only(answer)['__typename'] }
}
const signIn = async () => only<{ session: Session }>(await factors.signIn()).session

describe('what is sensitive', () => {
  it('is done for fifteen minutes after signing in, to the millisecond // MFA-5', async () => {
    const session = await room.newSession()
    room.later(15 * MINUTE - 1)
    expect(await makeKey(session)).toEqual({ code: 'CreateApiKeySuccess' })
    room.later(1)
    expect(await makeKey(session)).toMatchObject({
      code: 'REQUIRES_STEP_UP',
      details: { methods: ['PASSWORD'], minutes: 15 },
      outcome: 'NOT_APPLIED',
    })
  })

  it('is told to its person by mail where it makes a key, which no new password ends', async () => {
    await makeKey(await room.newSession())
    expect((await mail.next('SECURITY_NOTICE')).values).toEqual({
      name: 'Ada',
      what: 'KEY_CREATED',
    })
  })

  it('is neither refreshed into nor done in another session // MFA-5', async () => {
    const first = await room.newSession()
    room.later(15 * MINUTE)
    const { session } = only<{ session: Session }>(await room.refresh(first.refreshToken))
    expect(await makeKey(session)).toMatchObject({ code: 'REQUIRES_STEP_UP' })
    const other = await signIn()
    expect(await makeKey(other)).toEqual({ code: 'CreateApiKeySuccess' })
    expect(await makeKey(session)).toMatchObject({ code: 'REQUIRES_STEP_UP' })
  })

  it('is everything that adds, replaces or removes a factor, and makes or rotates a key // MFA-5', async () => {
    const session = await room.newSession()
    const actor = actorOf(session)
    const { key } = only<{ key: Key }>(await keys.create(actor))
    room.later(15 * MINUTE)
    const acts = [
      factors.enroll(actor),
      factors.confirm('000000', actor),
      factors.disable(actor),
      factors.renew(actor),
      keys.create(actor),
      keys.rotate(actor, { id: key.id }),
    ]
    for (const act of acts) expect(codesOf(await act)).toEqual(['REQUIRES_STEP_UP'])
    // To end a key must always be possible.
    expect(codesOf(await keys.revoke(actor, key.id))).toEqual([])
  })

  it('is a new password, too, of who has a second factor, however well the old one is known // AUT-9 MFA-5', async () => {
    const proofs = proofsOf(room)
    const input = { currentPassword: PASSWORD, newPassword: 'quite-another-phrase' }
    const alone = await room.newSession({ email: 'ben@demo.test' })
    const thief = await room.newSession()
    const owner = await signIn()
    await factors.addApp(owner)
    room.later(15 * MINUTE)
    // Who has no other factor gives the password with the change itself.
    expect(only(await proofs.changePassword(input, actorOf(alone)))['__typename']).toBe(
      'ChangePasswordSuccess',
    )
    for (const session of [thief, owner]) {
      const { errors } = await proofs.changePassword(input, actorOf(session))
      expect(errors?.[0]?.extensions).toMatchObject({
        code: 'REQUIRES_STEP_UP',
        details: { methods: ['TOTP', 'RECOVERY_CODE'], minutes: 15 },
        outcome: 'NOT_APPLIED',
      })
    }
  })

  it('wants the second factor of who has one, however lately the password was given // MFA-5', async () => {
    const bystander = await room.newSession()
    const session = await signIn()
    await factors.addApp(session)
    expect(await makeKey(session)).toEqual({ code: 'CreateApiKeySuccess' })
    expect(await makeKey(bystander)).toMatchObject({
      code: 'REQUIRES_STEP_UP',
      details: { methods: ['TOTP', 'RECOVERY_CODE'] },
    })
  })
})

describe('stepping up', () => {
  it('is by the password of who has no second factor, and lasts fifteen minutes // MFA-5', async () => {
    const session = await room.newSession()
    const actor = actorOf(session)
    room.later(15 * MINUTE)
    const { challengeId, methods } = await begin(session)
    expect(methods).toEqual(['PASSWORD'])
    expect(await factors.answer({ challengeId, password: 'wrong-password' }, actor)).toBe(
      'INVALID_CREDENTIALS',
    )
    const done = only<Outcome>(await factors.verify({ challengeId, password: PASSWORD }, actor))
    expect(done).toEqual({ __typename: 'VerifyMfaSuccess', session: null })
    expect(await makeKey(session)).toEqual({ code: 'CreateApiKeySuccess' })
    expect(
      await room.sql`select type, body, actor_id from auth.outbox where type = 'auth:session:proved'`,
    ).toEqual([
      {
        type: 'auth:session:proved',
        body: { userId: actor.id, sessionId: session.id, provedBy: 'PASSWORD' },
        actor_id: actor.id,
      },
    ])
    room.later(15 * MINUTE)
    expect(await makeKey(session)).toMatchObject({ code: 'REQUIRES_STEP_UP' })
  })

  it('is by the second factor of who has one, and then not by the password // MFA-5', async () => {
    const session = await room.newSession()
    const { secret, recoveryCodes, actor } = await factors.addApp(session)
    room.later(15 * MINUTE)
    const { challengeId } = await begin(session)
    expect(await factors.answer({ challengeId, password: PASSWORD }, actor)).toBe(
      'INVALID_CREDENTIALS',
    )
    const code = factors.codeOf(secret)
    expect(await factors.answer({ challengeId, code: notThe(code) }, actor)).toBe('INVALID_CODE')
    expect(await factors.answer({ challengeId, code }, actor)).toBe('VerifyMfaSuccess')
    expect(await makeKey(session)).toEqual({ code: 'CreateApiKeySuccess' })
    const again = await begin(session)
    const [recoveryCode] = recoveryCodes
    expect(await factors.answer({ challengeId: again.challengeId, recoveryCode }, actor)).toBe(
      'VerifyMfaSuccess',
    )
    expect(await room.sql`select proved_by from auth.sessions`).toEqual([
      { proved_by: 'SECOND_FACTOR' },
    ])
  })

  it('is answered in its own session alone, while that lives // MFA-5', async () => {
    const session = await room.newSession()
    const other = await signIn()
    const { challengeId } = await begin(session)
    const right = { challengeId, password: PASSWORD }
    expect(await factors.answer(right)).toBe('CHALLENGE_ENDED')
    expect(await factors.answer(right, actorOf(other))).toBe('CHALLENGE_ENDED')
    await room.send('mutation { signOut { sessionId } }', undefined, actorOf(session))
    expect(await factors.answer(right, actorOf(session))).toBe('CHALLENGE_ENDED')
  })

  it('counts wrong passwords as signing in does // MFA-5 AUT-14', async () => {
    const session = await room.newSession()
    const actor = actorOf(session)
    const { challengeId } = await begin(session)
    for (let time = 0; time < 5; time++)
      await factors.answer({ challengeId, password: 'wrong-password' }, actor)
    const next = await begin(session)
    expect(await factors.answer({ challengeId: next.challengeId, password: PASSWORD }, actor)).toBe(
      'ACCOUNT_LOCKED',
    )
    expect(only(await proofsOf(room).signIn())).toMatchObject({ code: 'ACCOUNT_LOCKED' })
  })

  it('by a wrong factor sends no message of somebody who knows the password // MFA-5', async () => {
    const session = await room.newSession()
    const { secret, actor } = await factors.addApp(session)
    await room.sql`truncate auth.outgoing_messages`
    room.later(30_000)
    const { challengeId } = await begin(session)
    for (let time = 0; time < 5; time++)
      await factors.answer({ challengeId, code: notThe(factors.codeOf(secret)) }, actor)
    expect(await room.sql`select 1 from auth.outgoing_messages`).toEqual([])
  })
})
