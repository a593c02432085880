import type { Db, Tx } from '@tallystick/db'
import { isOneOf } from '@tallystick/db/columns'
import { and, asc, count, eq, getTableColumns, type SQL, sql } from 'drizzle-orm'
import type {
  Account,
  AccountLevel,
  AccountPlace,
  AccountSelection,
} from '../domain/rules/account.ts'
import { EMPTY_PROFILE } from '../domain/rules/profile.ts'
import { accounts, profiles } from './tables.ts'

const { isProvisioned, ...own } = getTableColumns(accounts)

/** An account with its owner's time zone, which stands in their profile: one lookup more, and no round trip. */
const columns = {
  ...own,
  timeZone: sql<string>`coalesce(
    (select ${profiles.timeZone} from ${profiles} where ${profiles.userId} = ${accounts.ownerId}),
    ${sql.raw(`'${EMPTY_PROFILE.timeZone}'`)})`,
}

/** Reads many at once, in the order of `ids`; undefined for one that does not exist. */
export async function findAccounts(
  db: Db,
  ids: readonly string[],
): Promise<(Account | undefined)[]> {
  const rows = await db.select(columns).from(accounts).where(isOneOf(accounts.id, ids))
  const byId = new Map(rows.map((account) => [account.id, account]))
  return ids.map((id) => byId.get(id))
}

/** Reads the account with this number. */
export async function findAccountByNumber(db: Db, number: string): Promise<Account | undefined> {
  const [row] = await db.select(columns).from(accounts).where(eq(accounts.number, number))
  return row
}

/** Reads one owner's accounts, oldest first, one more than `limit`. */
export function listAccounts(
  db: Db,
  ownerId: string,
  page: AccountSelection & { limit: number; after?: AccountPlace | undefined },
): Promise<Account[]> {
  const { currency, type, status, after } = page
  const wanted: (SQL | undefined)[] = [
    eq(accounts.ownerId, ownerId),
    currency ? eq(accounts.currency, currency) : undefined,
    type ? eq(accounts.type, type) : undefined,
    status ? eq(accounts.status, status) : undefined,
    after && isAfter(after),
  ]
  return db
    .select(columns)
    .from(accounts)
    .where(and(...wanted))
    .orderBy(asc(accounts.createdAt), asc(accounts.id))
    .limit(page.limit + 1)
}

/** Reads the account on which a person is paid: the oldest open one in `currency`, or the oldest if none is open. */
export async function findPayeeAccount(
  db: Db,
  { ownerId, currency }: Pick<Account, 'ownerId' | 'currency'>,
): Promise<Account | undefined> {
  const [row] = await db
    .select(columns)
    .from(accounts)
    .where(and(eq(accounts.ownerId, ownerId), eq(accounts.currency, currency)))
    .orderBy(sql`${accounts.status} = 'OPEN' desc`, asc(accounts.createdAt), asc(accounts.id))
    .limit(1)
  return row
}

/** Reads the wallet that was opened for its owner. */
export async function findProvisioned(db: Db, ownerId: string): Promise<Account | undefined> {
  const [row] = await db
    .select(columns)
    .from(accounts)
    .where(and(eq(accounts.ownerId, ownerId), isProvisioned))
  return row
}

/** Holds off every other opening for this owner until `tx` ends, so that no two count the same accounts. */
export async function lockOwner(tx: Tx, ownerId: string): Promise<void> {
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`accounts:owner:${ownerId}`}, 0))`,
  )
}

/** Counts an owner's accounts of whatever status. */
export async function countAccounts(tx: Tx, ownerId: string): Promise<number> {
  const [row] = await tx
    .select({ total: count() })
    .from(accounts)
    .where(eq(accounts.ownerId, ownerId))
  return row?.total ?? 0
}

/** Stores a new account. @returns undefined, and stores nothing, when its number is taken or its owner has a provisioned one */
export async function insertAccount(
  tx: Tx,
  account: Omit<Account, 'timeZone'> & { isProvisioned: boolean },
): Promise<Account | undefined> {
  const [stored] = await tx
    .insert(accounts)
    .values(account)
    .onConflictDoNothing()
    .returning(columns)
  return stored
}

/** Stores how much an account is trusted with. @returns the account as it is now, undefined when there is none */
export async function saveLevel(
  tx: Tx,
  id: string,
  level: AccountLevel,
): Promise<Account | undefined> {
  const [stored] = await tx
    .update(accounts)
    .set({ level })
    .where(eq(accounts.id, id))
    .returning(columns)
  return stored
}

const isAfter = ({ createdAt, id }: AccountPlace): SQL =>
  sql`(${accounts.createdAt}, ${accounts.id}) > (${sql.param(createdAt, accounts.createdAt)}, ${sql.param(id, accounts.id)})`
