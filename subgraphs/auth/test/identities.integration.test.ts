/** Signing in by what another provider says: who gets in, and what is made of it. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { IDENTITY_SETTINGS } from '../src/domain/identities/identity-settings.ts'
import { factorsOf } from './factors.ts'
import { identitiesOf, type Provider, startProvider } from './identity-provider.ts'
import { actorOf, newMailbox, proofsOf, quickHasher, tokenOf } from './mailbox.ts'
import { raceOf } from './race.ts'
import { codesOf, only, openRoom, PASSWORD, type Room, userActor } from './room.ts'

const mailbox = newMailbox()
let provider: Provider
let room: Room
let identities: ReturnType<typeof identitiesOf>

beforeAll(async () => {
  provider = await startProvider()
  room = await openRoom({
    // The library looks at the machine's own clock.
    now: () => new Date(Date.now() + ahead),
    notifier: mailbox.notifier,
    hasher: quickHasher(),
    settings: { identities: { ...IDENTITY_SETTINGS, providers: [provider.settings] } },
  })
  identities = identitiesOf(room, provider)
})
afterAll(async () => {
  await room?.close()
  await provider?.close()
})
let ahead = 0
let people = 0
let email = ''
let sub = ''
beforeEach(() => {
  ahead = 0
  people += 1
  email = `person${people}@demo.test`
  sub = `there-${people}`
  provider.say({ claims: { sub, email, email_verified: true, name: 'Grace Hopper' } })
})

const told = async (type: string) =>
  (await room.sql`select body from auth.outbox where type = ${type} order by sequence`).map(
    ({ body }) => body as Record<string, unknown>,
  )

describe('an identity (TOK-16)', () => {
  it('signs somebody new up, whose address is verified and free, and then in', async () => {
    const first = await identities.signIn()
    expect(first).toMatchObject({ __typename: 'FinishIdentitySignInSuccess', isNew: true })
    const again = await identities.signIn()
    expect(again).toMatchObject({ isNew: false, session: { user: first.session?.user } })
    const [row] = await room.sql`select email_verified, password_hash, name, roles from auth.users
      where email = ${email}`
    const fresh = { email_verified: true, password_hash: null, name: 'Grace Hopper' }
    expect(row).toEqual({ ...fresh, roles: ['CUSTOMER'] })
    const sessions = await room.sql`select proved_by from auth.sessions s
      join auth.users u on u.id = s.user_id where u.email = ${email}`
    expect(sessions).toEqual([{ proved_by: 'IDENTITY' }, { proved_by: 'IDENTITY' }])
    const userId = first.session?.user.id
    expect(await told('auth:identity:linked')).toContainEqual(
      expect.objectContaining({ userId, provider: 'house', isNew: true }),
    )
    const used = (await told('auth:identity:signed_in')).filter((each) => each['userId'] === userId)
    expect(used).toHaveLength(2)
  })

  it('never signs a person in by their address: whoever has it links first', async () => {
    const session = await room.newSession({ email: email.toUpperCase() })
    expect(await identities.signIn()).toMatchObject({ code: 'IDENTITY_NOT_LINKED' })
    const actor = actorOf(session)
    expect(only(await identities.read(actor))).toEqual([])
    expect(await identities.link(actor)).toMatchObject({
      identity: { provider: 'house', title: 'The House', email },
    })
    expect((await mailbox.next('SECURITY_NOTICE')).values.what).toBe('IDENTITY_LINKED')
    const came = await identities.signIn()
    expect(came).toMatchObject({ isNew: false, session: { user: { id: session.user.id } } })
    expect((await told('auth:identity:refused')).at(-1)).toMatchObject({ reason: 'NOT_LINKED' })
  })

  it.each([
    ['is not verified', { email_verified: false }],
    ['is missing', { email: undefined }],
    ['is none', { email: 'nobody' }],
  ])('signs nobody up whose address %s', async (_what, claims) => {
    provider.say({ claims: { sub, email, email_verified: true, ...claims } })
    expect(await identities.signIn()).toMatchObject({ code: 'IDENTITY_NOT_LINKED' })
  })

  it('is never a second factor: whoever has one is asked for it', async () => {
    const session = await room.newSession({ email })
    const factors = factorsOf({ ...room, clock: { now: new Date() } })
    const { secret, actor } = await factors.addApp(session)
    await identities.link(actor)
    const asked = await identities.signIn()
    expect(asked).toMatchObject({ __typename: 'MfaRequired', methods: ['TOTP', 'RECOVERY_CODE'] })
    const { challengeId } = asked
    const uses = async () =>
      (await told('auth:identity:signed_in')).filter((each) => each['userId'] === session.user.id)
    expect(await uses()).toEqual([])
    expect(only(await identities.read(actor))).toMatchObject([{ lastUsedAt: null }])
    const came = await factors.verify({ challengeId, code: factors.codeOf(secret, 1) })
    expect(only(came)).toMatchObject({ session: { user: { id: session.user.id } } })
    expect(await uses()).toMatchObject([{ provider: 'house' }])
    const [own] = only<{ id: string; lastUsedAt: string }[]>(await identities.read(actor))
    expect(own?.lastUsedAt).toBeTypeOf('string')
    expect(await identities.signIn()).toHaveProperty('challengeId')
    expect(await uses()).toHaveLength(1)
  })

  it('that is unlinked before the second factor was shown signs nobody in', async () => {
    const factors = factorsOf({ ...room, clock: { now: new Date() } })
    const { secret, actor } = await factors.addApp(await room.newSession({ email }))
    await identities.link(actor)
    const { challengeId } = await identities.signIn()
    const [own] = only<{ id: string }[]>(await identities.read(actor))
    expect(only(await identities.unlink({ id: own?.id }, actor))).toHaveProperty('identityId')
    const came = await factors.verify({ challengeId, code: factors.codeOf(secret, 1) })
    expect(only(came)).toMatchObject({ code: 'CHALLENGE_ENDED' })
  })

  it('lets nobody in who is suspended', async () => {
    const { session } = await identities.signIn()
    await room.sql`update auth.users set status = 'SUSPENDED' where email = ${email}`
    expect(await identities.signIn()).toMatchObject({ code: 'ACCOUNT_LOCKED' })
    const userId = session?.user.id
    const uses = await told('auth:identity:signed_in')
    expect(uses.filter((each) => each['userId'] === userId)).toHaveLength(1)
    expect((await told('auth:identity:refused')).at(-1)).toEqual({
      ...{ userId: session?.user.id, provider: 'house', purpose: 'SIGN_IN', reason: 'KEPT_OUT' },
    })
  })

  it('leaves no password to guess: none signs in, and none may be changed', async () => {
    const { session } = await identities.signIn()
    for (const password of ['', 'null', PASSWORD])
      expect(only(await room.signIn({ email, password }))).toMatchObject({
        code: 'INVALID_CREDENTIALS',
      })
    const actor = userActor(session?.user.id ?? '', { sessionId: session?.id ?? '' })
    const change = `mutation ($input: ChangePasswordInput!) { changePassword(input: $input) {
      ... on Refusal { code } } }`
    const input = { currentPassword: 'null', newPassword: 'another-fine-phrase' }
    expect(only(await room.send(change, input, actor))).toEqual({ code: 'INVALID_CREDENTIALS' })
  })
})

describe('a new password by a link', () => {
  it('unlinks what was linked, and leaves the identity that somebody signed up by // AUT-11', async () => {
    const mail = newMailbox()
    const reset = async (to: string) => {
      const other = await room.another({ notifier: mail.notifier })
      const proofs = proofsOf(other)
      await proofs.requestPasswordReset({ email: to })
      const token = tokenOf(await mail.next('PASSWORD_RESET'))
      const answer = await proofs.resetPassword({ token, password: 'another-fine-phrase' })
      expect(only(answer)['__typename']).toBe('ResetPasswordSuccess')
      await other.close()
    }
    const { session } = await identities.signIn()
    await reset(email)
    expect(await identities.signIn()).toMatchObject({ session: { user: { id: session?.user.id } } })
    await room.sql`delete from auth.identities`
    const ben = await room.newSession({ email: `ben-${email}` })
    room.later(1)
    await identities.link(actorOf(ben))
    await reset(`ben-${email}`)
    expect(await identities.signIn()).toMatchObject({ code: 'IDENTITY_NOT_LINKED' })
    expect((await told('auth:identity:unlinked')).at(-1)).toMatchObject({ userId: ben.user.id })
  })
})

describe('linking', () => {
  it('gives an identity to one person alone', async () => {
    const ada = actorOf(await room.newSession({ email }))
    const eve = actorOf(await room.newSession({ email: `eve-${email}` }))
    await identities.link(ada)
    for (const actor of [ada, eve])
      expect(await identities.link(actor)).toMatchObject({ code: 'IDENTITY_TAKEN' })
  })

  it('is for who began it, and no sign-in, nor the other way round', async () => {
    const ada = actorOf(await room.newSession({ email }))
    const eve = actorOf(await room.newSession({ email: `eve-${email}` }))
    const { url, handle } = await identities.beginLink(ada)
    const shown = { handle, parameters: provider.visit(url) }
    const refused = { code: 'INVALID_IDENTITY' }
    expect(only(await identities.finishLink(shown, eve))).toMatchObject(refused)
    expect(only(await identities.finish(shown, ada))).toMatchObject(refused)
    expect(only(await identities.finishLink(shown, ada))).toHaveProperty('identity')
    const begun = await identities.begin()
    const came = { handle: begun.handle, parameters: provider.visit(begun.url) }
    expect(only(await identities.finishLink(came, ada))).toMatchObject(refused)
  })

  it('is for people who have proved lately who they are, and ends at ten', async () => {
    const actor = actorOf(await room.newSession({ email }))
    expect(codesOf(await identities.startLink({ provider: 'house' }))).toEqual(['UNAUTHENTICATED'])
    expect(codesOf(await identities.startLink({ provider: 'nobody' }, actor))).toEqual([
      'BAD_USER_INPUT',
    ])
    for (let n = 0; n < 10; n += 1) {
      provider.say({ claims: { sub: `${sub}-${n}` } })
      expect(await identities.link(actor)).toHaveProperty('identity')
    }
    provider.say({ claims: { sub: `${sub}-10` } })
    expect(await identities.link(actor)).toMatchObject({ code: 'TOO_MANY_IDENTITIES' })
  })

  it('may be undone, unless nothing would be left to sign in by', async () => {
    const { session } = await identities.signIn()
    const actor = userActor(session?.user.id ?? '', { sessionId: session?.id ?? '' })
    const [{ id } = { id: '' }] = only<{ id: string }[]>(await identities.read(actor))
    expect(only(await identities.unlink({ id }, actor))).toMatchObject({ code: 'LAST_WAY_IN' })
    provider.say({ claims: { sub: `${sub}-b` } })
    await identities.link(actor)
    await mailbox.all(room)
    // Its provider is none any more: by that one nobody signs in.
    const [house, gone] = [provider.settings.issuer, 'https://gone.test']
    await room.sql`update auth.identities set issuer = ${gone} where subject = ${`${sub}-b`}`
    expect(only(await identities.unlink({ id }, actor))).toMatchObject({ code: 'LAST_WAY_IN' })
    await room.sql`update auth.identities set issuer = ${house} where subject = ${`${sub}-b`}`
    expect(only(await identities.unlink({ id }, actor))).toMatchObject({ identityId: id })
    expect((await mailbox.next('SECURITY_NOTICE')).values.what).toBe('IDENTITY_UNLINKED')
    expect(codesOf(await identities.unlink({ id }, actor))).toEqual(['NOT_FOUND'])
    provider.say({ claims: { sub, email, email_verified: true } })
    expect(await identities.signIn()).toMatchObject({ code: 'IDENTITY_NOT_LINKED' })
  })

  it('unlinked ends every other session, whoever was signed in by it', async () => {
    const own = await room.newSession({ email })
    await identities.link(actorOf(own))
    const byIdentity = (await identities.signIn()).session
    const [{ id } = { id: '' }] = only<{ id: string }[]>(await identities.read(actorOf(own)))
    expect(only(await identities.unlink({ id }, actorOf(own)))).toEqual({
      __typename: 'UnlinkIdentitySuccess',
      identityId: id,
    })
    expect(only(await room.refresh(byIdentity?.refreshToken ?? ''))).toMatchObject({
      code: 'INVALID_REFRESH_TOKEN',
    })
    expect(only(await room.refresh(own.refreshToken))).toHaveProperty('session')
    expect((await told('auth:session:revoked')).at(-1)).toMatchObject({
      sessionId: byIdentity?.id,
      reason: 'IDENTITY_UNLINKED',
    })
  })

  it('of two that are unlinked at once leaves one', async () => {
    const outcomes = await raceOf(2, 20, async (round) => {
      provider.say({
        claims: { sub: `${sub}-r${round}`, email: `r${round}-${email}`, email_verified: true },
      })
      const { session } = await identities.signIn()
      const actor = userActor(session?.user.id ?? '', { sessionId: session?.id ?? '' })
      provider.say({ claims: { sub: `${sub}-s${round}` } })
      await identities.link(actor)
      const own = only<{ id: string }[]>(await identities.read(actor))
      return async (index) =>
        only<{ __typename: string }>(await identities.unlink({ id: own[index]?.id }, actor))
          .__typename
    })
    for (const round of outcomes)
      expect(round.sort()).toEqual(['LastWayIn', 'UnlinkIdentitySuccess'])
  })
})
