import { defineVariables, readConfig, type Values, variable } from '@tallystick/config'
import { z } from 'zod'
import type { RoleUrls } from './roles.ts'

const url = z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgres:// url' })

const roleUrl = (name: string) =>
  variable({
    schema: url.optional(),
    secret: true,
    description: `Where ${name} will connect, as its own role; derived from DATABASE_URL when left out.`,
  })

/** What `npm run migrate` reads. */
export const migrateVariables = defineVariables({
  DATABASE_URL: variable({
    schema: url,
    secret: true,
    description: 'The database to migrate, as an administrator who may create roles and schemas.',
  }),
  AUTH_DATABASE_URL: roleUrl('Auth'),
  ACCOUNTS_DATABASE_URL: roleUrl('Accounts'),
  PAYMENTS_DATABASE_URL: roleUrl('Payments'),
  LEDGER_DATABASE_URL: roleUrl('Ledger'),
  ADMIN_DATABASE_URL: roleUrl('Admin'),
})

/** Reads the environment. @throws {ConfigError} naming every fault */
export const readMigrateConfig = (): Values<typeof migrateVariables> =>
  // biome-ignore lint/style/noProcessEnv: the one place of this workspace that reads it.
  readConfig(migrateVariables, process.env)

/** The urls that were given, by subgraph. */
export function givenUrls(config: Values<typeof migrateVariables>): Partial<RoleUrls> {
  const all = {
    auth: config.AUTH_DATABASE_URL,
    accounts: config.ACCOUNTS_DATABASE_URL,
    payments: config.PAYMENTS_DATABASE_URL,
    ledger: config.LEDGER_DATABASE_URL,
    admin: config.ADMIN_DATABASE_URL,
  }
  return Object.fromEntries(Object.entries(all).filter(([, given]) => given !== undefined))
}
