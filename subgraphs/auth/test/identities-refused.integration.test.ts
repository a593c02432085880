/** What comes back from a provider and is not what it should be lets nobody in. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { IDENTITY_SETTINGS } from '../src/domain/identities/identity-settings.ts'
import { identitiesOf, type Provider, type Says, startProvider } from './identity-provider.ts'
import { raceOf } from './race.ts'
import { codesOf, only, openRoom, type Room } from './room.ts'

const INVALID = { code: 'INVALID_IDENTITY' }
let provider: Provider
let room: Room
let identities: ReturnType<typeof identitiesOf>
let ahead = 0

beforeAll(async () => {
  provider = await startProvider()
  const { settings: house } = provider
  const others = [
    { ...house, name: 'mute', issuer: 'http://127.0.0.1:1' },
    { ...house, name: 'inner', issuer: 'https://10.0.0.1' },
    { ...house, name: 'slash', issuer: `${house.issuer}/` },
  ]
  room = await openRoom({
    now: () => new Date(Date.now() + ahead),
    settings: { identities: { ...IDENTITY_SETTINGS, providers: [house, ...others] } },
  })
  identities = identitiesOf(room, provider)
  await identities.signIn()
})
afterAll(async () => {
  await room?.close()
  await provider?.close()
})
beforeEach(() => {
  ahead = 0
  provider.say()
})

const reasonOfLast = async () => {
  const [row] = await room.sql`select body->>'reason' as reason from auth.outbox
    where type = 'auth:identity:refused' order by sequence desc limit 1`
  return row?.['reason']
}
const past = Math.floor(Date.now() / 1000) - 3_600

describe('an identity that is not proven (TOK-16)', () => {
  it.each<[string, Partial<Says>, string]>([
    ['for another visit', { lie: (token) => ({ ...token, nonce: 'x' }) }, 'NOT_PROVEN'],
    ['for no visit', { lie: ({ nonce, ...token }) => token }, 'NOT_PROVEN'],
    ['by another issuer', { lie: (token) => ({ ...token, iss: 'https://x.test' }) }, 'NOT_PROVEN'],
    ['for another program', { lie: (token) => ({ ...token, aud: 'another' }) }, 'NOT_PROVEN'],
    ['expired', { lie: (token) => ({ ...token, iat: past, exp: past + 60 }) }, 'NOT_PROVEN'],
    ['of nobody', { lie: ({ sub, ...token }) => token }, 'NOT_PROVEN'],
    ['signed with alg none', { signature: 'NONE' }, 'NOT_PROVEN'],
    ['signed by another key', { signature: 'ANOTHER' }, 'NOT_PROVEN'],
    ['sent back by another issuer', { back: { iss: 'https://x.test' } }, 'NOT_PROVEN'],
    ['without a code of the provider', { back: { code: 'guessed' } }, 'NOT_PROVEN'],
    ['refused there', { back: { error: 'access_denied' } }, 'DENIED'],
  ])('lets nobody in: %s', async (_what, says, reason) => {
    provider.say(says)
    expect(await identities.signIn()).toMatchObject(INVALID)
    expect(await reasonOfLast()).toBe(reason)
    provider.say()
    expect(await identities.signIn()).toHaveProperty('session')
  })

  it('is told apart from a provider that is out of order', async () => {
    provider.say({ status: 503 })
    const unavailable = { code: 'IDENTITY_PROVIDER_UNAVAILABLE' }
    expect(await identities.signIn()).toMatchObject(unavailable)
    expect(await reasonOfLast()).toBe('UNAVAILABLE')
    for (const name of ['mute', 'inner', 'slash'])
      expect(only(await identities.start({ provider: name }))).toMatchObject(unavailable)
    expect(codesOf(await identities.start({ provider: 'nobody' }))).toEqual(['BAD_USER_INPUT'])
  })
})

describe('a visit to a provider (TOK-16)', () => {
  it('ends in the browser that began it alone', async () => {
    const own = await identities.begin()
    const other = await identities.begin()
    const parameters = provider.visit(own.url)
    const count = provider.counts.token
    expect(only(await identities.finish({ handle: other.handle, parameters }))).toMatchObject(
      INVALID,
    )
    const state = new URL(own.url).searchParams.get('state')
    for (const handle of [state, '', 'x'.repeat(100)])
      expect(only(await identities.finish({ handle, parameters }))).toMatchObject(INVALID)
    expect(provider.counts.token).toBe(count)
    expect(only(await identities.finish({ handle: own.handle, parameters }))).toHaveProperty(
      'session',
    )
  })

  it('ends at the address of its own provider alone (RFC 9700, §4.4)', async () => {
    const { url, handle } = await identities.begin()
    const shown = { handle, parameters: provider.visit(url) }
    const count = provider.counts.token
    for (const name of ['mute', 'nobody', ''])
      expect(only(await identities.finish({ ...shown, provider: name }))).toMatchObject(INVALID)
    expect(provider.counts.token).toBe(count)
    expect(only(await identities.finish(shown))).toHaveProperty('session')
  })

  it('is not ended by another state, nor by too much of it', async () => {
    const { url, handle } = await identities.begin()
    const parameters = provider.visit(url)
    const state = new URL(url).searchParams.get('state') ?? ''
    for (const wrong of [
      '',
      parameters.replace(state, `${state}x`),
      `${parameters}&x=${'x'.repeat(8_192)}`,
    ])
      expect(only(await identities.finish({ handle, parameters: wrong }))).toMatchObject(INVALID)
    expect(only(await identities.finish({ handle, parameters }))).toHaveProperty('session')
  })

  it('ends once, whatever came of it', async () => {
    const { url, handle } = await identities.begin()
    provider.say({ lie: (token) => ({ ...token, nonce: 'x' }) })
    const parameters = provider.visit(url)
    for (const _try of [1, 2])
      expect(only(await identities.finish({ handle, parameters }))).toMatchObject(INVALID)
    provider.say()
    expect(
      only(await identities.finish({ handle, parameters: provider.visit(url) })),
    ).toMatchObject(INVALID)
  })

  it('lasts ten minutes, to the moment', async () => {
    for (const [ms, field] of [
      [-5_000, 'session'],
      [0, 'code'],
    ] as const) {
      ahead = 0
      const { url, handle } = await identities.begin()
      const parameters = provider.visit(url)
      ahead = 600_000 + ms
      expect(only(await identities.finish({ handle, parameters }))).toHaveProperty(field)
    }
  })

  it('is known by its hash alone, and what it is proven by is sealed', async () => {
    const { url, handle } = await identities.begin()
    const rows = JSON.stringify(await room.sql`select * from auth.identity_states`)
    const { searchParams } = new URL(url)
    for (const secret of [handle, searchParams.get('state'), searchParams.get('nonce')])
      expect(rows).not.toContain(secret)
    expect(url).not.toContain(handle)
    expect(searchParams.get('code_challenge_method')).toBe('S256')
    expect(searchParams.get('redirect_uri')).toBe('http://localhost:4000/sign-in/callback/house')
    await room.sql`update auth.identity_states set expires_at = now() - interval '61 minutes'`
    await room.chore('forget-identity-states')
    expect(await room.sql`select 1 from auth.identity_states`).toEqual([])
  })

  it('signs in one of fifty that end it at once (MFA-2)', async () => {
    const outcomes = await raceOf(50, 20, async () => {
      const { url, handle } = await identities.begin()
      const parameters = provider.visit(url)
      return async () =>
        only<{ __typename: string }>(await identities.finish({ handle, parameters })).__typename
    })
    for (const round of outcomes)
      expect(round.filter((each) => each === 'FinishIdentitySignInSuccess')).toHaveLength(1)
  })

  it('asks a provider once what it says of itself', () => {
    // And once for the setting with a slash too many.
    expect(provider.counts.discovery).toBe(2)
  })
})
