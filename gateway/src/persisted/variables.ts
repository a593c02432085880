import { defineVariables, limit, type Values, variable } from '@tallystick/config'
import { z } from 'zod'

const modes = ['off', 'log', 'safelist', 'ids'] as const

/**
 * Which operations a caller may run: any (`off`), any but those that nobody registered are logged (`log`), registered ones by
 * text or id (`safelist`), registered ones by id alone (`ids`). Registered ids work in every mode.
 */
export type PersistedMode = (typeof modes)[number]

/** What a gateway reads from its environment about registered operations. */
export const persistedVariables = defineVariables({
  PERSISTED_ANONYMOUS: variable({
    schema: z.enum(modes),
    default: 'off',
    description:
      'Which operations callers without a credential may run: any (off), any and the unregistered are logged (log), registered ones (safelist), registered ones by id alone (ids).',
  }),
  PERSISTED_USER: variable({
    schema: z.enum(modes),
    default: 'off',
    description: 'Which operations signed-in people may run, as PERSISTED_ANONYMOUS.',
  }),
  PERSISTED_PARTNER: variable({
    schema: z.enum(['safelist', 'ids']),
    default: 'ids',
    description:
      'How API keys name the registered operations of their client: by text or id (safelist), or by id alone (ids).',
  }),
  PERSISTED_OAUTH: variable({
    schema: z.enum(modes),
    default: 'off',
    description:
      'Which operations programs with an access token of OAuth may run, as PERSISTED_ANONYMOUS; registered ones are those of their client_id.',
  }),
  APQ: variable({
    schema: z.enum(['on', 'off']),
    default: 'on',
    description:
      'Whether callers who may run any text may send a hash in its place once the text has been seen.',
  }),
  APQ_CHARS_MAX: limit(
    'How many characters of such texts one process keeps',
    1_000_000,
    [10_000, 100_000_000],
  ),
  REGISTERED_CHARS_MAX: limit(
    'How many characters of registered operations one process keeps',
    20_000_000,
    [100_000, 1_000_000_000],
  ),
})

/** The values of `persistedVariables`. */
export type PersistedConfig = Values<typeof persistedVariables>
