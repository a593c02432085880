import { z } from 'zod'
import { defineVariables, variable } from './variables.ts'

/** Whether a process runs in earnest. */
export const nodeEnvVariables = defineVariables({
  NODE_ENV: variable({
    schema: z.enum(['development', 'test', 'production']),
    default: 'development',
    description:
      'In production there is no GraphiQL, no introspection and no hint at field names; how messages leave must be said, and what guards people is on: rate limits, verified addresses, a second factor of administrators.',
  }),
})
