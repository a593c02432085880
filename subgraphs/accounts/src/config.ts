import { defineVariables, variable, whole } from '@tallystick/config'
import { type Currency, isCurrency } from '@tallystick/money'
import { z } from 'zod'
import { ACCOUNTS_PER_PERSON_MAX, DEFAULT_CURRENCY } from './domain/rules/account.ts'

/** The currency that people have without asking. */
export const currencyVariables = defineVariables({
  DEFAULT_CURRENCY: variable({
    schema: z.custom<Currency>(
      (value) => typeof value === 'string' && isCurrency(value),
      'is no currency that there is',
    ),
    default: DEFAULT_CURRENCY,
    description:
      'The currency of the wallet that everyone has without asking. It holds for people who have none yet; every process that opens accounts must be told the same.',
  }),
})

/** What the Accounts subgraph reads from its environment, beside what every subgraph process reads. */
export const accountsVariables = defineVariables({
  ...currencyVariables,
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
