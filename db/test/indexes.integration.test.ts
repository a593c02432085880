import { newTestDatabase, type TestDatabase } from '@tallystick/db/testing'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

/**
 * What must be found without reading a whole table: the columns of the contract, the table and the columns that they are
 * with us, and the first columns of the index that finds them.
 */
const INDEXES: readonly (readonly [wanted: string, table: string, keys: readonly string[]])[] = [
  ['users(email)', 'auth.users', ['lower(email)']],
  ['users(role)', 'auth.users', ['roles']],
  ['users(role), of administrators', 'auth.users', ['status']],
  // A token belongs to a session and a session to a user.
  ['refresh_tokens(token)', 'auth.refresh_tokens', ['hash']],
  ['refresh_tokens(user_id)', 'auth.refresh_tokens', ['session_id']],
  ['refresh_tokens(user_id), by session', 'auth.sessions', ['user_id', 'created_at']],
  ['payments(user_id, created_at), who pays', 'payments.payments', ['payer_user_id', 'created_at']],
  [
    'payments(user_id, created_at), who is paid',
    'payments.payments',
    ['payee_user_id', 'created_at'],
  ],
  ['payments(status, created_at)', 'payments.payments', ['status', 'created_at']],
  ['payments(created_at)', 'payments.payments', ['created_at']],
  ['payment_transactions(payment_id)', 'payments.payment_transitions', ['payment_id', 'sequence']],
  ['payment_transactions(payment_id), in the books', 'ledger.ledger_transactions', ['payment_id']],
  ['audit_logs(user_id)', 'admin.audit_logs', ['actor_id', 'at']],
  ['audit_logs(created_at)', 'admin.audit_logs', ['at']],
  ['audit_logs(action)', 'admin.audit_logs', ['action', 'at']],
  ['user_profiles(user_id)', 'accounts.profiles', ['user_id']],
]

/** Indexes over the rows that are still at work, and no others. */
const PARTIAL: readonly (readonly [index: string, of: string])[] = [
  ['auth.users_administrators', 'ADMIN'],
  ['payments.payments_due', 'next_attempt_at IS NOT NULL'],
  ['ledger.holds_to_expire', 'OPEN'],
  ['ledger.reconciliation_breaks_open', 'resolved_at IS NULL'],
]

let database: TestDatabase
let sql: postgres.Sql
beforeAll(async () => {
  database = await newTestDatabase()
  sql = postgres(database.adminUrl, { max: 1, onnotice: () => {} })
})
afterAll(async () => {
  await sql.end()
  await database.drop()
})

describe('the indexes of the contract // DAT-6', () => {
  it.each(INDEXES)('%s: %s begins with %j', async (_wanted, table, keys) => {
    const indexes = await sql<{ keys: string[] }[]>`
      select array(select pg_get_indexdef(i.indexrelid, n, true) from generate_series(1, i.indnkeyatts) n) as keys
        from pg_index i where i.indrelid = ${table}::regclass and i.indisvalid`
    const beginnings = indexes.map((each) => each.keys.slice(0, keys.length).map(withoutOrder))
    expect(beginnings).toContainEqual(keys)
  })
})

describe('partial indexes // DAT-7', () => {
  it.each(PARTIAL)('%s is of the rows with %s only', async (index, condition) => {
    const [row] = await sql`
      select pg_get_expr(indpred, indrelid) as predicate from pg_index where indexrelid = ${index}::regclass`
    expect(row?.['predicate']).toContain(condition)
  })
})

const withoutOrder = (key: string): string => key.replace(/ DESC.*| NULLS.*/, '')
