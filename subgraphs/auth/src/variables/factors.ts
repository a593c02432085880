import { defineVariables, limit, type Values, variable } from '@tallystick/config'
import { z } from 'zod'
import { FACTOR_SETTINGS, type FactorSettings } from '../domain/factors/factor-settings.ts'

/** Whether and how second factors work, as the environment says. */
export const factorVariables = defineVariables({
  SECOND_FACTORS: variable({
    schema: z.enum(['on', 'off']),
    default: FACTOR_SETTINGS.enabled ? 'on' : 'off',
    description:
      'Whether people may add a second factor: on, or off. Those that are there are asked for either way.',
  }),
  MFA_CHALLENGE_MINUTES: limit(
    'How long a person may take to show their second factor, in minutes',
    FACTOR_SETTINGS.challengeMinutes,
    [1, 15],
  ),
  MFA_TRIES_MAX: limit(
    'Wrong second factors after which a sign-in has to begin anew',
    FACTOR_SETTINGS.triesMax,
    [1, 10],
  ),
  MFA_ATTEMPTS_MAX: limit(
    'Wrong second factors from one network, over all sign-ins, after which a person is locked there for LOCKOUT_MINUTES',
    FACTOR_SETTINGS.attemptsMax,
    [3, 100],
  ),
  MFA_ATTEMPTS_WIDE_MAX: limit(
    'Wrong second factors from everywhere after which a person is locked on networks that they are not known on',
    FACTOR_SETTINGS.attemptsWideMax,
    [5, 1_000],
  ),
  MFA_ENROLLMENT_MINUTES: limit(
    'How long an authenticator app may be confirmed after its secret was shown, in minutes',
    FACTOR_SETTINGS.enrollmentMinutes,
    [5, 1_440],
  ),
  STEP_UP_MINUTES: limit(
    'For how long people who have proved who they are may do what is sensitive, in minutes',
    FACTOR_SETTINGS.stepUpMinutes,
    [1, 60],
  ),
  TOTP_ISSUER: variable({
    schema: z.string().regex(/^[^:%]{1,64}$/, 'has 1 to 64 characters, neither : nor %'),
    default: FACTOR_SETTINGS.totpIssuer,
    description: 'What authenticator apps call this system.',
  }),
})

/** What `openAuth` takes as `settings.factors`, from the environment. */
export const toFactorSettings = (values: Values<typeof factorVariables>): FactorSettings => ({
  enabled: values.SECOND_FACTORS === 'on',
  challengeMinutes: values.MFA_CHALLENGE_MINUTES,
  triesMax: values.MFA_TRIES_MAX,
  attemptsMax: values.MFA_ATTEMPTS_MAX,
  attemptsWideMax: values.MFA_ATTEMPTS_WIDE_MAX,
  stepUpMinutes: values.STEP_UP_MINUTES,
  enrollmentMinutes: values.MFA_ENROLLMENT_MINUTES,
  totpIssuer: values.TOTP_ISSUER,
})
