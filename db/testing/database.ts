import { randomBytes } from 'node:crypto'
import postgres from 'postgres'
import { inject } from 'vitest'
import { type RoleUrls, roleUrls } from '../src/migrate.ts'
import { roleOf } from '../src/roles.ts'
import { SUBGRAPHS } from '../src/subgraphs.ts'
import { TEMPLATE } from './template.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The throw-away servers of this run, as their superuser: one for each file that runs at a time. */
    postgresUrls: readonly string[]
  }
}

/** A database of one test's own. */
export type TestDatabase = Readonly<{
  /** As the superuser, who may do anything: for looking, and for planting what must be found. */
  adminUrl: string
  /** As each subgraph's role. */
  urls: RoleUrls
  /** Ends every session and deletes the database. */
  drop(): Promise<void>
}>

/**
 * Makes a database with everything migrated and nothing in it.
 *
 * @param template null for an empty one, to be migrated by the test
 * @throws {Error} outside the project `integration`, where no server runs
 */
export async function newTestDatabase({
  template = TEMPLATE,
}: {
  template?: typeof TEMPLATE | null
} = {}): Promise<TestDatabase> {
  const serverUrl = ownServer()
  if (!serverUrl) throw new Error('name the test `…integration.test.ts` to have a database')
  const name = `test_${randomBytes(6).toString('hex')}`
  await asSuperuser(serverUrl, [
    // Copied by file: at this size it is quicker than through the log, and nothing here must survive.
    `create database ${name} template ${template ?? 'template0'} strategy file_copy`,
    // The rights on a database itself are not copied with it.
    ...(template === null ? [] : rightsOn(name)),
  ])
  const adminUrl = new URL(serverUrl)
  adminUrl.pathname = name
  return {
    adminUrl: adminUrl.href,
    urls: roleUrls(adminUrl.href),
    drop: () => asSuperuser(serverUrl, [`drop database if exists ${name} with (force)`]),
  }
}

/** Vitest numbers the files that run at a time, from 1. */
function ownServer(): string | undefined {
  const urls = inject('postgresUrls') ?? []
  return urls[(Number(process.env['VITEST_POOL_ID'] ?? 1) - 1) % urls.length]
}

const rightsOn = (database: string): string[] => [
  `revoke all on database ${database} from public`,
  `grant connect on database ${database} to ${SUBGRAPHS.map(roleOf).join(', ')}`,
]

async function asSuperuser(url: string, statements: readonly string[]): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  try {
    for (const statement of statements) await sql.unsafe(statement)
  } finally {
    await sql.end()
  }
}
