import {
  defineVariables,
  limit,
  publicUrlVariables,
  type Values,
  variable,
} from '@tallystick/config'
import { newSeal, type Seal, sealVariables } from '@tallystick/sealed'
import { z } from 'zod'
import { TOKEN_SETTINGS, type TokenSettings } from './domain/access-token.ts'
import type { AuthSettings } from './domain/auth-settings.ts'
import { KEY_SETTINGS, type KeySettings } from './domain/key-settings.ts'
import { MESSAGE_SETTINGS, type MessageSettings } from './domain/messages/message-settings.ts'
import { OAUTH_SETTINGS, type OAuthSettings } from './domain/oauth/oauth-settings.ts'
import { PASSWORD_SETTINGS, type PasswordSettings } from './domain/passwords/password-settings.ts'
import { SESSION_SETTINGS, type SessionSettings } from './domain/sessions/session-settings.ts'
import {
  SIGNING_KEY_SETTINGS,
  type SigningKeySettings,
} from './domain/signing-keys/signing-key-settings.ts'
import {
  VERIFICATION_SETTINGS,
  type VerificationSettings,
} from './domain/verification/verification-settings.ts'
import { factorVariables, toFactorSettings } from './factor-config.ts'
import { passkeyVariables, toPasskeySettings } from './passkey-config.ts'

const MINUTE_S = 60
const DAY_S = 24 * 60 * MINUTE_S

/** How many API keys there may be and how long they may live, as the environment says. */
export const apiKeyVariables = defineVariables({
  API_KEYS_PER_PERSON_MAX: variable({
    schema: z.coerce.number().int().min(1).max(1_000),
    default: String(KEY_SETTINGS.perOwnerMax),
    description: 'How many live API keys one person may have, 1 to 1000.',
  }),
  API_KEY_DAYS_MAX: variable({
    schema: z.coerce.number().int().min(1).max(3_650),
    default: String(KEY_SETTINGS.daysMax),
    description: 'How long an API key may live, in days, 1 to 3650.',
  }),
  API_KEY_OVERLAP_MINUTES_MAX: variable({
    schema: z.coerce.number().int().min(0).max(43_200),
    default: String(KEY_SETTINGS.overlapMinutesMax),
    description: 'How long the old secret may work after a rotation, in minutes, 0 to 43200.',
  }),
})

/** How long sessions live and how soon a rotated signing key is noticed, as the environment says. */
const sessionVariables = defineVariables({
  SESSION_DAYS: limit(
    'How long a session lives however much it is used, in days',
    SESSION_SETTINGS.sessionS / DAY_S,
    [1, 30],
  ),
  SESSION_IDLE_MINUTES: limit(
    'How long a session in cookie mode lives without being used, in minutes',
    SESSION_SETTINGS.sessionIdleS / MINUTE_S,
    [5, 1_440],
  ),
  REFRESH_RACE_S: limit(
    'For how long a refresh token that was just replaced may come again without ending the session, in seconds',
    SESSION_SETTINGS.refreshRaceS,
    [0, 60],
  ),
  SIGNING_KEY_LOOK_S: limit(
    'How soon a running process notices a change of the signing keys, in seconds',
    SIGNING_KEY_SETTINGS.lookS,
    [1, 60],
  ),
})

/** What passwords must be like, how guessing ends, and how addresses and phones are verified, as the environment says. */
const passwordVariables = defineVariables({
  PASSWORD_COMPOSITION: variable({
    schema: z.enum(['off', 'mixed']),
    default: PASSWORD_SETTINGS.composition,
    description:
      'Whether a password needs an upper-case letter, a lower-case letter and a digit: off, or mixed.',
  }),
  PASSWORD_RESET_MINUTES: limit(
    'How long a link to set a new password works, in minutes',
    PASSWORD_SETTINGS.resetMinutes,
    [5, 1_440],
  ),
  LOGIN_ATTEMPTS_MAX: limit(
    'Wrong passwords from one network after which a person is locked there',
    PASSWORD_SETTINGS.attemptsMax,
    [3, 100],
  ),
  LOGIN_ATTEMPTS_WIDE_MAX: limit(
    'Wrong passwords from everywhere after which a person is locked on networks that they are not known on',
    PASSWORD_SETTINGS.attemptsWideMax,
    [10, 10_000],
  ),
  LOCKOUT_MINUTES: limit(
    'How long that lasts, in minutes',
    PASSWORD_SETTINGS.lockoutMinutes,
    [1, 1_440],
  ),
  LOCKOUT_MINUTES_ADMIN: limit(
    'How long that lasts for administrators, in minutes',
    PASSWORD_SETTINGS.lockoutMinutesAdmin,
    [1, 1_440],
  ),
  EMAIL_VERIFICATION: variable({
    schema: z.enum(['off', 'required']),
    default: VERIFICATION_SETTINGS.email,
    description:
      'Whether a person must show that their address is theirs before they may sign in: off, or required.',
  }),
  EMAIL_CODE_MINUTES: limit(
    'How long a code or link to an address works, in minutes',
    VERIFICATION_SETTINGS.emailMinutes,
    [5, 1_440],
  ),
  PHONE_CODE_MINUTES: limit(
    'How long a code to a phone works, in minutes',
    VERIFICATION_SETTINGS.phoneMinutes,
    [1, 60],
  ),
  CODE_TRIES_MAX: limit(
    'Wrong tries after which a code of six digits ends',
    VERIFICATION_SETTINGS.triesMax,
    [1, 10],
  ),
  CODES_PER_HOUR_MAX: limit(
    'Messages of one kind that one person may be sent within an hour',
    VERIFICATION_SETTINGS.perHourMax,
    [1, 100],
  ),
  LINKS_URL: variable({
    schema: z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, '')),
    default: VERIFICATION_SETTINGS.linksUrl,
    description:
      'Where links in messages lead: /verify-email and /reset-password follow, and #token= with the token.',
  }),
  MESSAGE_ATTEMPTS_MAX: limit(
    'How often a message is tried before it is given up',
    MESSAGE_SETTINGS.attemptsMax,
    [1, 20],
  ),
})

/** How many programs there may be, and how long a sign-in by one may take, as the environment says. */
const oauthVariables = defineVariables({
  OAUTH_CLIENTS_PER_PERSON_MAX: limit(
    'How many programs one person may have registered for OAuth',
    OAUTH_SETTINGS.clientsPerPersonMax,
    [1, 1_000],
  ),
  OAUTH_CODE_S: limit(
    'How long a code of OAuth may be traded, in seconds',
    OAUTH_SETTINGS.codeS,
    [10, 600],
  ),
  OAUTH_INTERACTION_MINUTES: limit(
    'How long a person may take to sign in and decide what a program may do, in minutes',
    OAUTH_SETTINGS.interactionS / MINUTE_S,
    [1, 60],
  ),
})

/** Limits and times of Auth that are not those of tokens or API keys. */
export const settingVariables = defineVariables({
  ...oauthVariables,
  ...sessionVariables,
  ...passwordVariables,
  ...passkeyVariables,
  ...factorVariables,
})

/** What the Auth subgraph reads from its environment, beside what every subgraph process reads. */
export const authVariables = defineVariables({
  ...apiKeyVariables,
  ...settingVariables,
  ...sealVariables,
  ...publicUrlVariables,
  AUTH_DATABASE_URL: variable({
    schema: z.url({ protocol: /^postgres(ql)?$/ }),
    description: 'PostgreSQL, as the role of the Auth subgraph.',
    secret: true,
  }),
  TOKEN_ISSUER: variable({
    schema: z.string().min(1),
    default: TOKEN_SETTINGS.issuer,
    description: 'Who signs access tokens (`iss`). The gateway must be told the same.',
  }),
  TOKEN_AUDIENCE: variable({
    schema: z.string().min(1),
    default: TOKEN_SETTINGS.audience,
    description: 'Whom access tokens are for (`aud`). The gateway must be told the same.',
  }),
  ACCESS_TOKEN_MINUTES: variable({
    schema: z.coerce.number().int().min(1).max(60),
    default: '15',
    description: 'How long an access token is valid, in minutes, 1 to 60.',
  }),
  REFRESH_TOKEN_DAYS: variable({
    schema: z.coerce.number().int().min(1).max(30),
    default: '7',
    description: 'How long a refresh token may be used, in days, 1 to 30.',
  }),
})

/** What `openAuth` takes as `tokens`, from the environment. */
export const toTokenSettings = (
  values: Pick<
    Values<typeof authVariables>,
    'TOKEN_ISSUER' | 'TOKEN_AUDIENCE' | 'ACCESS_TOKEN_MINUTES' | 'REFRESH_TOKEN_DAYS'
  >,
): TokenSettings => ({
  issuer: values.TOKEN_ISSUER,
  audience: values.TOKEN_AUDIENCE,
  accessTokenS: values.ACCESS_TOKEN_MINUTES * 60,
  refreshTokenS: values.REFRESH_TOKEN_DAYS * 24 * 60 * 60,
})

/** What `openAuth` takes as `keys`, from the environment. */
export const toKeySettings = (values: Values<typeof apiKeyVariables>): KeySettings => ({
  perOwnerMax: values.API_KEYS_PER_PERSON_MAX,
  daysMax: values.API_KEY_DAYS_MAX,
  overlapMinutesMax: values.API_KEY_OVERLAP_MINUTES_MAX,
})

const toSessionSettings = (values: Values<typeof sessionVariables>): SessionSettings => ({
  sessionS: values.SESSION_DAYS * DAY_S,
  sessionIdleS: values.SESSION_IDLE_MINUTES * MINUTE_S,
  refreshRaceS: values.REFRESH_RACE_S,
})

const toSigningKeySettings = (values: Values<typeof sessionVariables>): SigningKeySettings => ({
  ...SIGNING_KEY_SETTINGS,
  lookS: values.SIGNING_KEY_LOOK_S,
})

/** What `openAuth` takes as `seal`, from the environment. */
export const toSeal = (
  values: Pick<
    Values<typeof sealVariables>,
    'KEY_ENCRYPTION_SECRET' | 'KEY_ENCRYPTION_SECRET_PREVIOUS'
  >,
): Seal =>
  newSeal(
    [values.KEY_ENCRYPTION_SECRET, values.KEY_ENCRYPTION_SECRET_PREVIOUS].filter(
      (secret) => secret !== undefined,
    ),
  )

/** The file in DATA_DIR/keys that holds KEY_ENCRYPTION_SECRET where none was set. */
export const ENCRYPTION_SECRET_FILE = 'key_encryption_secret'

type PasswordValues = Values<typeof passwordVariables>

const toPasswordSettings = (values: PasswordValues): PasswordSettings => ({
  composition: values.PASSWORD_COMPOSITION,
  resetMinutes: values.PASSWORD_RESET_MINUTES,
  attemptsMax: values.LOGIN_ATTEMPTS_MAX,
  attemptsWideMax: values.LOGIN_ATTEMPTS_WIDE_MAX,
  lockoutMinutes: values.LOCKOUT_MINUTES,
  lockoutMinutesAdmin: values.LOCKOUT_MINUTES_ADMIN,
})

const toVerificationSettings = (values: PasswordValues): VerificationSettings => ({
  email: values.EMAIL_VERIFICATION,
  emailMinutes: values.EMAIL_CODE_MINUTES,
  phoneMinutes: values.PHONE_CODE_MINUTES,
  triesMax: values.CODE_TRIES_MAX,
  perHourMax: values.CODES_PER_HOUR_MAX,
  linksUrl: values.LINKS_URL,
})

const toMessageSettings = (values: PasswordValues): MessageSettings => ({
  attemptsMax: values.MESSAGE_ATTEMPTS_MAX,
})

const toOAuthSettings = (values: Values<typeof oauthVariables>): OAuthSettings => ({
  clientsPerPersonMax: values.OAUTH_CLIENTS_PER_PERSON_MAX,
  codeS: values.OAUTH_CODE_S,
  interactionS: values.OAUTH_INTERACTION_MINUTES * MINUTE_S,
})

/** What `openAuth` takes as `settings`, from the environment. */
export const toAuthSettings = (
  values: Values<typeof settingVariables> & Parameters<typeof toPasskeySettings>[0],
): AuthSettings => ({
  factors: toFactorSettings(values),
  messages: toMessageSettings(values),
  oauth: toOAuthSettings(values),
  passkeys: toPasskeySettings(values),
  passwords: toPasswordSettings(values),
  sessions: toSessionSettings(values),
  signingKeys: toSigningKeySettings(values),
  verification: toVerificationSettings(values),
})
