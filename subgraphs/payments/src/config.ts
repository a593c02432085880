import { defineVariables, limit, variable } from '@tallystick/config'
import { sealVariables } from '@tallystick/sealed'
import { z } from 'zod'

const httpUrl = z.url({ protocol: /^https?$/ })

/** What the process reads that runs the jobs of Payments. */
export const paymentJobVariables = defineVariables({
  IDEMPOTENCY_KEY_DAYS: limit(
    'For how many days the answer to an idempotency key is kept, at least',
    30,
    [1, 3_650],
  ),
})

/** What the Payments subgraph reads from its environment, beside what every subgraph process reads. */
export const paymentsVariables = defineVariables({
  ...sealVariables,
  PAYMENTS_DATABASE_URL: variable({
    schema: z.url({ protocol: /^postgres(ql)?$/ }),
    description: 'PostgreSQL, as the role of the Payments subgraph.',
    secret: true,
  }),
  AUTH_URL: variable({
    schema: httpUrl,
    description: 'Where the Auth subgraph is, without a path.',
  }),
  ACCOUNTS_URL: variable({
    schema: httpUrl,
    description: 'Where the Accounts subgraph is, without a path.',
  }),
  LEDGER_URL: variable({
    schema: httpUrl,
    description: 'Where the Ledger subgraph is, without a path.',
  }),
  SIMULATOR: variable({
    schema: z.enum(['on', 'off']),
    default: 'off',
    description:
      'Whether the simulator provider brings in money that nobody paid: for development and demonstrations.',
  }),
})
