import * as client from 'openid-client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { AUTH_SETTINGS } from '../src/server.ts'
import {
  type App,
  ISSUER,
  newRequest,
  oauthOf,
  openOAuthRoom,
  type Person,
  sha256,
} from './oauth.ts'
import { codesOf, only, type Room, userActor } from './room.ts'

const CLIENT = 'id kind name uri redirectUris scopes revokedAt previousSecretUntil'

describe('programs of OAuth', () => {
  let room: Room
  let oauth: ReturnType<typeof oauthOf>
  let ada: Person
  let ben: Person

  beforeAll(async () => {
    const settings = { oauth: { ...AUTH_SETTINGS.oauth, clientsPerPersonMax: 5 } }
    room = await openOAuthRoom({ settings })
    oauth = oauthOf(room)
    ada = await oauth.newPerson('ada@demo.test')
    ben = await oauth.newPerson('ben@demo.test')
  })
  afterAll(() => room?.close())

  const run = (name: string, input: object, actor = ada.actor) => {
    const type = `${name[0]?.toUpperCase()}${name.slice(1)}`
    const secret = /^(create|rotate)/.test(name) ? 'secret' : ''
    const success = `${secret} client { ${CLIENT} }`
    const either = `__typename ... on ${type}Success { ${success} } ... on Refusal { code message }`
    return room.send(
      `mutation ($input: ${type}Input!) {
        ${name}(input: $input) { ${name.startsWith('revoke') ? success : either} } }`,
      input,
      actor,
    )
  }
  const isTaken = async ({ id, secret }: App) => {
    const library = await oauth.library({ id, secret })
    return client.tokenIntrospection(library, 'tso_nothing').then(
      () => true,
      () => false,
    )
  }

  it('have a secret that is shown once and stored as a hash // TOK-15', async () => {
    const { id, secret } = await oauth.newApp(ada)
    expect(secret).toMatch(/^tsc_[\w-]{43}$/)
    const [row] = await room.sql`select secret_hash from auth.oauth_clients
      where name = 'Acme' order by created_at limit 1`
    expect(row).toEqual({ secret_hash: sha256(secret ?? '') })
    expect(await isTaken({ id, secret })).toBe(true)
    expect(await isTaken({ id, secret: `${secret}x` })).toBe(false)
    expect(await isTaken({ id, secret: sha256(secret ?? '') })).toBe(false)
    expect(await isTaken({ id, secret: 'compared-elsewhere' })).toBe(false)
    await run('revokeOAuthClient', { id })
  })

  it('are told what is wrong with them', async () => {
    const form = { kind: 'WEB', name: 'A', uri: 'https://a.example', scopes: ['openid'] }
    const wrong = await run('createOAuthClient', { ...form, redirectUris: ['http://a.example'] })
    expect(wrong.errors?.[0]).toMatchObject({
      extensions: { code: 'BAD_USER_INPUT', details: { field: 'redirectUris' } },
    })
    const beyond = { ...form, redirectUris: ['https://a.example/b'], scopes: ['reports:read'] }
    expect(only(await run('createOAuthClient', beyond))).toMatchObject({
      code: 'SCOPE_NOT_ALLOWED',
    })
  })

  it('are as many as one person may have, also when they are made at once', async () => {
    const made = await Promise.allSettled(Array.from({ length: 8 }, () => oauth.newApp(ada)))
    expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(5)
    const list = only<{ id: string; revokedAt: string | null }[]>(
      await room.send(`{ oauthClients { ${CLIENT} } }`, undefined, ada.actor),
    )
    for (const { id, revokedAt } of list) if (!revokedAt) await run('revokeOAuthClient', { id })
  })

  it('keep two secrets for the overlap of a rotation, and one after it', async () => {
    const first = await oauth.newApp(ada)
    const rotate = async (overlapMinutes: number): Promise<App> => {
      const answer = await run('rotateOAuthClientSecret', { id: first.id, overlapMinutes })
      return { id: first.id, secret: only<{ secret: string }>(answer).secret }
    }
    const second = await rotate(60)
    expect([await isTaken(first), await isTaken(second)]).toEqual([true, true])
    const third = await rotate(60)
    expect(await Promise.all([first, second, third].map(isTaken))).toEqual([false, true, true])
    const fourth = await rotate(0)
    expect(await Promise.all([third, fourth].map(isTaken))).toEqual([false, true])
    await room.sql`update auth.oauth_clients set previous_secret_until = now() where previous_secret_until is not null`
    const native = await oauth.newApp(ada, { kind: 'NATIVE', redirectUris: ['com.example.a:/b'] })
    expect(only(await run('rotateOAuthClientSecret', { id: native.id }))).toMatchObject({
      code: 'NO_CLIENT_SECRET',
    })
  })

  it('are nobody else’s, and no key’s', async () => {
    const { id } = await oauth.newApp(ada)
    const key = { ...userActor(ada.id), kind: 'PARTNER' as const, keyId: 'key_x' }
    for (const name of ['updateOAuthClient', 'rotateOAuthClientSecret', 'revokeOAuthClient']) {
      expect(codesOf(await run(name, { id }, ben.actor))).toEqual(['NOT_FOUND'])
      expect(codesOf(await run(name, { id: 'oac_nothing' }))).toEqual(['NOT_FOUND'])
      expect(codesOf(await run(name, { id }, key))).toEqual(['FORBIDDEN'])
    }
    await run('revokeOAuthClient', { id })
  })

  it('ask anew who somebody is before they are made or changed // decision of step-up', async () => {
    await room.sql`update auth.sessions set proved_at = now() - interval '16 minutes'`
    expect(
      codesOf(
        await run('createOAuthClient', {
          kind: 'WEB',
          name: 'A',
          uri: 'https://a.example',
          redirectUris: ['https://a.example/b'],
          scopes: ['openid'],
        }),
      ),
    ).toEqual(['REQUIRES_STEP_UP'])
    await room.sql`update auth.sessions set proved_at = now()`
  })

  it('lose what they hold with a scope, and everything when they are revoked', async () => {
    const app = await oauth.newApp(ben)
    const library = await oauth.library(app)
    const { url, verifier, state } = await newRequest(library, {
      scope: 'openid payments:read accounts:read offline_access',
      prompt: 'consent',
    })
    const back = await oauth.allow(ada, await oauth.begin(ada, url))
    const checks = { pkceCodeVerifier: verifier, expectedState: state }
    const tokens = await client.authorizationCodeGrant(library, new URL(back), checks)
    const scopes = ['openid', 'payments:read', 'offline_access']
    expect(only(await run('updateOAuthClient', { id: app.id, scopes }, ben.actor))).toMatchObject({
      client: { scopes, name: 'Acme' },
    })
    expect(await oauth.grantOf(tokens.access_token)).toBeNull()
    const next = await client.refreshTokenGrant(library, tokens.refresh_token ?? '')
    expect((await oauth.grantOf(next.access_token))?.scopes).not.toContain('accounts:read')
    await run('revokeOAuthClient', { id: app.id }, ben.actor)
    expect(await oauth.grantOf(next.access_token)).toBeNull()
    await expect(client.refreshTokenGrant(library, next.refresh_token ?? '')).rejects.toMatchObject(
      { status: 401 },
    )
    expect((await oauth.begin(ada, url)).location).toBeUndefined()
    const [{ types } = {}] = await room.sql`select array_agg(distinct type order by type) as types
      from auth.outbox where type like 'auth:oauth%'`
    expect(types).toEqual([
      'auth:oauth_client:created',
      'auth:oauth_client:revoked',
      'auth:oauth_client:secret_rotated',
      'auth:oauth_client:updated',
      'auth:oauth_grant:given',
      'auth:oauth_grant:revoked',
      'auth:oauth_token:revoked',
    ])
  })

  it('may ask for their request to be kept for them first (RFC 9126)', async () => {
    const library = await oauth.library(await oauth.newApp(ben))
    const { url } = await newRequest(library)
    const kept = await client.buildAuthorizationUrlWithPAR(library, url.searchParams)
    expect(kept.searchParams.get('request_uri')).toMatch(/^urn:/)
    expect(kept.href.startsWith(`${ISSUER}/oauth/authorize?`)).toBe(true)
    expect((await oauth.begin(ada, kept)).location).toMatch(/^\/sign-in/)
  })
})
