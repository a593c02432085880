import { defineVariables, limit, type Values, variable } from '@tallystick/config'
import { sealVariables } from '@tallystick/sealed'
import { z } from 'zod'
import { QUOTE_SECONDS } from './domain/fees/quote-fee.ts'
import { newFixedRates, openFileRates } from './providers/rates/fixed.ts'

const httpUrl = z.url({ protocol: /^https?$/ })

/** What the process reads that runs the jobs of Payments. */
export const paymentJobVariables = defineVariables({
  IDEMPOTENCY_KEY_DAYS: limit(
    'For how many days the answer to an idempotency key is kept, at least',
    30,
    [1, 3_650],
  ),
})

/** What payments cost and bring, as the environment says. */
export const priceVariables = defineVariables({
  QUOTE_SECONDS: limit('How long a quote is honoured, in seconds', QUOTE_SECONDS, [10, 3_600]),
  EXCHANGE_RATES_PATH: variable({
    schema: z.string().min(1).optional(),
    description:
      'A JSON file of prices, {"prices": {"USD": "1", "EUR": "1.085"}}, that exchange rates are made of; read anew when it is five seconds old. The table that is shipped when left out.',
  }),
})

/** The same as what `openPayments` takes. @throws when the file of prices is missing or wrong */
export const toPriceOptions = async (values: Values<typeof priceVariables>) => ({
  quoteSeconds: values.QUOTE_SECONDS,
  rates:
    values.EXCHANGE_RATES_PATH === undefined
      ? newFixedRates()
      : await openFileRates(values.EXCHANGE_RATES_PATH),
})

/** What the Payments subgraph reads from its environment, beside what every subgraph process reads. */
export const paymentsVariables = defineVariables({
  ...sealVariables,
  ...priceVariables,
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
