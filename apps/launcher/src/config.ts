import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { accountsVariables, currencyVariables } from '@tallystick/accounts/config'
import { adminVariables } from '@tallystick/admin/config'
import { apiKeyVariables, authVariables, settingVariables } from '@tallystick/auth/config'
import { defineVariables, type Values, variable } from '@tallystick/config'
import { anchorVariables, ledgerVariables } from '@tallystick/ledger/config'
import { notifyVariables } from '@tallystick/notify'
import { paymentJobVariables, priceVariables, providerVariables } from '@tallystick/payments/config'
import { type Seal, toSeal } from '@tallystick/sealed'
import { z } from 'zod'
import { ensureEncryptionSecret } from './keys.ts'

/** What secrets are sealed with where they are stored. In one place with its data the product makes its own. */
export const encryptionVariables = defineVariables({
  KEY_ENCRYPTION_SECRET: variable({
    schema: authVariables.KEY_ENCRYPTION_SECRET.schema.optional(),
    secret: true,
    description: `${authVariables.KEY_ENCRYPTION_SECRET.description} Made in DATA_DIR/keys when left out.`,
  }),
  KEY_ENCRYPTION_SECRET_PREVIOUS: authVariables.KEY_ENCRYPTION_SECRET_PREVIOUS,
})

/** What `npm start` and `npm run start:distributed` read from the environment, beside the gateway's own variables. */
export const launcherVariables = defineVariables({
  DATA_DIR: variable({
    schema: z.string(),
    default: '.data',
    description: 'The folder of the embedded PostgreSQL and of the keys that processes sign with.',
  }),
  DATABASE_URL: variable({
    schema: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
    secret: true,
    description:
      'A PostgreSQL 18 database to use instead of the embedded one, as a role that may create roles.',
  }),
  REDIS_URL: variable({
    schema: z.url({ protocol: /^rediss?$/ }).optional(),
    secret: true,
    description: 'Redis for wake-ups between processes; PostgreSQL NOTIFY when left out.',
  }),
  DEMO: variable({
    schema: z.enum(['on', 'off']).optional(),
    description:
      'Whether to make the demo users and payments: on in development and off in production when left out.',
  }),
  SIMULATOR: variable({
    schema: z.enum(['on', 'off']).optional(),
    description:
      'Whether the simulator provider brings in money that nobody paid: on in development and for demo data when left out.',
  }),
  // What the subgraphs read that is not theirs alone to know: how to reach a database or a neighbour is ours.
  ACCESS_TOKEN_MINUTES: authVariables.ACCESS_TOKEN_MINUTES,
  REFRESH_TOKEN_DAYS: authVariables.REFRESH_TOKEN_DAYS,
  ...apiKeyVariables,
  ...settingVariables,
  ...encryptionVariables,
  ...notifyVariables,
  OPERATIONS_PER_CLIENT_MAX: adminVariables.OPERATIONS_PER_CLIENT_MAX,
  OPERATIONS_PER_CALL_MAX: adminVariables.OPERATIONS_PER_CALL_MAX,
  ...priceVariables,
  ...currencyVariables,
  ACCOUNTS_PER_PERSON_MAX: accountsVariables.ACCOUNTS_PER_PERSON_MAX,
  LIABILITIES_EVERY_MINUTES: ledgerVariables.LIABILITIES_EVERY_MINUTES,
  ...paymentJobVariables,
  ...providerVariables,
  ...anchorVariables,
  LOG_LEVEL: variable({
    schema: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']),
    default: 'warn',
    description: 'The least important log lines to write.',
  }),
})

/** Whether to make the demo data: what is set decides, else development has it and production has not. */
export const isDemo = ({ DEMO, NODE_ENV }: { DEMO?: 'on' | 'off' | undefined; NODE_ENV: string }) =>
  (DEMO ?? (NODE_ENV === 'production' ? 'off' : 'on')) === 'on'

/**
 * What demo data needs of a gateway where nothing else is set: it signs people in from one address, more often than a
 * stranger may, and its administrator has no second factor.
 */
export const demoDefaults = ({
  RATES,
  ADMIN_SECOND_FACTOR,
  ...config
}: Parameters<typeof isDemo>[0] & {
  RATES?: 'on' | 'off' | undefined
  ADMIN_SECOND_FACTOR?: 'required' | 'off' | undefined
}) =>
  isDemo(config)
    ? ({ RATES: RATES ?? 'off', ADMIN_SECOND_FACTOR: ADMIN_SECOND_FACTOR ?? 'off' } as const)
    : {}

/** What demo data needs of Auth where nothing else is set: nobody reads the mail of its people. */
export const demoVerification = ({
  EMAIL_VERIFICATION,
  ...config
}: Parameters<typeof isDemo>[0] & { EMAIL_VERIFICATION?: 'required' | 'off' | undefined }) =>
  isDemo(config) ? ({ EMAIL_VERIFICATION: EMAIL_VERIFICATION ?? 'off' } as const) : {}

/** Whether top-ups may use the simulator: what is set decides, else development and demo data have it. */
export const isSimulator = ({
  SIMULATOR,
  ...config
}: Parameters<typeof isDemo>[0] & { SIMULATOR?: 'on' | 'off' | undefined }) =>
  (SIMULATOR ?? (config.NODE_ENV !== 'production' || isDemo(config) ? 'on' : 'off')) === 'on'

/** Seals with what is set, or with the secret in DATA_DIR, which is made when it is not there. */
export const sealOf = ({
  DATA_DIR,
  KEY_ENCRYPTION_SECRET,
  KEY_ENCRYPTION_SECRET_PREVIOUS,
}: Pick<
  Values<typeof launcherVariables>,
  'DATA_DIR' | 'KEY_ENCRYPTION_SECRET' | 'KEY_ENCRYPTION_SECRET_PREVIOUS'
>): Seal => {
  const own = () => readFileSync(ensureEncryptionSecret(join(DATA_DIR, 'keys')), 'utf8').trim()
  return toSeal({
    KEY_ENCRYPTION_SECRET: KEY_ENCRYPTION_SECRET ?? own(),
    KEY_ENCRYPTION_SECRET_PREVIOUS,
  })
}

/** The file that tree heads are anchored in: beside the data unless told. */
export const anchorPathOf = ({
  ANCHOR_PATH,
  DATA_DIR,
}: {
  ANCHOR_PATH?: string | undefined
  DATA_DIR: string
}): string => resolve(ANCHOR_PATH ?? join(DATA_DIR, 'anchors', 'tree-heads.jsonl'))
