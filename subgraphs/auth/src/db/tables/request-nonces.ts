/** What signed requests are told apart by. */
import { at, id } from '@tallystick/db/columns'
import { sql } from 'drizzle-orm'
import { check, index, primaryKey, text } from 'drizzle-orm/pg-core'
import { authSchema } from '../tables.ts'

/**
 * Nonces of signed requests, for as long as the same request could come again. They do not refer to the key's row: each
 * request would hold it, and wait for the spends of the key.
 */
export const requestNonces = authSchema.table(
  'request_nonces',
  {
    keyId: id('key').notNull(),
    nonce: text().notNull(),
    /** From then on the request is too old to be believed anyway. */
    expiresAt: at(),
  },
  (table) => [
    primaryKey({ name: 'request_nonces_pkey', columns: [table.keyId, table.nonce] }),
    index('request_nonces_expiry').on(table.expiresAt),
    check('request_nonces_form', sql`${table.nonce} ~ '^[A-Za-z0-9_-]{16,64}$'`),
  ],
)
