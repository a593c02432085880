import { defineVariables, limit, type Values, variable } from '@tallystick/config'
import { z } from 'zod'
import {
  IDENTITY_SETTINGS,
  type IdentityProvider,
  type IdentitySettings,
} from '../domain/identities/identity-settings.ts'

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/
const NAME = 'is 1 to 32 lower-case letters, digits and dashes'
const ISSUER =
  'is an https URL without query, fragment and /.well-known/; http for this machine alone'

function isIssuer(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || url.search || url.hash || url.username || url.password) return false
  if (`${url.pathname}/`.includes('/.well-known/')) return false
  return url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.test(url.hostname))
}

const text = (what: string, max: number) => z.string(what).min(1, what).max(max, what)

const provider = z.strictObject({
  name: z.string(NAME).regex(/^[a-z0-9][a-z0-9-]{0,31}$/, NAME),
  title: text('has 1 to 64 characters', 64),
  issuer: text(ISSUER, 512).refine(isIssuer, ISSUER),
  clientId: text('has 1 to 512 characters', 512),
  clientSecret: text('has 1 to 2048 characters', 2_048),
  scopes: z
    .array(z.string().regex(/^[!#-[\]-~]+$/, 'is not a scope'))
    .refine((scopes) => scopes.includes('openid'), 'has openid among them')
    .default(['openid', 'email', 'profile']),
  signUp: z.boolean('is true or false').default(true),
  privateNetwork: z.boolean('is true or false').default(false),
})

/** Reads the list, and says what is wrong with which entry, never what is in it. */
const providers = z.string().transform((given, context): IdentityProvider[] => {
  const fault = (message: string) => {
    context.addIssue({ code: 'custom', message })
    return z.NEVER
  }
  const read = z.array(provider).max(20, 'has 20 entries at most').safeParse(toJson(given))
  if (!read.success)
    return fault(
      read.error.issues
        .map(({ path: [index, ...path], message }) =>
          index === undefined
            ? 'is a list in JSON, of {name, title, issuer, clientId, clientSecret}'
            : `entry ${Number(index) + 1}: ${[path.join('.'), message].filter(Boolean).join(' ')}`,
        )
        .join('; '),
    )
  const names = read.data.map(({ name }) => name)
  // A slash at the end makes no other house.
  const issuers = read.data.map(({ issuer }) => new URL(issuer).href.replace(/\/+$/, ''))
  for (const [what, all] of Object.entries({ name: names, issuer: issuers }))
    if (new Set(all).size < all.length) return fault(`has the same ${what} twice`)
  return read.data
})

function toJson(given: string): unknown {
  try {
    return JSON.parse(given)
  } catch {
    return undefined
  }
}

/** Whose word on who somebody is we take, as the environment says. */
export const identityVariables = defineVariables({
  IDENTITY_PROVIDERS: variable({
    schema: providers,
    default: '[]',
    description:
      'Providers of OpenID Connect by which people may sign in: a list in JSON of {"name", "title", "issuer", "clientId", "clientSecret"}, and where it is not as usual "scopes", "signUp" (false: nobody new signs up by it) and "privateNetwork" (true: it is in a network of ours). Each sends people back to PUBLIC_URL/sign-in/callback/<name>.',
    secret: true,
  }),
  IDENTITY_STATE_MINUTES: limit(
    'How long somebody may take to come back from such a provider, in minutes',
    IDENTITY_SETTINGS.stateMinutes,
    [1, 60],
  ),
  IDENTITIES_PER_PERSON_MAX: limit(
    'How many identities of such providers one person may have',
    IDENTITY_SETTINGS.perPersonMax,
    [1, 100],
  ),
})

/** What the use cases of identities go by, from the environment. */
export const toIdentitySettings = (values: Values<typeof identityVariables>): IdentitySettings => ({
  providers: values.IDENTITY_PROVIDERS,
  stateMinutes: values.IDENTITY_STATE_MINUTES,
  perPersonMax: values.IDENTITIES_PER_PERSON_MAX,
})
