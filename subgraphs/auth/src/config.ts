import { defineVariables, type Values, variable } from '@tallystick/config'
import { z } from 'zod'
import { TOKEN_SETTINGS, type TokenSettings } from './domain/access-token.ts'

/** What the Auth subgraph reads from its environment, beside what every subgraph process reads. */
export const authVariables = defineVariables({
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
  values: Omit<Values<typeof authVariables>, 'AUTH_DATABASE_URL'>,
): TokenSettings => ({
  issuer: values.TOKEN_ISSUER,
  audience: values.TOKEN_AUDIENCE,
  accessTokenS: values.ACCESS_TOKEN_MINUTES * 60,
  refreshTokenS: values.REFRESH_TOKEN_DAYS * 24 * 60 * 60,
})
