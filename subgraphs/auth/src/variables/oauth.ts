import { defineVariables, limit, type Values } from '@tallystick/config'
import { OAUTH_SETTINGS, type OAuthSettings } from '../domain/oauth/oauth-settings.ts'

const MINUTE_S = 60

/** How many programs there may be, and how long a sign-in by one may take, as the environment says. */
export const oauthVariables = defineVariables({
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

/** What those variables say. */
export const toOAuthSettings = (values: Values<typeof oauthVariables>): OAuthSettings => ({
  clientsPerPersonMax: values.OAUTH_CLIENTS_PER_PERSON_MAX,
  codeS: values.OAUTH_CODE_S,
  interactionS: values.OAUTH_INTERACTION_MINUTES * MINUTE_S,
})
