import type { Db, Tx } from '@tallystick/db'
import { and, count, desc, eq, getTableColumns, gt, isNull, type SQL, sql } from 'drizzle-orm'
import type { ApiKey } from '../domain/rules/api-key.ts'
import type { SignatureAlgorithm } from '../domain/rules/request-signature.ts'
import type { User } from '../domain/rules/user.ts'
import { fromStored, toStored } from './stored-limits.ts'
import { apiKeys, users } from './tables.ts'

const { secretHash, previousSecretHash, signatureKey, previousSignatureKey, ...columns } =
  getTableColumns(apiKeys)
/** A public key is no secret; what signs by HMAC is. */
const publicKey = sql<
  string | null
>`case when ${apiKeys.signatureAlgorithm} = 'ED25519' then ${signatureKey} end`
const visible = { ...columns, publicKey: publicKey.as('public_key') }
const { passwordHash, ...visibleOwner } = getTableColumns(users)

type Hidden = 'secretHash' | 'previousSecretHash' | 'signatureKey' | 'previousSignatureKey'
type Row = Omit<typeof apiKeys.$inferSelect, Hidden> & Readonly<{ publicKey: string | null }>

const toKey = ({ signatureAlgorithm: algorithm, publicKey, ...row }: Row): ApiKey => ({
  ...row,
  limits: fromStored(row.limits),
  signature: algorithm && { algorithm, publicKey },
})

/** Where a key stands in the list of its owner: after every later one. */
export type KeyPosition = Readonly<{ at: Date; id: string }>

/** A key with what its secrets are compared with, and its owner. */
export type KeyWithHashes = Readonly<{
  key: ApiKey
  owner: User
  current: string
  previous: string | null
  /** What signatures are checked with, as stored, by the secret that they go with. */
  signatureKeys: Readonly<{ current: string | null; previous: string | null }>
}>

/** What is stored of a secret, and what signatures of requests with it are checked with. */
export type StoredSecret = Readonly<{ hash: string; signatureKey: string | null }>

/** Stores a key that has just been made. */
export async function insertApiKey(
  tx: Tx,
  key: ApiKey,
  { hash, signatureKey }: StoredSecret,
): Promise<void> {
  const { scopes, limits, signature, ...rest } = key
  await tx.insert(apiKeys).values({
    ...rest,
    scopes: [...scopes],
    limits: toStored(limits),
    secretHash: hash,
    signatureAlgorithm: signature?.algorithm ?? null,
    signatureKey,
  })
}

/** Counts the keys of a person that neither expired nor were revoked. */
export async function countLiveApiKeys(db: Db, ownerId: string, now: Date): Promise<number> {
  const [row] = await db
    .select({ live: count() })
    .from(apiKeys)
    .where(and(eq(apiKeys.ownerId, ownerId), isNull(apiKeys.revokedAt), gt(apiKeys.expiresAt, now)))
  return row?.live ?? 0
}

/** Reads one key. */
export async function getApiKey(db: Db, id: string): Promise<ApiKey | undefined> {
  const [row] = await db.select(visible).from(apiKeys).where(eq(apiKeys.id, id))
  return row && toKey(row)
}

/** Finds a key and holds its row until `tx` ends. */
export async function lockApiKey(tx: Tx, id: string): Promise<ApiKey | undefined> {
  const [row] = await tx.select(visible).from(apiKeys).where(eq(apiKeys.id, id)).for('update')
  return row && toKey(row)
}

/** Finds a key together with its owner and what its secrets are compared with. */
export async function findApiKey(db: Db, id: string): Promise<KeyWithHashes | undefined> {
  const [row] = await db
    .select({
      key: visible,
      owner: visibleOwner,
      current: secretHash,
      previous: previousSecretHash,
      signatureKeys: { current: signatureKey, previous: previousSignatureKey },
    })
    .from(apiKeys)
    .innerJoin(users, eq(users.id, apiKeys.ownerId))
    .where(eq(apiKeys.id, id))
  return row && { ...row, key: toKey(row.key) }
}

/** Lists the keys of a person, newest first, from the one after `after` on. */
export async function listApiKeys(
  db: Db,
  { ownerId, after, limit }: { ownerId: string; after: KeyPosition | undefined; limit: number },
): Promise<ApiKey[]> {
  const rows = await db
    .select(visible)
    .from(apiKeys)
    .where(and(eq(apiKeys.ownerId, ownerId), after && isAfter(after)))
    .orderBy(desc(apiKeys.createdAt), desc(apiKeys.id))
    .limit(limit)
  return rows.map(toKey)
}

const isAfter = ({ at, id }: KeyPosition): SQL =>
  sql`(${apiKeys.createdAt}, ${apiKeys.id}) < (${sql.param(at, apiKeys.createdAt)}::timestamptz, ${sql.param(id, apiKeys.id)}::uuid)`

/** Stores a new secret; the one before works until `previousUntil`, or not at all. The row must be locked. */
export async function replaceSecret(
  tx: Tx,
  id: string,
  { hash, signatureKey: fresh, previousUntil }: StoredSecret & { previousUntil: Date | null },
): Promise<void> {
  await tx
    .update(apiKeys)
    .set({
      previousSecretHash: previousUntil ? sql`${apiKeys.secretHash}` : null,
      previousSecretUntil: previousUntil,
      secretHash: hash,
      previousSignatureKey: previousUntil ? sql`${signatureKey}` : null,
      // A public key that is not replaced goes with the new secret as well.
      ...(fresh === null ? {} : { signatureKey: fresh }),
    })
    .where(eq(apiKeys.id, id))
}

/** Ends a key. The row must be locked; a key that has ended keeps its first time. */
export async function endApiKey(tx: Tx, id: string, now: Date): Promise<void> {
  await tx
    .update(apiKeys)
    .set({ revokedAt: now })
    .where(and(eq(apiKeys.id, id), isNull(apiKeys.revokedAt)))
}

/** Marks a key as used, unless its row is held: whoever holds it is in a hurry, and the mark is coarse anyway. */
export async function touchApiKey(db: Db, id: string, now: Date): Promise<void> {
  const mine = db
    .select({ id: apiKeys.id })
    .from(apiKeys)
    .where(eq(apiKeys.id, id))
    .for('update', { skipLocked: true })
  await db.update(apiKeys).set({ lastUsedAt: now }).where(sql`${apiKeys.id} in (${mine})`)
}

/** What sealed secrets of signatures there are, by key. */
export const listSignatureSecrets = (
  db: Db,
): Promise<{ id: string; signatureKey: string | null; previousSignatureKey: string | null }[]> =>
  db
    .select({ id: apiKeys.id, signatureKey, previousSignatureKey })
    .from(apiKeys)
    .where(eq(apiKeys.signatureAlgorithm, 'HMAC_SHA256' satisfies SignatureAlgorithm))

/** Stores the secrets of a key sealed anew, unless it was rotated meanwhile. */
export async function updateSignatureSecrets(
  db: Db,
  { id, signatureKey: before }: Readonly<{ id: string; signatureKey: string | null }>,
  sealed: Readonly<{ signatureKey?: string; previousSignatureKey?: string }>,
): Promise<void> {
  await db
    .update(apiKeys)
    .set(sealed)
    .where(and(eq(apiKeys.id, id), eq(apiKeys.signatureKey, before ?? '')))
}
