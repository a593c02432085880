import { defineVariables, variable } from '@tallystick/config'
import { z } from 'zod'
import { SECRET_CHARS_MIN } from './seal.ts'

const secret = z.string().min(SECRET_CHARS_MIN, `needs at least ${SECRET_CHARS_MIN} characters`)

/** What a process reads from its environment to seal with. */
export const sealVariables = defineVariables({
  KEY_ENCRYPTION_SECRET: variable({
    schema: secret,
    description: `What secrets are sealed with where they are stored (signing keys, second factors): ${SECRET_CHARS_MIN} random characters or more.`,
    secret: true,
  }),
  KEY_ENCRYPTION_SECRET_PREVIOUS: variable({
    schema: secret.optional(),
    description: 'The secret before that one, for as long as something is sealed with it.',
    secret: true,
  }),
})
