import { currencyVariables } from '@tallystick/accounts/config'
import { defineVariables, nodeEnvVariables, variable } from '@tallystick/config'
import { anchorVariables, ledgerVariables } from '@tallystick/ledger/config'
import { notifyVariables } from '@tallystick/notify'
import { paymentJobVariables, providerVariables } from '@tallystick/payments/config'
import { sealVariables } from '@tallystick/sealed'
import { tracingVariables } from '@tallystick/telemetry'
import { z } from 'zod'

const database = (name: string) =>
  variable({
    schema: z.url({ protocol: /^postgres(ql)?$/ }),
    secret: true,
    description: `PostgreSQL, as the role of the ${name} subgraph.`,
  })

const neighbour = (name: string) =>
  variable({
    schema: z.url({ protocol: /^https?$/ }),
    description: `Where the ${name} subgraph is, without a path.`,
  })

const key = (name: string) =>
  variable({
    schema: z.string().transform((text, context): { kid: string; d: string } => {
      try {
        return z.looseObject({ kid: z.string(), d: z.string() }).parse(JSON.parse(text))
      } catch {
        context.addIssue({ code: 'custom', message: 'is not a private key (JWK)' })
        return z.NEVER
      }
    }),
    secret: true,
    description: `The private key (JWK) of the ${name} subgraph, whose jobs the worker runs.`,
  })

/** What the worker reads from its environment. It acts for each subgraph with that subgraph's own rights. */
export const workerVariables = defineVariables({
  AUTH_DATABASE_URL: database('Auth'),
  ACCOUNTS_DATABASE_URL: database('Accounts'),
  PAYMENTS_DATABASE_URL: database('Payments'),
  LEDGER_DATABASE_URL: database('Ledger'),
  ADMIN_DATABASE_URL: database('Admin'),
  AUTH_URL: neighbour('Auth'),
  ACCOUNTS_URL: neighbour('Accounts'),
  LEDGER_URL: neighbour('Ledger'),
  PAYMENTS_ASSERTION_KEY: key('Payments'),
  ADMIN_ASSERTION_KEY: key('Admin'),
  ...sealVariables,
  // The worker opens the wallets of people who register.
  ...currencyVariables,
  // The worker seals, says what is owed and anchors.
  SEALING_KEY: ledgerVariables.SEALING_KEY,
  LIABILITIES_EVERY_MINUTES: ledgerVariables.LIABILITIES_EVERY_MINUTES,
  ...paymentJobVariables,
  ...providerVariables,
  ...anchorVariables,
  REDIS_URL: variable({
    schema: z.url({ protocol: /^rediss?$/ }).optional(),
    secret: true,
    description: 'Redis for wake-ups between processes; PostgreSQL NOTIFY when left out.',
  }),
  LOG_LEVEL: variable({
    schema: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']),
    default: 'info',
    description: 'The least important log lines to write.',
  }),
  ...tracingVariables,
  ...notifyVariables,
  ...nodeEnvVariables,
})
