import { createHmac } from 'node:crypto'
import type postgres from 'postgres'
import { MigrationError } from './migration-error.ts'
import { SUBGRAPHS, type SubgraphName } from './subgraphs.ts'

/** Where each subgraph finds its database, as the role it is there. */
export type RoleUrls = Record<SubgraphName, string>

/** The role that a subgraph is in Postgres. */
export const roleOf = (name: SubgraphName): string => `tallystick_${name}`

/**
 * The url of each subgraph in the database of `adminUrl`.
 *
 * The passwords are derived from the administrator's (HMAC-SHA-256), so that one secret starts a whole installation
 * and no role can work out another's.
 *
 * @throws {MigrationError} for a url without a password, of which nothing secret could be derived
 */
export function roleUrls(adminUrl: string): RoleUrls {
  const admin = new URL(adminUrl)
  if (admin.password === '')
    throw new MigrationError(
      'DATABASE_URL has no password to derive the passwords of the roles from: give it one, or set ' +
        '<NAME>_DATABASE_URL for every subgraph.',
    )
  const key = decodeURIComponent(admin.password)
  return forEachSubgraph((name) => {
    const url = new URL(adminUrl)
    url.username = roleOf(name)
    url.password = createHmac('sha256', key).update(roleOf(name)).digest('base64url')
    return url.href
  })
}

/** Makes a record with a value for each subgraph. */
export const forEachSubgraph = <Value>(of: (name: SubgraphName) => Value) =>
  Object.fromEntries(SUBGRAPHS.map((name) => [name, of(name)])) as Record<SubgraphName, Value>

/** No statement may hold a row, a lock or a connection for long, whatever the code forgets. */
const LIMITS = {
  statement_timeout: '5s',
  lock_timeout: '2s',
  idle_in_transaction_session_timeout: '10s',
} as const

/** Roles belong to the whole server: a migrator of another of its databases may be writing the same role. */
const ATTEMPTS_MAX = 5
const COLLISIONS = new Set(['23505', '42710', 'XX000'])

/** Creates the role that `url` names, or gives an existing one that url's password and the limits. */
export async function ensureRole(sql: postgres.Sql, url: string): Promise<void> {
  const { username, password } = new URL(url)
  const role = decodeURIComponent(username)
  for (let attempt = 1; ; attempt++) {
    try {
      await sql.unsafe(roleSql(role, decodeURIComponent(password)))
      return
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined
      if (attempt === ATTEMPTS_MAX || !COLLISIONS.has(String(code))) throw error
    }
  }
}

/** One request of several statements is one transaction. DDL takes no parameters, so the values are quoted here. */
function roleSql(role: string, password: string): string {
  const name = `"${role.replaceAll('"', '""')}"`
  return [
    `do $do$ begin if not exists (select from pg_roles where rolname = ${quoted(role)}) then
       create role ${name};
     end if; end $do$`,
    `alter role ${name} login nocreatedb nocreaterole noinherit password ${quoted(password)}`,
    ...Object.entries(LIMITS).map(
      ([limit, value]) => `alter role ${name} set ${limit} = '${value}'`,
    ),
  ].join(';\n')
}

/** An SQL literal. The `E` form reads alike whatever `standard_conforming_strings` says. */
const quoted = (text: string) => `E'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`
