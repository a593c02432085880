import type { Db, Tx } from '@tallystick/db'
import { desc, gt, isNull, or, sql } from 'drizzle-orm'
import type { JWK } from 'jose'
import { signingKeys } from './tables.ts'

/** A key pair that access tokens are signed with. */
export type SigningKey = Readonly<{ kid: string; publicJwk: JWK; privateJwk: JWK; createdAt: Date }>

/** Lets one transaction at a time look for a signing key and make one: the rest wait and then find it. */
export async function lockSigningKeys(tx: Tx): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('auth.signing_keys', 0))`)
}

/** Finds the newest key that is not retired. */
export async function findSigningKey(db: Db): Promise<SigningKey | undefined> {
  const [row] = await db
    .select()
    .from(signingKeys)
    .where(isNull(signingKeys.retiredAt))
    .orderBy(desc(signingKeys.createdAt))
    .limit(1)
  return row
}

/** Stores a key pair that has just been made. */
export async function insertSigningKey(tx: Tx, key: SigningKey): Promise<void> {
  await tx.insert(signingKeys).values(key)
}

/** Lists the public halves that may still verify something: of keys in use, and of those retired after `since`. */
export async function listPublicJwks(db: Db, since: Date): Promise<JWK[]> {
  const rows = await db
    .select({ publicJwk: signingKeys.publicJwk })
    .from(signingKeys)
    .where(or(isNull(signingKeys.retiredAt), gt(signingKeys.retiredAt, since)))
    .orderBy(desc(signingKeys.createdAt))
  return rows.map(({ publicJwk }) => publicJwk)
}
