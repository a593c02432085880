/**
 * `npm run admin:grant -- person@example.test`: makes a person an administrator, at the machine itself.
 *
 * The first administrator can be appointed by nobody else; later ones are better appointed by `setUserRole`, which says in
 * the audit log who did it. Works beside a running product. The person's next access token carries the role.
 */
import { parseArgs } from 'node:util'
import { serviceActor } from '@tallystick/actor'
import { openAuth } from '@tallystick/auth/server'
import { ConfigError, exitOnConfigError, readConfig } from '@tallystick/config'
import { roleUrls } from '@tallystick/db/migrate'
import { findEmbeddedDatabase } from '@tallystick/db/postgres/find'
import { newPostgresWake } from '@tallystick/outbox/wake'
import type { Door } from '@tallystick/subgraph-client'
import { newRequestId, SILENT } from '@tallystick/telemetry'
import { launcherVariables } from './config.ts'

/** The name under which an operator's decision stands in the audit log. */
const OPERATOR = 'operator'

try {
  const [email] = parseArgs({ allowPositionals: true }).positionals
  if (!email) throw new Error('name the person: npm run admin:grant -- person@example.test')
  const { DATABASE_URL, DATA_DIR } = readConfig(launcherVariables, process.env)
  const database = DATABASE_URL
    ? { url: DATABASE_URL, release: async () => {} }
    : await findEmbeddedDatabase(DATA_DIR)
  const databaseUrl = roleUrls(database.url).auth
  const wake = newPostgresWake(databaseUrl)
  const auth = await openAuth({ databaseUrl, wake, log: SILENT, seal: undefined })
  try {
    console.log(await grantAdmin(auth.subgraph, email))
  } finally {
    await auth.close()
    await wake.close()
    await database.release()
  }
} catch (fault) {
  if (fault instanceof ConfigError) exitOnConfigError(fault)
  console.error(`Nothing was changed: ${fault instanceof Error ? fault.message : fault}`)
  process.exitCode = 1
}

async function grantAdmin(door: Door, email: string): Promise<string> {
  const found = await ask(
    door,
    'query ($email: String!) { userByEmail(email: $email) { id name } }',
    { email },
  )
  const user = found['userByEmail'] as { id: string; name: string } | null
  if (!user) throw new Error(`nobody active has signed up as ${email}`)
  await ask(
    door,
    'mutation ($input: AssignRoleInput!) { assignRole(input: $input) { __typename } }',
    { input: { userId: user.id, role: 'ADMIN' } },
  )
  return `${user.name} (${user.id}) is an administrator from their next sign-in or refresh.`
}

async function ask(door: Door, query: string, variables: Record<string, unknown>) {
  const facts = { actor: serviceActor(OPERATOR), issuer: OPERATOR, requestId: newRequestId() }
  const { data, errors } = await door.execute({ query, variables }, facts)
  if (errors || !data) throw new Error(errors?.[0]?.message ?? 'Auth gave no answer')
  return data
}
