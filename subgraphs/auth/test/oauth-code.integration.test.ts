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
    const { url, verifier, state } = await newRequest(config, {
      scope: 'openid email payments:read offline_access',
      prompt: 'consent',
    })
    const begun = await oauth.begin(ada, url)
    expect(begun.location).toMatch(/^\/sign-in\?interaction=[\w-]{20,}$/)
    const shown = await ada.visit(`/oauth/interaction/${oauth.uidOf(begun)}`)
    expect(JSON.parse(shown.text)).toMatchObject({
      client: { name: 'Acme', uri: 'https://acme.example.com' },
      prompt: 'consent',
    })
    const back = await oauth.allow(ada, begun)
    expect(back.startsWith(`${REDIRECT}?code=`)).toBe(true)
    const tokens = await client.authorizationCodeGrant(config, new URL(back), {
      pkceCodeVerifier: verifier,
      expectedState: state,
      idTokenExpected: true,
    })
    expect(tokens.access_token).toMatch(/^tso_[\w-]{43}$/)
    expect(tokens.refresh_token).toMatch(/^[\w-]{43}$/)
    expect(tokens.expires_in).toBe(900)
    expect(tokens.claims()).toMatchObject({ iss: ISSUER, aud: app.id, sub: ada.id })
    expect(await oauth.grantOf(tokens.access_token)).toMatchObject({
      ownerId: ada.id,
      clientId: app.id,
      scopes: ['openid', 'email', 'payments:read', 'offline_access'],
    })
    const info = await client.fetchUserInfo(config, tokens.access_token, ada.id)
    expect(info).toEqual({ sub: ada.id, email: 'ada@demo.test', email_verified: false })
  })

  it('is given without asking when the person allowed it before', async () => {
    const { url } = await newRequest(config)
    const begun = await oauth.begin(ada, url)
    expect(begun.location).toMatch(/^https:\/\/app\.example\.com\/back\?code=/)
  })
})
