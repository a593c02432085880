import {
  defineVariables,
  nodeEnvVariables,
  publicUrlVariables,
  type Values,
  variable,
  whole,
} from '@tallystick/config'
import { sealVariables } from '@tallystick/sealed'
import { z } from 'zod'
import { TOKEN_SETTINGS, type TokenSettings } from './domain/access-token.ts'
import type { AuthSettings } from './domain/auth-settings.ts'
import { KEY_SETTINGS, type KeySettings } from './domain/key-settings.ts'
import { attackVariables, toAbuseSettings, toAnswerSettings } from './variables/attacks.ts'
import { factorVariables, toFactorSettings } from './variables/factors.ts'
import { identityVariables, toIdentitySettings } from './variables/identities.ts'
import { oauthVariables, toOAuthSettings } from './variables/oauth.ts'
import { passkeyVariables, toPasskeySettings } from './variables/passkeys.ts'
import {
  passwordVariables,
  toMessageSettings,
  toPasswordSettings,
  toVerificationSettings,
} from './variables/passwords.ts'
import { sessionVariables, toSessionSettings, toSigningKeySettings } from './variables/sessions.ts'

/** How many API keys there may be and how long they may live, as the environment says. */
export const apiKeyVariables = defineVariables({
  API_KEYS_PER_PERSON_MAX: variable({
    schema: whole(1, 1_000),
    default: String(KEY_SETTINGS.perOwnerMax),
    description: 'How many live API keys one person may have, 1 to 1000.',
  }),
  API_KEY_DAYS_MAX: variable({
    schema: whole(1, 3_650),
    default: String(KEY_SETTINGS.daysMax),
    description: 'How long an API key may live, in days, 1 to 3650.',
  }),
  API_KEY_OVERLAP_MINUTES_MAX: variable({
    schema: whole(0, 43_200),
    default: String(KEY_SETTINGS.overlapMinutesMax),
    description: 'How long the old secret may work after a rotation, in minutes, 0 to 43200.',
  }),
})

/** Limits and times of Auth that are not those of tokens or API keys. */
export const settingVariables = defineVariables({
  ...oauthVariables,
  ...sessionVariables,
  ...passwordVariables,
  ...passkeyVariables,
  ...factorVariables,
  ...identityVariables,
  ...attackVariables,
})

/** What the Auth subgraph reads from its environment, beside what every subgraph process reads. */
export const authVariables = defineVariables({
  ...apiKeyVariables,
  ...settingVariables,
  ...sealVariables,
  ...publicUrlVariables,
  ...nodeEnvVariables,
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
    schema: whole(1, 60),
    default: '15',
    description: 'How long an access token is valid, in minutes, 1 to 60.',
  }),
  REFRESH_TOKEN_DAYS: variable({
    schema: whole(1, 30),
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

/** The file in DATA_DIR/keys that holds KEY_ENCRYPTION_SECRET where none was set. */
export const ENCRYPTION_SECRET_FILE = 'key_encryption_secret'

/** What `openAuth` takes as `settings`, from the environment. */
export const toAuthSettings = (
  values: Values<typeof settingVariables & typeof nodeEnvVariables> &
    Parameters<typeof toPasskeySettings>[0],
): AuthSettings => ({
  abuse: toAbuseSettings(values),
  answers: toAnswerSettings(values),
  factors: toFactorSettings(values),
  identities: toIdentitySettings(values),
  messages: toMessageSettings(values),
  oauth: toOAuthSettings(values),
  passkeys: toPasskeySettings(values),
  passwords: toPasswordSettings(values),
  sessions: toSessionSettings(values),
  signingKeys: toSigningKeySettings(values),
  verification: toVerificationSettings(values),
})
