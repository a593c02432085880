import type { Db } from '@tallystick/db'
import { and, eq, gt, isNull } from 'drizzle-orm'
import type { IdentityPurpose } from '../domain/rules/identity.ts'
import { identityStates } from './tables/identities.ts'

/** A visit to a provider as stored. */
export type StoredIdentityState = Readonly<{
  hash: string
  purpose: IdentityPurpose
  provider: string
  userId: string | null
  sealed: string
  createdAt: Date
  expiresAt: Date
}>

/** Stores a visit. */
export async function insertIdentityState(db: Db, state: StoredIdentityState): Promise<void> {
  await db.insert(identityStates).values(state)
}

/**
 * Marks a visit as ended, if it is of this purpose, person and provider, not ended, and ends later than `now`.
 *
 * @returns its sealed secrets; of any number at once, exactly one is told
 */
export async function takeIdentityState(
  db: Db,
  {
    hash,
    purpose,
    userId,
    provider,
  }: Pick<StoredIdentityState, 'hash' | 'purpose' | 'userId' | 'provider'>,
  now: Date,
): Promise<string | undefined> {
  const [taken] = await db
    .update(identityStates)
    .set({ usedAt: now })
    .where(
      and(
        eq(identityStates.hash, hash),
        eq(identityStates.purpose, purpose),
        eq(identityStates.provider, provider),
        userId === null ? isNull(identityStates.userId) : eq(identityStates.userId, userId),
        isNull(identityStates.usedAt),
        gt(identityStates.expiresAt, now),
      ),
    )
    .returning({ sealed: identityStates.sealed })
  return taken?.sealed
}
