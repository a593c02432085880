/** The relying party of OpenID Connect: codes with PKCE, and id tokens that are verified, signature and all. */
import type { Logger } from '@tallystick/telemetry'
import type { ClientAuth, Configuration } from 'openid-client'
import type { IdentityProvider } from '../domain/identities/identity-settings.ts'
import type { IdentityFault, RelyingParty, Visit } from '../domain/identities/relying-party.ts'
import type { IdentityClaims } from '../domain/rules/identity.ts'
import { isLoopbackHost, newBoundedFetch, REQUEST_MS, Unreachable } from './bounded-fetch.ts'

/** How long what a provider says of itself is believed, in milliseconds. Its keys are asked for anew when one is not known. */
const DISCOVERY_MS = 60 * 60 * 1000
/** The path at which the browser comes back, each provider at one of its own: none can pass for another (RFC 9700, §4.4). */
const CALLBACK_PATH = '/sign-in/callback'
/** How far a provider's clock may be from ours, in seconds. */
const SKEW_S = 30
/** Longer than any visit, in seconds: the library looks at no moment that the visit knows. */
const VISIT_S = 2 * 60 * 60
const EMAIL_MAX = 254
const SUBJECT_MAX = 255

type Options = Readonly<{ publicUrl: string; log: Logger; now: () => Date }>
type Known = Readonly<{ until: number; config: Promise<Configuration> }>

/** PERFORMANCE: a process that nobody signs in to by another provider does without the library. */
const library = () => import('openid-client')

/** Makes the relying party of this process. */
export function newRelyingParty({ publicUrl, log, now }: Options): RelyingParty {
  const redirectUriOf = ({ name }: IdentityProvider) => `${publicUrl}${CALLBACK_PATH}/${name}`
  const known = new Map<IdentityProvider, Known>()
  const configOf = (provider: IdentityProvider): Promise<Configuration> => {
    const found = known.get(provider)
    if (found && found.until > now().getTime()) return found.config
    const config = discover(provider)
    known.set(provider, { until: now().getTime() + DISCOVERY_MS, config })
    // What failed is asked again the next time.
    config.catch(() => known.delete(provider))
    return config
  }
  const faultOf = async (provider: IdentityProvider, error: unknown): Promise<IdentityFault> => {
    const fault = await classOf(error)
    // Never the error itself: what it was made from may hold tokens.
    const told = { provider: provider.name, fault, problem: wordsOf(error) }
    log.warn(told, 'an identity provider let nobody in')
    return fault
  }
  return {
    async urlOf(provider, visit) {
      try {
        const redirectUri = redirectUriOf(provider)
        return await urlOf(await configOf(provider), { provider, visit, redirectUri })
      } catch (error) {
        await faultOf(provider, error)
        return 'UNAVAILABLE'
      }
    },
    async prove(provider, { parameters, ...visit }) {
      try {
        const url = new URL(redirectUriOf(provider))
        url.search = parameters
        return await claimsOf(await configOf(provider), { provider, url, visit })
      } catch (error) {
        return faultOf(provider, error)
      }
    },
  }
}

async function discover(provider: IdentityProvider): Promise<Configuration> {
  const client = await library()
  const issuer = new URL(provider.issuer)
  const isLocal = isLoopbackHost(issuer.hostname)
  const reach = provider.privateNetwork ? 'PRIVATE' : 'WORLD'
  const { clientId, clientSecret } = provider
  const basic = client.ClientSecretBasic(clientSecret)
  const post = client.ClientSecretPost(clientSecret)
  const authenticate: ClientAuth = (server, ...rest) => {
    // As OpenID Connect Discovery has it for who does not say.
    const { token_endpoint_auth_methods_supported: ways = ['client_secret_basic'] } = server
    return (ways.includes('client_secret_basic') ? basic : post)(server, ...rest)
  }
  const { enableNonRepudiationChecks: checkSignatures, allowInsecureRequests: allowHttp } = client
  const config = await client.discovery(issuer, clientId, undefined, authenticate, {
    [client.customFetch]: newBoundedFetch(isLocal ? 'LOOPBACK' : reach),
    execute: isLocal ? [checkSignatures, allowHttp] : [checkSignatures],
    timeout: REQUEST_MS / 1000,
  })
  // The library lets a slash more or less pass, and houses that speak for many issuers. Identities are told apart by it.
  if (config.serverMetadata().issuer !== provider.issuer)
    throw new Error('the provider names itself otherwise than the setting')
  return config
}

async function urlOf(
  config: Configuration,
  {
    provider,
    visit,
    redirectUri,
  }: Readonly<{ provider: IdentityProvider; visit: Visit; redirectUri: string }>,
): Promise<URL> {
  const client = await library()
  const url = client.buildAuthorizationUrl(config, {
    redirect_uri: redirectUri,
    scope: provider.scopes.join(' '),
    state: visit.state,
    nonce: visit.nonce,
    code_challenge: await client.calculatePKCECodeChallenge(visit.verifier),
    code_challenge_method: 'S256',
    // Both say the same (OpenID Connect Core, §3.1.2.1); the second has the id token say when it was.
    ...(visit.freshSince === null ? {} : { prompt: 'login', max_age: '0' }),
  })
  const isSafe = url.protocol === 'https:' || isLoopbackHost(new URL(provider.issuer).hostname)
  // A browser goes there: never a script, and never without encryption.
  if (!isSafe || !/^https?:$/.test(url.protocol)) throw new Unreachable('has no safe address')
  return url
}

async function claimsOf(
  config: Configuration,
  { provider, url, visit }: Readonly<{ provider: IdentityProvider; url: URL; visit: Visit }>,
): Promise<IdentityClaims> {
  const client = await library()
  const tokens = await client.authorizationCodeGrant(config, url, {
    pkceCodeVerifier: visit.verifier,
    expectedState: visit.state,
    expectedNonce: visit.nonce,
    idTokenExpected: true,
    ...(visit.freshSince === null ? {} : { maxAge: VISIT_S }),
  })
  const said = tokens.claims()
  if (!said || said.sub.length > SUBJECT_MAX) throw new Error('the id token names nobody')
  if (said.iss !== provider.issuer) throw new Error('the id token is of another issuer')
  const { auth_time: provedAtS } = said
  if (visit.freshSince !== null && !(Number(provedAtS) >= visit.freshSince - SKEW_S))
    throw new Error('the person was not asked anew')
  const isShort = said['email'] === undefined && config.serverMetadata().userinfo_endpoint
  const more = isShort ? await client.fetchUserInfo(config, tokens.access_token, said.sub) : {}
  const { sub: subject, email, email_verified: verified, name }: Said = { ...more, ...said }
  return {
    ...{ issuer: said.iss, subject },
    email: typeof email === 'string' && email.length <= EMAIL_MAX ? email : null,
    // Some providers write it as text.
    isEmailVerified: verified === true || verified === 'true',
    name: typeof name === 'string' ? name : null,
    provedAt: typeof provedAtS === 'number' ? new Date(provedAtS * 1000) : null,
  }
}

type Said = Readonly<{ sub: string; email?: unknown; email_verified?: unknown; name?: unknown }>

async function classOf(error: unknown): Promise<IdentityFault> {
  const client = await library()
  if (error instanceof client.AuthorizationResponseError) return 'DENIED'
  for (let each = error; each instanceof Error; each = each.cause)
    if (each instanceof Unreachable) return 'UNAVAILABLE'
  return 'NOT_PROVEN'
}

const wordsOf = (error: unknown): string => {
  if (!(error instanceof Error)) return 'unknown'
  const code = 'code' in error && typeof error.code === 'string' ? ` (${error.code})` : ''
  const { cause } = error
  return `${error.message}${code}${cause instanceof Unreachable ? `: ${cause.message}` : ''}`
}
