/** What wrong passwords come to. */
import { at, id, maybeAt } from '@tallystick/db/columns'
import { sql } from 'drizzle-orm'
import { check, index, integer, primaryKey, text } from 'drizzle-orm/pg-core'
import type { Guessed } from '../../domain/rules/lockout.ts'
import { authSchema } from '../tables.ts'

/** Wrong passwords and wrong second factors that still count, each for itself, by person and network; the network `*` counts those from everywhere. */
export const signInTallies = authSchema.table(
  'sign_in_tallies',
  {
    /** A person, or nobody: an unknown address is counted too, under an id of its own, so that it costs the same work. */
    userId: id('usr').notNull(),
    network: text().notNull(),
    guessed: text().$type<Guessed>().notNull().default('PASSWORD'),
    failures: integer().notNull(),
    lastAt: at(),
    lockedUntil: maybeAt(),
  },
  (table) => [
    primaryKey({
      name: 'sign_in_tallies_pkey',
      columns: [table.userId, table.guessed, table.network],
    }),
    index('sign_in_tallies_age').on(table.lastAt),
    check('sign_in_tallies_guessed_known', sql`${table.guessed} in ('PASSWORD', 'SECOND_FACTOR')`),
    check('sign_in_tallies_positive', sql`${table.failures} > 0`),
  ],
)
