import { defineVariables, limit, type Values, variable } from '@tallystick/config'
import { z } from 'zod'

/** What a gateway reads from its environment about giving an answer again. */
export const cacheVariables = defineVariables({
  CACHE: variable({
    schema: z.enum(['on', 'off']),
    default: 'on',
    description:
      'Whether answers are given again for as long as `@cacheControl` in the SDL allows.',
  }),
  CACHE_BYTES_MAX: limit(
    'How much memory kept answers may take where there is no Redis, in bytes',
    16_777_216,
    [1_048_576, 1_073_741_824],
  ),
  CACHE_ANSWER_BYTES_MAX: limit(
    'The largest answer that is kept, in bytes',
    262_144,
    [1_024, 16_777_216],
  ),
  CACHE_AGE_MAX_S: limit(
    'How long any answer may be kept, in seconds, whatever the SDL says',
    300,
    [1, 86_400],
  ),
})

/** The values of `cacheVariables`. */
export type CacheConfig = Values<typeof cacheVariables>
