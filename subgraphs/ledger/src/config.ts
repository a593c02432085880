import { defineVariables, variable } from '@tallystick/config'
import { z } from 'zod'

/** What the Ledger subgraph reads from its environment, beside what every subgraph process reads. */
export const ledgerVariables = defineVariables({
  LEDGER_DATABASE_URL: variable({
    schema: z.url({ protocol: /^postgres(ql)?$/ }),
    description: 'PostgreSQL, as the role of the Ledger subgraph.',
    secret: true,
  }),
})
