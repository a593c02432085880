import { defineVariables, type Values, variable } from '@tallystick/config'
import { z } from 'zod'
import { assertionKey, distributedVariables, gatewayVariables } from '../config.ts'

/** What a gateway reads from its environment when it serves a supergraph that it is given as a file. */
export const standaloneVariables = defineVariables({
  ...gatewayVariables,
  SUPERGRAPH_FILE: variable({
    schema: z.string().min(1),
    description:
      'A supergraph of your own to serve, as a composer wrote it: its subgraphs are called at the URLs in it. Read again when it changes.',
  }),
  POLICY: variable({
    schema: z.enum(['on', 'off']),
    default: 'on',
    description:
      'Whether @authenticated, @requiresScopes and @policy are enforced and every root field must have one. Off is refused in production.',
  }),
  JWKS_URL: variable({
    schema: z.url({ protocol: /^https?$/ }).optional(),
    description:
      'Where the keys are that access tokens are signed with. Without it nobody is verified, and POLICY must be off.',
  }),
  ASSERTION_KEY: variable({
    ...assertionKey,
    schema: assertionKey.schema.optional(),
    description:
      'The key that the gateway signs assertions for its subgraphs with; without it they get the client’s own credential.',
  }),
  REDIS_URL: distributedVariables.REDIS_URL,
  LOG_LEVEL: distributedVariables.LOG_LEVEL,
})

/** The values of `standaloneVariables`. */
export type StandaloneConfig = Values<typeof standaloneVariables>
