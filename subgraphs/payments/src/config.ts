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

const secretOf = (description: string) =>
  variable({ schema: z.string().min(1).optional(), secret: true, description })

const urlOf = (name: string, standard: string) =>
  variable({
    schema: httpUrl,
    default: standard,
    description: `Where ${name} is, without a path; another one for tests.`,
  })

/** What the processes read that ask providers: the one that serves Payments and the one that runs its jobs. */
export const providerVariables = defineVariables({
  PAYSTACK_SECRET_KEY: secretOf('Paystack’s secret key; without it Paystack is not there.'),
  PAYSTACK_URL: urlOf('Paystack', 'https://api.paystack.co'),
  FLUTTERWAVE_SECRET_KEY: secretOf(
    'Flutterwave’s secret key; without it Flutterwave is not there.',
  ),
  FLUTTERWAVE_WEBHOOK_HASH: secretOf('The secret hash that Flutterwave’s webhooks are known by.'),
  FLUTTERWAVE_URL: urlOf('Flutterwave', 'https://api.flutterwave.com'),
  STRIPE_SECRET_KEY: secretOf('Stripe’s secret key; without it Stripe is not there.'),
  STRIPE_WEBHOOK_SECRET: secretOf('What Stripe signs its webhooks with.'),
  STRIPE_URL: urlOf('Stripe', 'https://api.stripe.com'),
  SIMULATOR_WEBHOOK_SECRET: secretOf('What the simulator signs its webhooks with.'),
  PROVIDER_DEADLINE_MS: limit(
    'How long a provider may take for its whole answer, in milliseconds',
    10_000,
    [100, 60_000],
  ),
  PROVIDER_BREAKER_FAILURES: limit(
    'After how many failed calls in a row a provider is not called for a while',
    5,
    [1, 1_000],
  ),
  PROVIDER_BREAKER_RESET_MS: limit(
    'How long that while is, in milliseconds; then one call is let through to find out',
    10_000,
    [100, 600_000],
  ),
})

/** The values of `providerVariables`. */
export type ProviderConfig = Values<typeof providerVariables>

/** What the Payments subgraph reads from its environment, beside what every subgraph process reads. */
export const paymentsVariables = defineVariables({
  ...sealVariables,
  ...priceVariables,
  ...providerVariables,
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
