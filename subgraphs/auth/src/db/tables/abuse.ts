/** What looks like an attack on sign-ins. */
import { at } from '@tallystick/db/columns'
import { sql } from 'drizzle-orm'
import { check, index, primaryKey, text } from 'drizzle-orm/pg-core'
import type { AbuseKind } from '../../domain/rules/abuse.ts'
import { authSchema } from '../tables.ts'

/** Attacks that were told of, so that each is told of once for as long as it lasts. */
export const abuseAlerts = authSchema.table(
  'abuse_alerts',
  {
    kind: text().$type<AbuseKind>().notNull(),
    /** The network or the person that it is about; `*` for all of the system. */
    subject: text().notNull(),
    toldAt: at(),
    lastSeenAt: at(),
  },
  (table) => [
    primaryKey({ name: 'abuse_alerts_pkey', columns: [table.kind, table.subject] }),
    index('abuse_alerts_age').on(table.lastSeenAt),
    check(
      'abuse_alerts_kind_known',
      sql`${table.kind} in ('CREDENTIAL_STUFFING', 'PASSWORD_SPRAYING', 'DISTRIBUTED_GUESSING')`,
    ),
  ],
)
