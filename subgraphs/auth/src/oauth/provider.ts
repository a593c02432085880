/** The OAuth 2.0 and OpenID Connect server, as we let it be: codes with PKCE, refreshing, and programs that act for their owner. */
import { SCOPES } from '@tallystick/actor'
import type { Logger } from '@tallystick/telemetry'
import type { JWK } from 'jose'
import { interactionPolicy, type KoaContextWithOIDC, Provider } from 'oidc-provider'
import type { TokenSettings } from '../domain/access-token.ts'
import { readGrantOf } from '../domain/oauth/allow-app.ts'
import { isClientSecret } from '../domain/oauth/client-secret.ts'
import { findPerson } from '../domain/oauth/find-person.ts'
import { findVisitor } from '../domain/oauth/find-visitor.ts'
import { IDENTITY_SCOPES } from '../domain/rules/oauth-client.ts'
import { type AdapterMeans, newAdapters } from './adapter.ts'
import { renderError } from './error-page.ts'
import { SESSION_HASH_HEADER } from './headers.ts'

/** What a provider is made from. */
export type ProviderOptions = Readonly<{
  /** Where the world finds us: the issuer. */
  publicUrl: string
  /** The key that signs at this moment, with its private part. */
  signingKey: JWK
  tokens: TokenSettings
  /** What a request works with. */
  means: (ctx: KoaContextWithOIDC | undefined) => AdapterMeans
  log: Logger
}>

/** Where the cookie of a sign-in under way is sent to. */
export const INTERACTION_PATH = '/oauth/interaction'

const ROUTES = {
  authorization: '/oauth/authorize',
  token: '/oauth/token',
  revocation: '/oauth/revoke',
  introspection: '/oauth/introspect',
  userinfo: '/oauth/userinfo',
  pushed_authorization_request: '/oauth/par',
  end_session: '/oauth/session/end',
  jwks: '/.well-known/jwks.json',
}

/** How an access token of ours begins: scanners of source code and the gateway know it by that. */
export const TOKEN_PREFIX = 'tso_'

/** Makes a provider that signs with one key. */
export function newProvider(options: ProviderOptions): Provider {
  const { publicUrl, means, log } = options
  const provider = new Provider(publicUrl, configurationOf(options))
  // Our own headers say how we were reached; those of clients never get here.
  provider.proxy = true
  for (const { prototype } of [provider.AccessToken, provider.ClientCredentials]) {
    // The original also notes of which format the token is.
    const newId = Reflect.get(prototype, 'generateTokenId') as (this: unknown) => string
    const value = function newToken(this: unknown): string {
      return `${TOKEN_PREFIX}${newId.call(this)}`
    }
    Object.defineProperty(prototype, 'generateTokenId', { value })
  }
  provider.Client.prototype.compareClientSecret = function compare(text) {
    return isClientSecret(means(Provider.ctx), { clientId: this.clientId, text })
  }
  provider.on('server_error', (ctx, err) =>
    log.error({ err, requestId: ctx.get('x-request-id') }, 'an OAuth request failed'),
  )
  // What no handler of the library caught; Koa would print it.
  provider.on(
    'error' as never,
    ((err: unknown) => log.error({ err }, 'an OAuth request failed')) as never,
  )
  return provider
}

type Configuration = NonNullable<ConstructorParameters<typeof Provider>[1]>

function configurationOf(options: ProviderOptions): Configuration {
  const { signingKey, means } = options
  return {
    adapter: newAdapters(
      () => means(Provider.ctx),
      () => Provider.ctx?.oidc.entities.RotatedRefreshToken?.jti,
    ),
    jwks: { keys: [signingKey as never] },
    routes: ROUTES,
    scopes: [...IDENTITY_SCOPES, ...Object.keys(SCOPES)],
    claims: {
      openid: ['sub'],
      email: ['email', 'email_verified'],
      profile: ['name', 'preferred_username'],
      auth_time: null,
      iss: null,
    },
    responseTypes: ['code'],
    clientAuthMethods: ['client_secret_basic', 'client_secret_post', 'none'],
    clientDefaults: { id_token_signed_response_alg: 'EdDSA' },
    enabledJWA: { idTokenSigningAlgValues: ['EdDSA'] },
    pkce: { required: () => true },
    allowOmittingSingleRegisteredRedirectUri: false,
    clockTolerance: 0,
    clientBasedCORS: () => false,
    cookies: cookiesOf(),
    ...lifetimesOf(options),
    features: featuresOf(options),
    interactions: {
      policy: policyOf(means),
      url: (_ctx, { uid }) => `/sign-in?interaction=${uid}`,
    },
    findAccount: (ctx, id) => findPerson(means(ctx), id),
    loadExistingGrant: (ctx) => existingGrant(ctx, means(ctx)),
    // A program that gives its tokens back may still be remembered as allowed.
    revokeGrantPolicy: (ctx) => ctx.oidc.route !== 'revocation',
    renderError,
  }
}

/** Nothing that is not asked for; of what a token is bound to, the gateway would have to be told. */
const featuresOf = ({
  means,
}: Pick<ProviderOptions, 'means'>): NonNullable<Configuration['features']> => ({
  devInteractions: { enabled: false },
  dPoP: { enabled: false },
  rpInitiatedLogout: { enabled: false },
  resourceIndicators: { enabled: false },
  clientCredentials: { enabled: true },
  introspection: {
    enabled: true,
    // A token that is another's is as if it were none, and so is one that grants nothing, or of a person who may not sign in.
    allowedPolicy: async (ctx, client, token) =>
      token.clientId === client.clientId &&
      token.scope !== '' &&
      (!('accountId' in token) ||
        token.accountId === undefined ||
        (await findPerson(means(ctx), String(token.accountId))) !== undefined),
  },
  revocation: {
    enabled: true,
    allowedPolicy: (_ctx, client, token) => token.clientId === client.clientId,
  },
  pushedAuthorizationRequests: { enabled: true },
})

const cookiesOf = (): NonNullable<Configuration['cookies']> => ({
  names: {
    session: 'tallystick_oauth',
    interaction: 'tallystick_interaction',
    resume: 'tallystick_resume',
  },
  long: { httpOnly: true, sameSite: 'lax', path: '/oauth' },
  short: { httpOnly: true, sameSite: 'lax', path: INTERACTION_PATH },
})

/** Tokens live as long as those of people. However often one is refreshed, the end that the first had stays. */
function lifetimesOf({ tokens, means }: ProviderOptions): Partial<Configuration> {
  const { accessTokenS, refreshTokenS } = tokens
  const { codeS, interactionS } = means(undefined).settings.oauth
  return {
    ttl: {
      AccessToken: accessTokenS,
      ClientCredentials: accessTokenS,
      IdToken: accessTokenS,
      AuthorizationCode: codeS,
      Interaction: interactionS,
      Session: refreshTokenS,
      Grant: refreshTokenS,
      RefreshToken: (ctx) => ctx.oidc.entities.RotatedRefreshToken?.remainingTTL ?? refreshTokenS,
    },
    rotateRefreshToken: true,
    // Whoever wants to go on while the person is away says so; whether the person's browser is still signed in is no matter then.
    expiresWithSession: () => false,
    issueRefreshToken: (_ctx, client, { scopes }) =>
      client.grantTypeAllowed('refresh_token') && scopes.has('offline_access'),
  }
}

/** Who is signed in to us is signed in here: a browser whose session with us ended, or is another's, is asked again. */
function policyOf(means: ProviderOptions['means']) {
  const policy = interactionPolicy.base()
  const { Check } = interactionPolicy
  const isSomebodyElse = async (ctx: KoaContextWithOIDC): Promise<boolean> => {
    const visitor = await findVisitor(means(ctx), ctx.get(SESSION_HASH_HEADER))
    return visitor?.userId !== ctx.oidc.session?.accountId
      ? Check.REQUEST_PROMPT
      : Check.NO_NEED_TO_PROMPT
  }
  policy
    .get('login')
    ?.checks.add(
      new Check(
        'signed_out',
        'End-User authentication is required',
        'login_required',
        isSomebodyElse,
      ),
    )
  return policy
}

/** What the person allowed the program before, on whatever device. */
async function existingGrant(ctx: KoaContextWithOIDC, means: AdapterMeans) {
  const { account, client, provider, result } = ctx.oidc
  const chosen = result?.consent?.grantId
  if (chosen) return provider.Grant.find(chosen)
  if (!account || !client) return undefined
  const { accountId: userId } = account
  const grant = await readGrantOf(means, { userId, clientId: client.clientId })
  return grant && provider.Grant.find(grant.id)
}
