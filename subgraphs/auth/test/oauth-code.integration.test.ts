import * as client from 'openid-client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type App,
  ISSUER,
  newRequest,
  oauthOf,
  openOAuthRoom,
  type Person,
  REDIRECT,
} from './oauth.ts'
import { raceOf } from './race.ts'
import type { Room } from './room.ts'

describe('a code of OAuth', () => {
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

  /** Asks for a code as Ada, who allows it. */
  const newCode = async (over: Record<string, string> = {}) => {
    const request = await newRequest(config, over)
    const begun = await oauth.begin(ada, request.url)
    const back = begun.location?.startsWith(REDIRECT)
      ? begun.location
      : await oauth.allow(ada, begun)
    return { ...request, back: new URL(back) }
  }

  const exchange = (
    back: URL,
    { verifier, state }: { verifier: string; state: string },
    over: Record<string, string> = {},
  ) =>
    client.authorizationCodeGrant(
      config,
      back,
      { pkceCodeVerifier: verifier, expectedState: state },
      over,
    )

  /** Posts what it is told, as no library would. */
  const post = async (form: Record<string, string>, { id, secret }: App = app) => {
    const answer = await oauth.fetched(`${ISSUER}/oauth/token`, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        ...(secret
          ? { authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` }
          : {}),
      },
      body: new URLSearchParams(form) as never,
    } as never)
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
  }

  it('is asked for where discovery says // TOK-15', () => {
    expect(config.serverMetadata()).toMatchObject({
      issuer: ISSUER,
      authorization_endpoint: `${ISSUER}/oauth/authorize`,
      token_endpoint: `${ISSUER}/oauth/token`,
      revocation_endpoint: `${ISSUER}/oauth/revoke`,
      introspection_endpoint: `${ISSUER}/oauth/introspect`,
      userinfo_endpoint: `${ISSUER}/oauth/userinfo`,
      jwks_uri: `${ISSUER}/.well-known/jwks.json`,
      code_challenge_methods_supported: ['S256'],
      response_types_supported: ['code'],
      id_token_signing_alg_values_supported: ['EdDSA'],
      authorization_response_iss_parameter_supported: true,
    })
  })

  it('is given once the person allowed it, and traded for tokens // TOK-14', async () => {
    const request = await newRequest(config, {
      scope: 'openid email payments:read offline_access',
      prompt: 'consent',
    })
    const begun = await oauth.begin(ada, request.url)
    expect(begun.location).toMatch(/^\/sign-in\?interaction=[\w-]{20,}$/)
    const shown = await ada.visit(`/oauth/interaction/${oauth.uidOf(begun)}`)
    expect(JSON.parse(shown.text)).toEqual({
      client: { name: 'Acme', uri: 'https://acme.example.com' },
      scopes: [
        { name: 'openid', description: 'Know who you are' },
        { name: 'email', description: 'See your e-mail address' },
        { name: 'payments:read', description: 'See your payments' },
        { name: 'offline_access', description: expect.stringContaining('while you are away') },
      ],
      prompt: 'consent',
      isAllowed: false,
    })
    const back = await oauth.allow(ada, begun)
    expect(back.startsWith(`${REDIRECT}?code=`)).toBe(true)
    // RFC 9207: whoever talks to several servers knows which one answered.
    expect(new URL(back).searchParams.get('iss')).toBe(ISSUER)
    const tokens = await exchange(new URL(back), request)
    expect(tokens.access_token).toMatch(/^tso_[\w-]{43}$/)
    expect(tokens.refresh_token).toMatch(/^[\w-]{43}$/)
    expect(tokens.expires_in).toBe(900)
    expect(tokens.claims()).toMatchObject({ iss: ISSUER, aud: app.id, sub: ada.id })
    expect(await oauth.grantOf(tokens.access_token)).toMatchObject({
      ownerId: ada.id,
      clientId: app.id,
      roles: ['CUSTOMER'],
      scopes: ['openid', 'email', 'payments:read', 'offline_access'],
    })
    const info = await client.fetchUserInfo(config, tokens.access_token, ada.id)
    expect(info).toEqual({ sub: ada.id, email: 'ada@demo.test', email_verified: false })
  })

  it('is given without asking when the person allowed it before', async () => {
    const { url } = await newRequest(config)
    expect((await oauth.begin(ada, url)).location).toMatch(
      /^https:\/\/app\.example\.com\/back\?code=/,
    )
  })

  it('is refused to a person who is signed out, or is another, until they sign in', async () => {
    const hash = ada.sessionHash()
    const { url } = await newRequest(config)
    ada.become('')
    const begun = await oauth.begin(ada, url)
    const uid = oauth.uidOf(begun)
    expect(JSON.parse((await ada.visit(`/oauth/interaction/${uid}`)).text).prompt).toBe('login')
    expect((await oauth.decide(ada, uid, 'allow')).status).toBe(401)
    ada.become(ben.sessionHash())
    const back = await oauth.allow(ada, begun)
    const code = new URL(back).searchParams.get('code')
    expect(code).toBeTruthy()
    ada.become(hash)
    expect((await oauth.begin(ada, url)).location).toMatch(/^\/sign-in/)
  })

  it('is refused when the person says no, and the program is told', async () => {
    const { url } = await newRequest(config, { prompt: 'consent' })
    const begun = await oauth.begin(ada, url)
    const decided = await oauth.decide(ada, oauth.uidOf(begun), 'deny')
    const { pathname } = new URL(JSON.parse(decided.text).redirectTo)
    const { location } = await ada.visit(pathname)
    expect(new URL(location ?? '').searchParams.get('error')).toBe('access_denied')
  })

  it('is decided about by our own page alone, in the browser that began // SEC-9', async () => {
    const { url } = await newRequest(config, { prompt: 'consent' })
    const uid = oauth.uidOf(await oauth.begin(ada, url))
    const refused = [
      await oauth.decide(ada, uid, 'allow', { origin: 'https://evil.example' }),
      await oauth.decide(ada, uid, 'allow', { origin: 'null' }),
      await oauth.decide(ada, uid, 'allow', { 'x-session-mode': 'bearer' }),
      await oauth.decide(ben, uid, 'allow'),
      await oauth.decide(ada, `${uid}x`, 'allow'),
      await oauth.decide(ada, uid, 'perhaps'),
    ]
    expect(refused.map(({ status }) => status)).toEqual([403, 403, 403, 404, 404, 400])
    expect((await oauth.decide(ada, uid, 'allow')).status).toBe(200)
  })

  it('needs a proof key of S256: none, plain and a short one are refused // TOK-14', async () => {
    const { url } = await newRequest(config)
    const without = (...names: string[]) => {
      const other = new URL(url)
      for (const name of names) other.searchParams.delete(name)
      return other
    }
    const plain = new URL(url)
    plain.searchParams.set('code_challenge_method', 'plain')
    const short = new URL(url)
    short.searchParams.set('code_challenge', 'short')
    for (const wrong of [
      without('code_challenge', 'code_challenge_method'),
      without('code_challenge'),
      without('code_challenge_method'),
      plain,
      short,
    ]) {
      const { location } = await oauth.begin(ada, wrong)
      const { searchParams } = new URL(location ?? '')
      expect([searchParams.get('error'), searchParams.get('code')]).toEqual([
        'invalid_request',
        null,
      ])
    }
  })

  it('is traded with its own proof key, address and program, and burnt by nothing less', async () => {
    const { back, verifier } = await newCode()
    const code = back.searchParams.get('code') ?? ''
    const right = {
      grant_type: 'authorization_code',
      code,
      redirect_uri: REDIRECT,
      code_verifier: verifier,
    }
    const other = await oauth.newApp(ben, { name: 'Other' })
    const { code_verifier: _verifier, ...noVerifier } = right
    const { redirect_uri: _uri, ...noUri } = right
    const wrong = [
      await post(noVerifier),
      await post({ ...right, code_verifier: client.randomPKCECodeVerifier() }),
      await post({ ...right, redirect_uri: `${REDIRECT}/` }),
      await post(noUri),
      await post(right, other),
      await post(right, { ...app, secret: 'tsc_wrong' }),
      await post({ ...right, client_id: app.id }, { ...app, secret: null }),
    ]
    expect(wrong.map(({ body }) => body['error'])).toEqual([
      'invalid_grant',
      'invalid_grant',
      'invalid_grant',
      'invalid_request',
      'invalid_grant',
      'invalid_client',
      'invalid_client',
    ])
    expect((await post(right)).status).toBe(200)
  })

  it('works once of 50 uses at once, 20 times over, and its reuse ends the tokens // TOK-14, P-23', async () => {
    const form = async () => {
      const { back, verifier } = await newCode({ prompt: 'consent' })
      const code = back.searchParams.get('code') ?? ''
      return {
        grant_type: 'authorization_code',
        code,
        redirect_uri: REDIRECT,
        code_verifier: verifier,
      }
    }
    const rounds = await raceOf(50, 20, async () => {
      const same = await form()
      return () => post(same)
    })
    for (const round of rounds) {
      const won = round.filter(({ status }) => status === 200)
      expect(won).toHaveLength(1)
      expect(new Set(round.flatMap(({ body }) => body['error'] ?? []))).toEqual(
        new Set(['invalid_grant']),
      )
      const token = String(won[0]?.body['access_token'])
      expect(await oauth.grantOf(token)).toBeNull()
    }
  }, 180_000)

  it('lives a minute and no longer', async () => {
    const { back, verifier } = await newCode()
    const code = back.searchParams.get('code') ?? ''
    await room.sql`update auth.oauth_artifacts set
      payload = jsonb_set(payload, '{exp}', to_jsonb(floor(extract(epoch from now()))::int)) where kind = 'AuthorizationCode'`
    const late = await post({
      grant_type: 'authorization_code',
      code,
      redirect_uri: REDIRECT,
      code_verifier: verifier,
    })
    expect(late.body['error']).toBe('invalid_grant')
    const [row] = await room.sql`select extract(epoch from expires_at - created_at)::int as lives
      from auth.oauth_artifacts where kind = 'AuthorizationCode' limit 1`
    expect(row).toEqual({ lives: 60 })
  })
})
