/** A provider of OpenID Connect on this machine that says whatever a test has it say, and a browser that visits it. */
import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { type Actor, ANONYMOUS } from '@tallystick/actor'
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose'
import type { IdentityProvider } from '../src/domain/identities/identity-settings.ts'
import { facts, only, type Room, type Session } from './room.ts'

const CLIENT = { clientId: 'tallystick', clientSecret: 'a secret of two houses' }

/** What the provider says of whoever comes next. */
export type Says = {
  claims: JWTPayload
  /** Changes the id token when it was made as it should be. */
  lie: (token: JWTPayload) => JWTPayload
  /** How it is signed. */
  signature: 'OWN' | 'ANOTHER' | 'NONE'
  /** What the browser is sent back with besides, or instead. */
  back: Record<string, string>
  /** Answers each request for a token with this status. */
  status: number
}

const HONEST: Says = {
  claims: { sub: 'ada-there', email: 'ada@elsewhere.test', email_verified: true, name: 'Ada' },
  lie: (token) => token,
  signature: 'OWN',
  back: {},
  status: 200,
}

export type Provider = Awaited<ReturnType<typeof startProvider>>

export async function startProvider(over: Partial<IdentityProvider> = {}) {
  const says = { ...HONEST }
  const own = await generateKeyPair('ES256')
  const another = await generateKeyPair('ES256')
  const codes = new Map<string, { nonce: string; challenge: string }>()
  const counts = { discovery: 0, token: 0 }
  const server = createServer(async (request, response) => {
    const answer = await answerTo(request).catch((fault: unknown) => ({ error: String(fault) }))
    response.writeHead('error' in answer ? 400 : says.status, {
      'content-type': 'application/json',
    })
    response.end(JSON.stringify(answer))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  async function answerTo(request: IncomingMessage): Promise<object> {
    const { pathname } = new URL(request.url ?? '/', issuer)
    if (pathname === '/.well-known/openid-configuration') {
      counts.discovery += 1
      return {
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/jwks`,
        id_token_signing_alg_values_supported: ['ES256', 'none'],
        authorization_response_iss_parameter_supported: true,
      }
    }
    if (pathname === '/jwks')
      return { keys: [{ ...(await exportJWK(own.publicKey)), kid: 'k', alg: 'ES256', use: 'sig' }] }
    counts.token += 1
    return tokensFor(request, new URLSearchParams(await text(request)))
  }

  async function tokensFor(request: IncomingMessage, form: URLSearchParams): Promise<object> {
    const code = form.get('code') ?? ''
    const asked = codes.get(code)
    codes.delete(code)
    const { clientId, clientSecret } = CLIENT
    const basic = `${clientId}:${encodeURIComponent(clientSecret).replaceAll('%20', '+')}`
    const isClient =
      request.headers.authorization === `Basic ${Buffer.from(basic).toString('base64')}`
    const shown = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url')
    if (!asked || !isClient || shown !== asked.challenge) return { error: 'invalid_grant' }
    const now = Math.floor(Date.now() / 1000)
    const times = { iat: now, exp: now + 300, auth_time: now }
    const token = { iss: issuer, aud: clientId, nonce: asked.nonce, ...times, ...says.claims }
    const id_token = await sign(says.lie(token))
    return { access_token: 'unused', token_type: 'Bearer', id_token }
  }

  function sign(token: JWTPayload): string | Promise<string> {
    if (says.signature === 'NONE') return new UnsecuredJWT(token).encode()
    const { privateKey } = says.signature === 'OWN' ? own : another
    return new SignJWT(token).setProtectedHeader({ alg: 'ES256', kid: 'k' }).sign(privateKey)
  }

  const settings: IdentityProvider = {
    ...{ name: 'house', title: 'The House', issuer, ...CLIENT },
    ...{ scopes: ['openid', 'email', 'profile'], signUp: true, privateNetwork: false, ...over },
  }
  let visits = 0
  return {
    says,
    counts,
    settings,
    /** From now on it says the truth, and this. */
    say: (said: Partial<Says> = {}) => Object.assign(says, HONEST, said),
    /** A person says yes there. @returns what the browser is sent back with */
    visit(url: string): string {
      const asked = new URL(url).searchParams
      visits += 1
      const code = `code-${visits}`
      codes.set(code, {
        nonce: asked.get('nonce') ?? '',
        challenge: asked.get('code_challenge') ?? '',
      })
      const back = { state: asked.get('state') ?? '', code, iss: issuer, ...says.back }
      return `?${new URLSearchParams(back)}`
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

const REFUSAL = '... on Refusal { code message }'
const SESSION = '{ id accessToken refreshToken expiresAt user { id email roles } }'

/** What starting, finishing and unlinking come to. */
export type Came = {
  __typename: string
  code?: string
  session?: Session
  isNew?: boolean
  identity?: { id: string }
  challengeId?: string
  methods?: string[]
}

/** The operations of identities. */
export function identitiesOf(room: Pick<Room, 'auth'>, provider: Pick<Provider, 'visit'>) {
  const send = (query: string, input?: object, actor: Actor = ANONYMOUS) =>
    room.auth.subgraph.execute({ query, variables: input ? { input } : {} }, facts(actor))
  const mutation = (name: string, fields: string) => {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}`
    return (input: object, actor?: Actor) =>
      send(
        `mutation ($input: ${type}Input!) { ${name}(input: $input) { __typename
          ... on ${type}Success { ${fields} } ${REFUSAL} } }`,
        input,
        actor,
      )
  }
  const start = mutation('startIdentitySignIn', 'url handle')
  const startLink = mutation('startLinkIdentity', 'url handle')
  const finishLink = mutation('finishLinkIdentity', 'identity { id provider title email }')
  const finish = (input: object, actor?: Actor) =>
    send(
      `mutation ($input: FinishIdentitySignInInput!) { finishIdentitySignIn(input: $input) { __typename
        ... on FinishIdentitySignInSuccess { isNew session ${SESSION} }
        ... on MfaRequired { challengeId methods } ${REFUSAL} } }`,
      input,
      actor,
    )
  const begin = async (input: object = {}) =>
    only<{ url: string; handle: string }>(await start({ provider: 'house', ...input }))
  const beginLink = async (actor: Actor) =>
    only<{ url: string; handle: string }>(await startLink({ provider: 'house' }, actor))
  return {
    ...{ send, start, startLink, begin, beginLink },
    finish: (input: object, actor?: Actor) => finish({ provider: 'house', ...input }, actor),
    finishLink: (input: object, actor?: Actor) =>
      finishLink({ provider: 'house', ...input }, actor),
    unlink: mutation('unlinkIdentity', 'identityId'),
    read: (actor: Actor) =>
      send('{ identities { id provider title email lastUsedAt } }', undefined, actor),
    /** Goes there and back. */
    async signIn(input: object = {}): Promise<Came> {
      const { url, handle } = await begin(input)
      return only(await finish({ provider: 'house', handle, parameters: provider.visit(url) }))
    },
    /** Links what the provider says to a person. */
    async link(actor: Actor): Promise<Came> {
      const { url, handle } = await beginLink(actor)
      const shown = { provider: 'house', handle, parameters: provider.visit(url) }
      return only(await finishLink(shown, actor))
    },
  }
}
