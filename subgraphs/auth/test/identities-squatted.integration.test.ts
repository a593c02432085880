/** Addresses that somebody signed up with and never showed to be theirs: an identity whose provider has seen it takes them. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { IDENTITY_SETTINGS } from '../src/domain/identities/identity-settings.ts'
import { AUTH_SETTINGS } from '../src/server.ts'
import { identitiesOf, type Provider, startProvider } from './identity-provider.ts'
import { newMailbox, proofsOf, quickHasher, tokenOf } from './mailbox.ts'
import { only, openRoom, type Room } from './room.ts'

const mailbox = newMailbox()
let provider: Provider
let room: Room
let identities: ReturnType<typeof identitiesOf>

beforeAll(async () => {
  provider = await startProvider()
  room = await openRoom({
    notifier: mailbox.notifier,
    hasher: quickHasher(),
    settings: {
      verification: { ...AUTH_SETTINGS.verification, email: 'required' },
      identities: { ...IDENTITY_SETTINGS, providers: [provider.settings] },
    },
  })
  identities = identitiesOf(room, provider)
})
afterAll(async () => {
  await room?.close()
  await provider?.close()
})

/** Somebody signs up with an address that is not theirs. @returns the token of the link that its owner is sent */
async function squat(email: string): Promise<string> {
  await room.signUp({ email, name: 'Eve', username: 'eve' })
  return tokenOf(await mailbox.next('EMAIL_VERIFICATION'))
}

const says = (email: string) =>
  provider.say({ claims: { sub: email, email, email_verified: true, name: 'Grace Hopper' } })

describe('an address that nobody has shown to be theirs (TOK-16)', () => {
  it('goes to whose provider has seen that it is theirs, without the password of before', async () => {
    const email = 'grace@demo.test'
    const token = await squat(email.toUpperCase())
    says(email)
    const came = await identities.signIn()
    expect(came).toMatchObject({ __typename: 'FinishIdentitySignInSuccess', isNew: true })
    const people = await room.sql`select id, name, username, wanted_username, password_hash,
      email_verified from auth.users where lower(email) = ${email}`
    const theirs = { name: 'Grace Hopper', username: null, wanted_username: null }
    expect(people).toMatchObject([{ ...theirs, password_hash: null, email_verified: true }])
    expect(only(await room.signIn({ email }))).toMatchObject({ code: 'INVALID_CREDENTIALS' })
    const late = only(await proofsOf(room).verifyEmail({ token }))
    expect(late).toMatchObject({ code: 'INVALID_CODE' })
    const again = await identities.signIn()
    expect(again).toMatchObject({ isNew: false, session: { user: { id: came.session?.user.id } } })
  })

  it('stays with who has shown that it is theirs', async () => {
    const email = 'ada@demo.test'
    await proofsOf(room).verifyEmail({ token: await squat(email) })
    says(email)
    expect(await identities.signIn()).toMatchObject({ code: 'IDENTITY_NOT_LINKED' })
    expect(only(await room.signIn({ email }))).toHaveProperty('session')
  })
})
