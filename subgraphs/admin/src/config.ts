import { defineVariables, variable } from '@tallystick/config'
import { z } from 'zod'

const neighbour = (name: string) =>
  variable({
    schema: z.url({ protocol: /^https?$/ }),
    description: `Where the ${name} subgraph is, without a path.`,
  })

/** What the Admin subgraph reads from its environment, beside what every subgraph process reads. */
export const adminVariables = defineVariables({
  ADMIN_DATABASE_URL: variable({
    schema: z.url({ protocol: /^postgres(ql)?$/ }),
    description: 'PostgreSQL, as the role of the Admin subgraph.',
    secret: true,
  }),
  AUTH_URL: neighbour('Auth'),
  ACCOUNTS_URL: neighbour('Accounts'),
  PAYMENTS_URL: neighbour('Payments'),
  LEDGER_URL: neighbour('Ledger'),
})
