import { defineVariables, variable, whole } from '@tallystick/config'
import { z } from 'zod'
import { ACCOUNTS_PER_PERSON_MAX } from './domain/rules/account.ts'

/** What the Accounts subgraph reads from its environment, beside what every subgraph process reads. */
export const accountsVariables = defineVariables({
  ACCOUNTS_DATABASE_URL: variable({
    schema: z.url({ protocol: /^postgres(ql)?$/ }),
    description: 'PostgreSQL, as the role of the Accounts subgraph.',
    secret: true,
  }),
  ACCOUNTS_PER_PERSON_MAX: variable({
    schema: whole(1, 10_000),
    default: String(ACCOUNTS_PER_PERSON_MAX),
    description: 'How many accounts one person may have, 1 to 10,000.',
  }),
})
