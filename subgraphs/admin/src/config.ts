import { readFileSync } from 'node:fs'
import { defineVariables, readConfig, type Values, variable, whole } from '@tallystick/config'
import { operationVariables, toOperationLimits } from '@tallystick/operations'
import { z } from 'zod'

const neighbour = (name: string) =>
  variable({
    schema: z.url({ protocol: /^https?$/ }),
    description: `Where the ${name} subgraph is, without a path.`,
  })

// What an operation costs is shown; whether that is too much is for the gateway to say when it is run.
const { QUERY_COST_MAX, ...sizeVariables } = operationVariables

/** What clients may register, as the environment says. The sizes are those that the gateway is told. */
export const registrationVariables = defineVariables({
  ...sizeVariables,
  OPERATIONS_PER_CLIENT_MAX: variable({
    schema: whole(1, 20_000),
    default: '2000',
    description: 'How many live operations one client may have, 1 to 20000.',
  }),
  OPERATIONS_PER_CALL_MAX: variable({
    schema: whole(1, 1_000),
    default: '500',
    description: 'How many operations one call may register or retire, 1 to 1000.',
  }),
})

/** What `openAdmin` takes as `operations`, from the environment. */
export const toOperationSettings = (values: Values<typeof registrationVariables>) => ({
  perClientMax: values.OPERATIONS_PER_CLIENT_MAX,
  perCallMax: values.OPERATIONS_PER_CALL_MAX,
  tokensMax: values.QUERY_TOKENS_MAX,
  limits: toOperationLimits(values),
})

/** The same where nothing is set. */
export const OPERATION_SETTINGS = toOperationSettings(readConfig(registrationVariables, {}))

/** The schema that clients see, from `file`, or as this repository composes it. */
export const readApiSdl = (file?: string | undefined): string =>
  readFileSync(file ?? new URL('../../../gateway/api.graphql', import.meta.url), 'utf8')

/** What the Admin subgraph reads from its environment, beside what every subgraph process reads. */
export const adminVariables = defineVariables({
  ADMIN_DATABASE_URL: variable({
    schema: z.url({ protocol: /^postgres(ql)?$/ }),
    description: 'PostgreSQL, as the role of the Admin subgraph.',
    secret: true,
  }),
  ...registrationVariables,
  API_SDL_FILE: variable({
    schema: z.string().min(1).optional(),
    description: 'The schema that clients see, as SDL; gateway/api.graphql when left out.',
  }),
  AUTH_URL: neighbour('Auth'),
  ACCOUNTS_URL: neighbour('Accounts'),
  PAYMENTS_URL: neighbour('Payments'),
  LEDGER_URL: neighbour('Ledger'),
})
