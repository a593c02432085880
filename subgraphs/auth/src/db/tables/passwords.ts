/** What wrong passwords come to. */
import { at, id, maybeAt } from '@tallystick/db/columns'
import { sql } from 'drizzle-orm'
import { check, index, integer, primaryKey, text } from 'drizzle-orm/pg-core'
import { authSchema } from '../tables.ts'

/** Wrong passwords that still count, by person and network; the network `*` counts those from everywhere. */
export const signInTallies = authSchema.table(
  'sign_in_tallies',
  {
    /** A person, or nobody: an unknown address is counted too, under an id of its own, so that it costs the same work. */
    userId: id('usr').notNull(),
    network: text().notNull(),
    failures: integer().notNull(),
    lastAt: at(),
    lockedUntil: maybeAt(),
  },
  (table) => [
    primaryKey({ name: 'sign_in_tallies_pkey', columns: [table.userId, table.network] }),
    index('sign_in_tallies_age').on(table.lastAt),
    check('sign_in_tallies_positive', sql`${table.failures} > 0`),
  ],
)
