import {
  defineVariables,
  limit,
  type nodeEnvVariables,
  publicUrlOf,
  type Values,
  variable,
} from '@tallystick/config'
import { z } from 'zod'
import { MESSAGE_SETTINGS, type MessageSettings } from '../domain/messages/message-settings.ts'
import { PASSWORD_SETTINGS, type PasswordSettings } from '../domain/passwords/password-settings.ts'
import {
  VERIFICATION_SETTINGS,
  type VerificationSettings,
} from '../domain/verification/verification-settings.ts'

const httpUrl = z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, ''))
/** What passwords must be like, how guessing ends, and how addresses and phones are verified, as the environment says. */
export const passwordVariables = defineVariables({
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
    schema: z.enum(['off', 'required']).optional(),
    description:
      'Whether a person must show that their address is theirs before they may sign in: off, or required. Left out: required in production, off elsewhere.',
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
    schema: httpUrl.optional(),
    description:
      'Where links in messages lead: /verify-email and /reset-password follow, and #token= with the token. PUBLIC_URL, which has such pages, when left out.',
  }),
  MESSAGE_ATTEMPTS_MAX: limit(
    'How often a message is tried before it is given up',
    MESSAGE_SETTINGS.attemptsMax,
    [1, 20],
  ),
})

type PasswordValues = Values<typeof passwordVariables>

/** What they say of passwords. */
export const toPasswordSettings = (values: PasswordValues): PasswordSettings => ({
  composition: values.PASSWORD_COMPOSITION,
  resetMinutes: values.PASSWORD_RESET_MINUTES,
  attemptsMax: values.LOGIN_ATTEMPTS_MAX,
  attemptsWideMax: values.LOGIN_ATTEMPTS_WIDE_MAX,
  lockoutMinutes: values.LOCKOUT_MINUTES,
  lockoutMinutesAdmin: values.LOCKOUT_MINUTES_ADMIN,
})

/** What they say of codes and links. */
export const toVerificationSettings = (
  values: PasswordValues & Parameters<typeof publicUrlOf>[0] & Values<typeof nodeEnvVariables>,
): VerificationSettings => ({
  // Else who signs up with an address of others has their account when they come.
  email: values.EMAIL_VERIFICATION ?? (values.NODE_ENV === 'production' ? 'required' : 'off'),
  emailMinutes: values.EMAIL_CODE_MINUTES,
  phoneMinutes: values.PHONE_CODE_MINUTES,
  triesMax: values.CODE_TRIES_MAX,
  perHourMax: values.CODES_PER_HOUR_MAX,
  linksUrl: values.LINKS_URL ?? publicUrlOf(values),
})

/** What they say of messages. */
export const toMessageSettings = (values: PasswordValues): MessageSettings => ({
  attemptsMax: values.MESSAGE_ATTEMPTS_MAX,
})
