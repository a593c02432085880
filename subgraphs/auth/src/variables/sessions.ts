import { defineVariables, limit, type Values } from '@tallystick/config'
import { SESSION_SETTINGS, type SessionSettings } from '../domain/sessions/session-settings.ts'
import {
  SIGNING_KEY_SETTINGS,
  type SigningKeySettings,
} from '../domain/signing-keys/signing-key-settings.ts'

const DAY_S = 24 * 60 * 60
const MINUTE_S = 60

/** How long sessions live and how soon a rotated signing key is noticed, as the environment says. */
export const sessionVariables = defineVariables({
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

/** What they say of sessions. */
export const toSessionSettings = (values: Values<typeof sessionVariables>): SessionSettings => ({
  sessionS: values.SESSION_DAYS * DAY_S,
  sessionIdleS: values.SESSION_IDLE_MINUTES * MINUTE_S,
  refreshRaceS: values.REFRESH_RACE_S,
})

/** What they say of signing keys. */
export const toSigningKeySettings = (
  values: Values<typeof sessionVariables>,
): SigningKeySettings => ({
  ...SIGNING_KEY_SETTINGS,
  lookS: values.SIGNING_KEY_LOOK_S,
})
