import {
  defineVariables,
  limit,
  nodeEnvVariables,
  publicUrlVariables,
  type Values,
  variable,
  whole,
} from '@tallystick/config'
import { operationVariables } from '@tallystick/operations'
import { doorVariables, subgraphUrls } from '@tallystick/subgraph-client/config'
import { tracingVariables } from '@tallystick/telemetry'
import { z } from 'zod'
import { signatureVariables } from './auth/signature-variables.ts'
import { cacheVariables } from './cache/variables.ts'
import { metricVariables } from './metrics/variables.ts'
import { persistedVariables } from './persisted/variables.ts'
import { planVariables } from './plan/config.ts'
import { rateVariables } from './rates/variables.ts'
import { subscriptionVariables } from './subscriptions/variables.ts'

/** `scheme://host[:port]`, as a browser writes it in an Origin header. */
const origins = z.string().transform((text, context) => {
  const listed = text.split(',').flatMap((each) => each.trim() || [])
  for (const each of listed)
    if (!URL.canParse(each) || new URL(each).origin !== each)
      context.addIssue({ code: 'custom', message: `${each} is not an origin (scheme://host:port)` })
  return listed
})

/** What a gateway reads from its environment in every way to run. */
export const gatewayVariables = defineVariables({
  HOST: variable({
    schema: z.string(),
    default: '127.0.0.1',
    description: 'The address to listen on; 0.0.0.0 in a container.',
  }),
  PORT: variable({
    schema: whole(0, 65_535),
    default: '4000',
    description: 'The port to listen on; 0 takes any free one.',
  }),
  ...nodeEnvVariables,
  STATUS_CODES: variable({
    schema: z.enum(['classic', '2026']),
    default: '2026',
    description:
      'Which statuses clients of application/graphql-response+json get: 294 and 422 (2026), or 200 and 400 in their place.',
  }),
  ...publicUrlVariables,
  CORS_ORIGINS: variable({
    schema: origins,
    default: '',
    description:
      'The origins of web pages that may call, also with the cookie of their user, separated by commas; none when empty.',
  }),
  TRUSTED_PROXIES: variable({
    schema: whole(0, 10),
    default: '0',
    description: 'How many proxies stand in front and name the client in X-Forwarded-For, 0 to 10.',
  }),
  TOKEN_ISSUER: variable({
    schema: z.string().min(1),
    default: 'tallystick',
    description: 'Who signs access tokens (`iss`), as Auth is told.',
  }),
  TOKEN_AUDIENCE: variable({
    schema: z.string().min(1),
    default: 'tallystick',
    description: 'Whom access tokens are for (`aud`), as Auth is told.',
  }),
  ADMIN_SECOND_FACTOR: variable({
    schema: z.enum(['required', 'off']).optional(),
    description:
      'Whether administrators must have proved themselves by a second factor or a passkey for what only they may do: required in production, off in development when left out.',
  }),
  BODY_BYTES_MAX: limit('The largest request body, in bytes', 102_400, [1_024, 1_048_576]),
  ...operationVariables,
  ...persistedVariables,
  ...planVariables,
  ...rateVariables,
  ...signatureVariables,
  ...subscriptionVariables,
  ...doorVariables,
  ...metricVariables,
  ...cacheVariables,
  ...tracingVariables,
  COST_MAX_ANONYMOUS: limit(
    'How many objects an answer to a caller without a credential may hold, in the place of QUERY_COST_MAX',
    2_000,
    [100, 1_000_000],
  ),
  COST_MAX_ADMIN: limit(
    'How many objects an answer to an administrator may hold, in the place of QUERY_COST_MAX',
    20_000,
    [100, 1_000_000],
  ),
  ERRORS_MAX: limit('How many errors an answer may hold', 10, [1, 100]),
  QUERY_DEADLINE_MS: limit('How long a query may take, in ms', 10_000, [100, 60_000]),
  MUTATION_DEADLINE_MS: limit('How long a mutation may take, in ms', 30_000, [100, 120_000]),
  PLANS_MAX: limit('How many query plans are kept', 1_000, [10, 100_000]),
  SOCKET_INIT_MS: limit(
    'How long a WebSocket may stay without greeting, in ms',
    3_000,
    [100, 60_000],
  ),
  SOCKET_FRAME_BYTES_MAX: limit(
    'The largest WebSocket message, in bytes',
    65_536,
    [1_024, 1_048_576],
  ),
  SOCKET_SUBSCRIPTIONS_MAX: limit(
    'How many operations one WebSocket may run at once',
    50,
    [1, 1_000],
  ),
  SOCKETS_PER_ACTOR_MAX: limit('How many WebSockets one person may hold', 20, [1, 1_000]),
  STREAMS_PER_ACTOR_MAX: limit(
    'How many streams of server-sent events one person may hold',
    50,
    [1, 10_000],
  ),
  SOCKET_PING_MS: limit(
    'The time between two signs of life on a quiet stream, in ms',
    20_000,
    [100, 120_000],
  ),
})

/** What a gateway needs to know to start. */
export type GatewayConfig = Values<typeof gatewayVariables>

/** Whether administrators need a second factor: what is set decides, else production asks for it. */
export const isSecondFactorRequired = ({
  ADMIN_SECOND_FACTOR,
  NODE_ENV,
}: Pick<GatewayConfig, 'ADMIN_SECOND_FACTOR' | 'NODE_ENV'>): boolean =>
  (ADMIN_SECOND_FACTOR ?? (NODE_ENV === 'production' ? 'required' : 'off')) === 'required'

const subgraphUrl = (name: string) =>
  variable({
    schema: subgraphUrls,
    description: `Where the ${name} subgraph listens, without /graphql, such as http://${name.toLowerCase()}:4000; several addresses are separated by commas.`,
  })

/** A private key of the gateway, as a JWK in JSON. */
export const assertionKey = {
  schema: z
    .string()
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text)
      } catch {
        context.addIssue({ code: 'custom', message: 'is not JSON' })
        return z.NEVER
      }
    })
    .pipe(z.looseObject({ kid: z.literal('gateway'), d: z.string() })),
  secret: true,
} as const

/** What a gateway reads besides when its subgraphs are processes of their own. */
export const distributedVariables = defineVariables({
  AUTH_URL: subgraphUrl('Auth'),
  ACCOUNTS_URL: subgraphUrl('Accounts'),
  PAYMENTS_URL: subgraphUrl('Payments'),
  LEDGER_URL: subgraphUrl('Ledger'),
  ADMIN_URL: subgraphUrl('Admin'),
  JWKS_URL: variable({
    schema: z.url({ protocol: /^https?$/ }).optional(),
    description: 'Where Auth shows its public keys; AUTH_URL/.well-known/jwks.json when left out.',
  }),
  ASSERTION_KEY: variable({
    ...assertionKey,
    description: 'The gateway’s own private key (JWK with kid "gateway"), which subgraphs know.',
  }),
  REDIS_URL: variable({
    schema: z.url({ protocol: /^rediss?$/ }).optional(),
    secret: true,
    description:
      'Redis for what gateways share: rates and texts by their hash. Without it each gateway has its own.',
  }),
  LOG_LEVEL: variable({
    schema: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']),
    default: 'info',
    description: 'The least important log lines to write.',
  }),
})
