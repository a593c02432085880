/** Which migrations the code knows and which a database has had. They are compared, never guessed. */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { MigrationError } from './migration-error.ts'
import type { SubgraphName } from './subgraphs.ts'

/** One migration, named and dated by drizzle-kit. `when` is in ms and grows with each. */
export type Migration = Readonly<{ name: string; when: number; hash: string }>

/** A row of `migrations.<subgraph>`. */
export type Applied = Readonly<{ when: number; hash: string }>

/** The schema that holds one journal for each subgraph. */
export const JOURNAL_SCHEMA = 'migrations'

/** Where the migrations are. */
export const MIGRATIONS = fileURLToPath(new URL('../migrations/', import.meta.url))

/** The migrations of a subgraph that the code has, oldest first. None when it has no folder yet. */
export function readMigrations(name: SubgraphName, folder = MIGRATIONS): Migration[] {
  const journal = `${folder}/${name}/meta/_journal.json`
  if (!existsSync(journal)) return []
  const { entries } = JSON.parse(readFileSync(journal, 'utf8')) as {
    entries: { tag: string; when: number }[]
  }
  return entries.map(({ tag, when }) => {
    const text = readFileSync(`${folder}/${name}/${tag}.sql`, 'utf8')
    // The migrator stores the same digest.
    return { name: tag, when, hash: createHash('sha256').update(text).digest('hex') }
  })
}

/**
 * Refuses a database that is newer than the code, or whose migrations are other than the code's.
 *
 * @param applied newest first
 */
export function assertKnown(
  name: SubgraphName,
  known: readonly Migration[],
  applied: readonly Applied[],
): void {
  const newest = known.at(-1)
  const ahead = applied.find(({ when }) => when > (newest?.when ?? 0))
  if (ahead)
    throw new MigrationError(
      `This code is older than the database: ${name} has a migration of ${dateOf(ahead.when)}, and the newest here is ` +
        `${newest ? `${newest.name} of ${dateOf(newest.when)}` : 'none'}. Run the newer code.`,
    )
  for (const migration of known) {
    const row = applied.find(({ when }) => when === migration.when)
    if (row && row.hash !== migration.hash)
      throw new MigrationError(
        `The migration ${name}/${migration.name} was changed after this database had run it: restore it and write a ` +
          'new one instead.',
      )
    // The migrator would leave it out without a word: it runs only what is newer than the newest it has run.
    if (!row && migration.when < (applied[0]?.when ?? 0))
      throw new MigrationError(
        `The migration ${name}/${migration.name} is older than one that this database has run: generate it anew.`,
      )
  }
}

/** Refuses a database that is older than the code. */
export function assertUpToDate(
  name: SubgraphName,
  known: readonly Migration[],
  applied: readonly Applied[],
): void {
  const missing = listPending(known, applied)
  if (missing.length > 0)
    throw new MigrationError(
      `The database is older than this code: ${name} lacks ${missing.map((one) => one.name).join(', ')}. ` +
        'Run `npm run migrate`.',
    )
}

/** The migrations that the database has not run. */
export const listPending = (known: readonly Migration[], applied: readonly Applied[]) =>
  known.filter(({ when }) => !applied.some((row) => row.when === when))

const dateOf = (when: number) => new Date(when).toISOString()
