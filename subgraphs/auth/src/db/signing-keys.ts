import type { Db, Tx } from '@tallystick/db'
import { and, desc, eq, gt, isNotNull, isNull, lt, or, sql } from 'drizzle-orm'
import type { JWK } from 'jose'
import type { KeyTimes } from '../domain/rules/signing-key.ts'
import { signingKeys } from './tables.ts'

/** A key pair that access tokens are signed with. */
export type SigningKey = KeyTimes &
  Readonly<{
    kid: string
    publicJwk: JWK
    /** Sealed about `signing-key:<kid>`; null once nothing is signed with it any more. */
    sealedPrivateJwk: string | null
  }>

const LATEST_FIRST = [desc(signingKeys.signsFrom), desc(signingKeys.kid)] as const

/** Lets one transaction at a time decide about signing keys: the rest wait and then see what it did. */
export async function lockSigningKeys(tx: Tx): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('auth.signing_keys', 0))`)
}

/** Lists the keys that have a private part, latest first. */
export function listSigningKeys(db: Db): Promise<SigningKey[]> {
  return db
    .select()
    .from(signingKeys)
    .where(isNotNull(signingKeys.sealedPrivateJwk))
    .orderBy(...LATEST_FIRST)
}

/** Lists the public halves of all keys that were not withdrawn, latest first, with their times. */
export function listPublicKeys(db: Db): Promise<(KeyTimes & Readonly<{ publicJwk: JWK }>)[]> {
  const { publicJwk, createdAt, signsFrom, retiredAt, withdrawnAt } = signingKeys
  return db
    .select({ publicJwk, createdAt, signsFrom, retiredAt, withdrawnAt })
    .from(signingKeys)
    .where(isNull(withdrawnAt))
    .orderBy(...LATEST_FIRST)
}

/** Stores a key pair that has just been made. */
export async function insertSigningKey(tx: Tx, key: SigningKey): Promise<void> {
  await tx.insert(signingKeys).values(key)
}

/** Stores that nothing is signed from `at` on with any key that there is. */
export async function retireSigningKeys(tx: Tx, at: Date): Promise<void> {
  await tx.update(signingKeys).set({ retiredAt: at }).where(isNull(signingKeys.retiredAt))
}

/**
 * Takes back every key that a token may have been signed with since `since`, and forgets the private parts.
 *
 * @returns their kids
 */
export async function withdrawSigningKeys(
  tx: Tx,
  { now, since }: Readonly<{ now: Date; since: Date }>,
): Promise<string[]> {
  const { kid, retiredAt, withdrawnAt } = signingKeys
  const withdrawn = await tx
    .update(signingKeys)
    .set({
      retiredAt: sql`least(${retiredAt}, ${now.toISOString()}::timestamptz)`,
      withdrawnAt: now,
      sealedPrivateJwk: null,
    })
    .where(and(isNull(withdrawnAt), or(isNull(retiredAt), gt(retiredAt, since))))
    .returning({ kid })
  return withdrawn.map((row) => row.kid)
}

/** Forgets the private parts of keys that retired before `since`. @returns how many */
export async function dropRetiredPrivateParts(db: Db, since: Date): Promise<number> {
  const { kid, retiredAt, sealedPrivateJwk } = signingKeys
  const dropped = await db
    .update(signingKeys)
    .set({ sealedPrivateJwk: null })
    .where(and(lt(retiredAt, since), isNotNull(sealedPrivateJwk)))
    .returning({ kid })
  return dropped.length
}

/** Stores a private part that was sealed anew. */
export async function updateSealed(
  tx: Tx,
  { kid, sealedPrivateJwk }: Pick<SigningKey, 'kid' | 'sealedPrivateJwk'>,
): Promise<void> {
  await tx.update(signingKeys).set({ sealedPrivateJwk }).where(eq(signingKeys.kid, kid))
}
