import { defineVariables, type Values, variable } from '@tallystick/config'
import { z } from 'zod'
import { newSeal, SECRET_CHARS_MIN, type Seal } from './seal.ts'

const secret = z.string().min(SECRET_CHARS_MIN, `needs at least ${SECRET_CHARS_MIN} characters`)

/** What a process reads from its environment to seal with. */
export const sealVariables = defineVariables({
  KEY_ENCRYPTION_SECRET: variable({
    schema: secret,
    description: `What secrets are sealed with where they are stored (signing keys, second factors), or handed out to be brought back (quotes): ${SECRET_CHARS_MIN} random characters or more.`,
    secret: true,
  }),
  KEY_ENCRYPTION_SECRET_PREVIOUS: variable({
    schema: secret.optional(),
    description: 'The secret before that one, for as long as something is sealed with it.',
    secret: true,
  }),
})

/** The seal that the environment asks for: the present secret seals, the one before it still opens. */
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
