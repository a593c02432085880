import { serviceActor } from '@tallystick/actor'
import { openDatabase } from '@tallystick/db'
import { sql } from 'drizzle-orm'
import * as client from 'openid-client'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { AUTH_SETTINGS } from '../src/server.ts'
import { newMailbox, proofsOf, tokenOf } from './mailbox.ts'
import {
  type App,
  newRequest,
  oauthOf,
  openOAuthRoom,
  type Person,
  REDIRECT,
  sha256,
} from './oauth.ts'
import { raceOf } from './race.ts'
import { only, type Room } from './room.ts'

const SCOPE = 'openid payments:read offline_access'

describe('tokens of OAuth', () => {
  let room: Room
  let oauth: ReturnType<typeof oauthOf>
  let ada: Person
  let ben: Person
  let app: App
  let config: client.Configuration

  beforeAll(async () => {
    room = await openOAuthRoom()
    oauth = oauthOf(room)
    ada = await oauth.newPerson('ada@demo.test')
    ben = await oauth.newPerson('ben@demo.test')
    app = await oauth.newApp(ben)
    config = await oauth.library(app)
  })
  afterAll(() => room?.close())
  afterEach(() => {
    vi.useRealTimers()
  })

  const later = (ms: number) => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + ms })
  }

  const newTokens = async (library = config, redirect_uri = REDIRECT, person = ada) => {
    const { url, verifier, state } = await newRequest(library, {
      scope: SCOPE,
      prompt: 'consent',
      redirect_uri,
    })
    const back = await oauth.allow(person, await oauth.begin(person, url))
    const checks = { pkceCodeVerifier: verifier, expectedState: state }
    const tokens = await client.authorizationCodeGrant(library, new URL(back), checks)
    return { access: tokens.access_token, refresh: tokens.refresh_token ?? '' }
  }
  const refresh = (token: string, library = config) => client.refreshTokenGrant(library, token)
  const refused = (token: string, library = config) =>
    refresh(token, library).then(
      () => 'refreshed',
      (fault: { error?: string }) => fault.error,
    )

  it('are refreshed once each, and get narrower if asked // TOK-15', async () => {
    const first = await newTokens()
    const second = await refresh(first.refresh)
    expect(second.refresh_token).not.toBe(first.refresh)
    const third = await client.refreshTokenGrant(config, second.refresh_token ?? '', {
      scope: 'openid',
    })
    expect(await oauth.grantOf(third.access_token)).toMatchObject({ scopes: ['openid'] })
    await expect(
      client.refreshTokenGrant(config, third.refresh_token ?? '', { scope: 'payments:write' }),
    ).rejects.toMatchObject({ error: 'invalid_scope' })
  })

  it('end all when one that was replaced comes back, but not in a race with itself // TOK-7', async () => {
    later(0)
    const first = await newTokens()
    const second = await refresh(first.refresh)
    expect(await refused(first.refresh)).toBe('invalid_grant')
    expect(await oauth.grantOf(second.access_token)).not.toBeNull()
    later(AUTH_SETTINGS.sessions.refreshRaceS * 1000 - 1)
    expect(await refused(first.refresh)).toBe('invalid_grant')
    expect(await oauth.grantOf(second.access_token)).not.toBeNull()
    later(1_000)
    expect(await refused(first.refresh)).toBe('invalid_grant')
    expect(await oauth.grantOf(second.access_token)).toBeNull()
    expect(await refused(second.refresh_token ?? '')).toBe('invalid_grant')
  })

  it('end all at once when an older one comes back', async () => {
    const first = await newTokens()
    const second = await refresh(first.refresh)
    const third = await refresh(second.refresh_token ?? '')
    expect(await refused(first.refresh)).toBe('invalid_grant')
    expect(await oauth.grantOf(third.access_token)).toBeNull()
  })

  it('are refreshed by one of 50 uses at once, 20 times over // TOK-7, P-23', async () => {
    const rounds = await raceOf(50, 20, async () => {
      const { refresh: token } = await newTokens()
      return () => refused(token)
    })
    for (const round of rounds) {
      expect(round.filter((outcome) => outcome === 'refreshed')).toHaveLength(1)
      expect(round.filter((outcome) => outcome === 'invalid_grant')).toHaveLength(49)
    }
  }, 180_000)

  it('end a week after the first, however often they are refreshed // TOK-4', async () => {
    const first = await newTokens()
    later(6 * 24 * 3_600_000)
    const second = await refresh(first.refresh)
    expect(await oauth.grantOf(first.access)).toBeNull()
    later(24 * 3_600_000 - 1_000)
    const third = await refresh(second.refresh_token ?? '')
    later(2_000)
    expect(await refused(third.refresh_token ?? '')).toBe('invalid_grant')
  })

  it('last 15 minutes to the second', async () => {
    const { access } = await newTokens()
    later(15 * 60_000 - 2_000)
    expect(await oauth.grantOf(access)).not.toBeNull()
    later(2_001)
    expect(await oauth.grantOf(access)).toBeNull()
  })

  it('say what they are to their own program alone // TOK-15', async () => {
    const { access, refresh: token } = await newTokens()
    const other = await oauth.library(await oauth.newApp(ben, { name: 'Other' }))
    expect(await client.tokenIntrospection(config, access)).toMatchObject({
      active: true,
      sub: ada.id,
      client_id: app.id,
      scope: 'offline_access openid payments:read',
      token_type: 'Bearer',
    })
    expect((await client.tokenIntrospection(config, token)).active).toBe(true)
    expect(await client.tokenIntrospection(other, access)).toEqual({ active: false })
    expect(await client.tokenIntrospection(config, 'tso_nothing')).toEqual({ active: false })
  })

  it('are said to be good for what they grant now, not for what they once did // TOK-15 RBA-9', async () => {
    const { access } = await newTokens()
    const scopes = async () =>
      (await client.tokenIntrospection(config, access)).scope?.split(' ').sort()
    expect(await scopes()).toEqual(['offline_access', 'openid', 'payments:read'])
    await room.sql`update auth.users set roles = '{ADMIN}' where email = 'ada@demo.test'`
    expect(await scopes()).toEqual(['offline_access', 'openid'])
    expect(await oauth.grantOf(access)).toMatchObject({
      scopes: expect.not.arrayContaining(['payments:read']),
    })
    await room.sql`update auth.users set roles = '{CUSTOMER}' where email = 'ada@demo.test'`
    expect(await scopes()).toContain('payments:read')
  })

  it('end when their program gives one back, and another cannot // TOK-15', async () => {
    const other = await oauth.library(await oauth.newApp(ben, { name: 'Other' }))
    const one = await newTokens()
    await client.tokenRevocation(other, one.access)
    await client.tokenRevocation(other, one.refresh)
    expect(await oauth.grantOf(one.access)).not.toBeNull()
    await client.tokenRevocation(config, one.refresh)
    expect(await oauth.grantOf(one.access)).toBeNull()
    expect(await refused(one.refresh)).toBe('invalid_grant')
    const two = await newTokens()
    await client.tokenRevocation(config, two.access)
    expect(await client.tokenIntrospection(config, two.access)).toEqual({ active: false })
  })

  it('end when their person forgot the password, whoever let the program in // AUT-11', async () => {
    const mail = newMailbox()
    const other = await room.another({ notifier: mail.notifier })
    try {
      const proofs = proofsOf(other)
      const cyd = await oauth.newPerson('cyd@demo.test')
      const tokens = await newTokens(config, REDIRECT, cyd)
      await proofs.requestPasswordReset({ email: 'cyd@demo.test' })
      const token = tokenOf(await mail.next('PASSWORD_RESET'))
      await proofs.resetPassword({ token, password: 'quite-another-phrase' })
      expect(await oauth.grantOf(tokens.access)).toBeNull()
      expect(await refused(tokens.refresh)).toBe('invalid_grant')
      const [told] = await room.sql`select body from auth.outbox
        where type = 'auth:oauth_grant:revoked' order by sequence desc limit 1`
      expect(told).toMatchObject({ body: { clientId: app.id, reason: 'PASSWORD_RESET' } })
    } finally {
      await other.close()
    }
  })

  it('are had by a program on a device without a secret, and by no other name', async () => {
    const native = await oauth.newApp(ben, { kind: 'NATIVE', redirectUris: ['http://127.0.0.1/b'] })
    const library = await oauth.library(native)
    const { access, refresh: token } = await newTokens(library, 'http://127.0.0.1:4711/b')
    expect(await oauth.grantOf(access)).toMatchObject({ clientId: native.id })
    expect(await refused(token)).toBe('invalid_grant')
    expect(await refused(token, library)).toBe('refreshed')
  })

  it('let a service act for its owner, within its scopes // TOK-1', async () => {
    const service = await oauth.newApp(ben, {
      kind: 'SERVICE',
      redirectUris: [],
      scopes: ['payments:read', 'accounts:read'],
    })
    const library = await oauth.library(service)
    const { access_token, refresh_token } = await client.clientCredentialsGrant(library, {
      scope: 'payments:read',
    })
    expect(refresh_token).toBeUndefined()
    expect(await oauth.grantOf(access_token)).toMatchObject({
      id: service.id,
      ownerId: ben.id,
      scopes: ['payments:read'],
    })
    await expect(
      client.clientCredentialsGrant(library, { scope: 'payments:write' }),
    ).rejects.toMatchObject({ error: 'invalid_scope' })
    await expect(client.clientCredentialsGrant(config)).rejects.toMatchObject({
      error: 'invalid_request',
    })
    await client.tokenRevocation(library, access_token)
    expect(await oauth.grantOf(access_token)).toBeNull()
  })

  it('are not had by a password, nor by any other grant', async () => {
    for (const grant of ['password', 'implicit', 'urn:ietf:params:oauth:grant-type:device_code'])
      await expect(client.genericGrantRequest(config, grant, {})).rejects.toMatchObject({
        error: 'unsupported_grant_type',
      })
  })

  it('lose what the person loses: a role, their status, the grant itself // TOK-13', async () => {
    const { access, refresh: token } = await newTokens()
    await room.sql`update auth.users set status = 'SUSPENDED' where email = 'ada@demo.test'`
    expect(await oauth.grantOf(access)).toBeNull()
    expect(await refused(token)).toBe('invalid_grant')
    for (const each of [access, token])
      expect(await client.tokenIntrospection(config, each)).toEqual({ active: false })
    await room.sql`update auth.users set status = 'ACTIVE' where email = 'ada@demo.test'`
    expect(await oauth.grantOf(access)).not.toBeNull()
    const apps = await room.send(
      '{ connectedApps { clientId name scopes lastUsedAt } }',
      undefined,
      ada.actor,
    )
    expect(only<{ clientId: string }[]>(apps)).toContainEqual(
      expect.objectContaining({ clientId: app.id, lastUsedAt: expect.any(String) }),
    )
    await room.send(
      'mutation ($input: DisconnectAppInput!) { disconnectApp(input: $input) { clientId } }',
      { clientId: app.id },
      ada.actor,
    )
    expect(await oauth.grantOf(access)).toBeNull()
    expect(await refused(token)).toBe('invalid_grant')
    const { url } = await newRequest(config)
    expect((await oauth.begin(ada, url)).location).toMatch(/^\/sign-in/)
  })

  it('grant nothing while the owner of their program may not sign in // TOK-13', async () => {
    const { access, refresh: token } = await newTokens()
    const { url } = await newRequest(config, { prompt: 'consent' })
    const asked = await oauth.begin(ada, url)
    await room.sql`update auth.users set status = 'SUSPENDED' where email = 'ben@demo.test'`
    expect(await oauth.grantOf(access)).toBeNull()
    await expect(refresh(token)).rejects.toMatchObject({ status: 401 })
    expect(await oauth.begin(ada, url)).toMatchObject({ status: 400, location: undefined })
    expect((await oauth.decide(ada, oauth.uidOf(asked), 'allow')).status).toBe(404)
    await room.sql`update auth.users set status = 'ACTIVE' where email = 'ben@demo.test'`
    expect(await oauth.grantOf(access)).not.toBeNull()
  })

  it('end, and so do streams by them, when the owner of their program is suspended // TOK-13', async () => {
    const dan = await oauth.newPerson('dan@demo.test')
    const theirs = await oauth.newApp(dan)
    const library = await oauth.library(theirs)
    const { access, refresh: token } = await newTokens(library)
    const assign = (status: string) =>
      room.send(
        'mutation ($input: AssignStatusInput!) { assignStatus(input: $input) { __typename } }',
        { userId: dan.id, status, reason: 'sells what is not theirs', assignedBy: null },
        serviceActor('admin'),
      )
    expect(only(await assign('SUSPENDED'))).toEqual({ __typename: 'AssignStatusSuccess' })
    const told = await room.sql`select body, topics from auth.outbox
      where type = 'auth:oauth_token:revoked' and body->>'clientId' = ${theirs.id}`
    expect(told.map(({ body }) => (body as { userId: string }).userId).sort()).toEqual(
      [ada.id, dan.id].sort(),
    )
    await expect(refresh(token, library)).rejects.toMatchObject({ status: 401 })
    // Their person has allowed them still, and they may go on with a token of then.
    await assign('ACTIVE')
    expect(await oauth.grantOf(access)).toBeNull()
    expect(await oauth.grantOf((await refresh(token, library)).access_token)).not.toBeNull()
  })

  it('are stored and ended at once without waiting for each other', async () => {
    const { access } = await newTokens()
    const [{ id: grantId } = { id: '' }] = await room.sql`
      select g.id from auth.oauth_grants g join auth.oauth_artifacts a on a.grant_id = g.id
       where a.hash = ${sha256(access)}`
    const other = openDatabase({ url: room.databaseUrl, name: 'other', poolMax: 1 })
    const ended = await other.db.transaction(async (tx) => {
      // A token of the grant is being stored…
      await tx.execute(sql`select 1 from auth.oauth_grants where id = ${grantId} for update`)
      // … when its program loses a scope …
      const updating = room.send(
        `mutation ($input: UpdateOAuthClientInput!) { updateOAuthClient(input: $input) {
          __typename } }`,
        { id: app.id, scopes: ['openid', 'profile', 'offline_access', 'payments:read'] },
        ben.actor,
      )
      await expect
        .poll(() => room.sql`select 1 from pg_stat_activity where wait_event_type = 'Lock'`)
        .toHaveLength(1)
      // … and is stored.
      await tx.execute(sql`
        insert into auth.oauth_artifacts (kind, hash, payload, grant_id, client_id, created_at, expires_at)
        select 'AccessToken', ${sha256('new')}, '{}', grant_id, client_id, created_at, expires_at
          from auth.oauth_artifacts where hash = ${sha256(access)}`)
      return () => updating
    })
    expect(only(await ended())).toMatchObject({ __typename: 'UpdateOAuthClientSuccess' })
    await other.close()
    expect(await oauth.grantOf(access)).toBeNull()
  })

  it('are in the tables as hashes alone, as are codes and sign-ins under way // P-22', async () => {
    const { url } = await newRequest(config, { prompt: 'consent' })
    const uid = oauth.uidOf(await oauth.begin(ada, url))
    const { access, refresh: token } = await newTokens()
    const cookies = ada.jar.header('/oauth/interaction').match(/[\w-]{21,}/g) ?? []
    const dump = JSON.stringify([
      await room.sql`select * from auth.oauth_artifacts`,
      await room.sql`select * from auth.oauth_clients`,
      await room.sql`select * from auth.oauth_grants`,
      await room.sql`select * from auth.outbox`,
    ])
    const secrets = [access, token, uid, app.secret ?? '', ...cookies]
    expect(secrets.filter((secret) => dump.includes(secret))).toEqual([])
    expect(dump).toContain(sha256(access))
  })

  it('go on over a rotation of the signing keys, and are signed with the new one', async () => {
    const fast = await openOAuthRoom({
      settings: { signingKeys: { ...AUTH_SETTINGS.signingKeys, lookS: 0 } },
    })
    try {
      const there = oauthOf(fast)
      const eve = await there.newPerson('eve@demo.test')
      const program = await there.newApp(eve)
      const kidOf = async () => {
        const library = await there.library(program)
        const { url, verifier, state } = await newRequest(library, { prompt: 'consent' })
        const back = await there.allow(eve, await there.begin(eve, url))
        const checks = { pkceCodeVerifier: verifier, expectedState: state, idTokenExpected: true }
        const { id_token } = await client.authorizationCodeGrant(library, new URL(back), checks)
        return JSON.parse(Buffer.from(String(id_token).split('.')[0] ?? '', 'base64url').toString())
          .kid
      }
      const before = await kidOf()
      await fast.sql`update auth.signing_keys set retired_at = now() - interval '1 second'`
      const another = await fast.another()
      const after = await kidOf()
      await another.close()
      expect(after).not.toBe(before)
    } finally {
      await fast.close()
    }
  })
})
