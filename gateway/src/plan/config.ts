import { defineVariables, variable } from '@tallystick/config'
import { z } from 'zod'

/** How operations are run over the subgraphs. */
export const planVariables = defineVariables({
  EXECUTOR: variable({
    schema: z.enum(['fast', 'stock']),
    default: 'fast',
    description: 'What runs query plans: fast (our own) or stock (the one of @apollo/gateway).',
  }),
})
