import type { Door } from '@tallystick/subgraph-client'
import type { Logger } from '@tallystick/telemetry'
import type { GraphQLSchema } from 'graphql'
import type { Redis } from 'ioredis'
import { followAbuse } from './auth/abuse.ts'
import { type Access, newAccess, UNWATCHED, withAccess } from './auth/access.ts'
import type { Authenticate } from './auth/bearer.ts'
import { type CookieMode, newCookieMode, withoutCookies } from './auth/cookies/cookie-mode.ts'
import { newCookieSessions } from './auth/cookies/cookie-sessions.ts'
import { newPageOf } from './auth/cookies/page.ts'
import { newSessionCookie } from './auth/cookies/session-cookie.ts'
import { type Keys, NO_KEYS, newKeys } from './auth/keys.ts'
import { withOAuthTokens } from './auth/oauth-tokens.ts'
import { NO_SIGNATURES, newSignedRequests, type SignedRequests } from './auth/signed-requests.ts'
import { newAskStanding } from './auth/standing.ts'
import { type GatewayConfig, isSecondFactorRequired } from './config.ts'
import { followFeed } from './feed.ts'
import type { Metrics } from './metrics/metrics.ts'
import { loadManifest, OPERATION_CHANGES, tellUses } from './persisted/admin-door.ts'
import { newAutomaticTexts } from './persisted/automatic.ts'
import { newPersisted, type Persisted } from './persisted/persisted.ts'
import { newRegistry } from './persisted/registry.ts'
import { newSpend } from './persisted/spend.ts'
import { newUseCounter } from './persisted/uses.ts'
import { newPrivileges, type Privileges, UNCHECKED } from './policy/privileges.ts'
import { openRates } from './rates/open-rates.ts'
import type { Rates } from './rates/rates.ts'

/** Everything that an operation passes before it is parsed, and what a key may do. */
export type Gates = Readonly<{
  access: Access
  keys: Keys
  cookies: CookieMode
  persisted: Persisted
  rates: Rates
  /** Asks about administrators. */
  privileges: Privileges
  signed: SignedRequests
  close(): Promise<void>
}>

/** What gates are made from. */
export type GatesOptions = Readonly<{
  config: GatewayConfig
  /** The doors to `auth` and `admin` are asked about keys and registered operations; without them there are none. */
  doors: Readonly<Record<string, Door>>
  schema: () => GraphQLSchema
  redis: Redis | undefined
  metrics: Metrics
  log: Logger
  /** Makes what verifies credentials, by those of our Auth. */
  authenticateBy: (keys: Keys) => Authenticate
}>

const SEEN = {
  registered: 'hit',
  automatic: 'hit',
  unknown: 'unknown',
  unregistered: 'refused',
} as const

/** Opens the gates. */
export function openGates(options: GatesOptions): Gates {
  const { config, doors, schema, redis, metrics, log } = options
  const { auth, admin } = doors
  const access = auth ? newAccess({ auth, log }) : UNWATCHED
  const keys = openKeys(auth, access)
  const uses = newUseCounter(async (counted) => admin && (await tellUses(admin, counted)), log)
  const registry = newRegistry({
    load: async (scope) => (admin ? await loadManifest(admin, scope) : []),
    charsMax: config.REGISTERED_CHARS_MAX,
    log,
  })
  const feed =
    admin &&
    followFeed<{ cursor: string; clientId: string }>({
      ...OPERATION_CHANGES,
      door: admin,
      onEvent: ({ clientId }) => registry.changed(clientId),
      // What changed while nobody listened is told by the feed; but not to whoever has loaded nothing from it yet.
      onState: (isLive) => isLive && registry.changed(),
      log,
    })
  const rates = openRates({ config, redis, log, onRefused: metrics.rateRefused })
  const windowS = config.SIGNATURE_WINDOW_S
  const persisted = newPersisted({
    config,
    schema,
    registry,
    automatic: newAutomaticTexts(config.APQ_CHARS_MAX, redis),
    keys,
    spend: auth ? newSpend(auth, log) : NO_SPEND,
    uses,
    log,
    onAsked: (what) => metrics.persisted(SEEN[what]),
  })
  const attacks = auth && followAbuse(auth, { log, onAbuse: metrics.abuseDetected })
  return {
    access,
    keys,
    cookies: openCookies(options, keys, access),
    persisted,
    privileges: auth
      ? newPrivileges(newAskStanding(auth), {
          isSecondFactorRequired: isSecondFactorRequired(config),
        })
      : UNCHECKED,
    rates,
    signed: auth ? newSignedRequests({ auth, keys, rates, windowS }) : NO_SIGNATURES,
    async close() {
      access.close()
      feed?.close()
      attacks?.close()
      await uses.close()
    },
  }
}

function openKeys(auth: Door | undefined, access: Access): Keys {
  if (!auth) return NO_KEYS
  const keys = withOAuthTokens(newKeys({ auth }), { auth })
  // What is known of a person's keys is old once the person has changed, too.
  access.onChange(({ kind, keyId, userId }) => {
    if (kind === 'KEY_CHANGED') keys.forget(keyId)
    if (kind === 'USER_CHANGED') keys.forget(userId)
  })
  return keys
}

function openCookies(
  { config, doors: { auth }, schema, authenticateBy }: GatesOptions,
  keys: Keys,
  access: Access,
): CookieMode {
  const authenticate = withAccess(access, authenticateBy(keys))
  if (!auth) return withoutCookies(authenticate)
  const sessions = newCookieSessions({ auth, access })
  access.onChange(({ kind, userId }) => {
    // The end of a session gives nobody one.
    if (kind !== 'KEY_CHANGED') sessions.forget(userId, { mends: kind === 'USER_CHANGED' })
  })
  const cookie = newSessionCookie(config)
  return newCookieMode({ authenticate, sessions, cookie, pageOf: newPageOf(config), schema })
}

/** Without keys nobody has a spend cap. */
const NO_SPEND = {
  reserve: async () => {
    throw new TypeError('a spend cap without Auth')
  },
}
