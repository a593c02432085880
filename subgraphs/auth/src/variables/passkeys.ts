import { defineVariables, limit, publicUrlOf, type Values, variable } from '@tallystick/config'
import { z } from 'zod'
import { PASSKEY_SETTINGS, type PasskeySettings } from '../domain/passkeys/passkey-settings.ts'

/** Where passkeys work and how many there may be, as the environment says. */
export const passkeyVariables = defineVariables({
  PASSKEY_RP_ID: variable({
    schema: z
      .string()
      .regex(/^([a-z0-9-]+\.)*[a-z0-9-]+$/, 'is not the name of a host')
      .refine((name) => !/^[\d.]+$/.test(name), 'is an address: browsers take names only')
      .optional(),
    description:
      'The domain that passkeys belong to, such as example.com for pages of example.com and below it; the host of PUBLIC_URL when left out. Changing it ends every passkey.',
  }),
  PASSKEY_ORIGINS: variable({
    schema: z
      .string()
      .transform((text) => text.split(',').flatMap((each) => each.trim() || []))
      .pipe(z.array(z.string().refine(isOrigin, 'is not an origin (scheme://host:port)')).min(1))
      .optional(),
    description:
      'The origins of pages that may use passkeys, separated by commas; that of PUBLIC_URL when left out.',
  }),
  PASSKEYS_PER_PERSON_MAX: limit(
    'How many passkeys one person may have',
    PASSKEY_SETTINGS.perPersonMax,
    [1, 100],
  ),
  PASSKEY_CHALLENGE_MINUTES: limit(
    'How long the challenge of a passkey may be answered, in minutes',
    PASSKEY_SETTINGS.challengeMinutes,
    [1, 15],
  ),
})

/** Whether text is an origin as a browser writes it: `scheme://host[:port]`. */
function isOrigin(text: string): boolean {
  return URL.canParse(text) && new URL(text).origin === text
}

/** What the use cases of passkeys go by, from the environment. */
export const toPasskeySettings = (
  values: Values<typeof passkeyVariables> & Parameters<typeof publicUrlOf>[0],
): PasskeySettings => {
  const { hostname, origin } = new URL(publicUrlOf(values))
  return {
    ...PASSKEY_SETTINGS,
    rpId: values.PASSKEY_RP_ID ?? hostname,
    origins: values.PASSKEY_ORIGINS ?? [origin],
    perPersonMax: values.PASSKEYS_PER_PERSON_MAX,
    challengeMinutes: values.PASSKEY_CHALLENGE_MINUTES,
  }
}
