import type { Db, Tx } from '@tallystick/db'
import { isOneOf } from '@tallystick/db/columns'
import { eq, getTableColumns } from 'drizzle-orm'
import { EMPTY_PROFILE, type Profile, type ProfileFields } from '../domain/rules/profile.ts'
import { profiles } from './tables.ts'

const { userId, ...columns } = getTableColumns(profiles)

/** Reads many at once, for the loader. Those who never said anything are left out. */
export function findProfiles(
  db: Db,
  userIds: readonly string[],
): Promise<(Profile & { userId: string })[]> {
  return db
    .select({ userId, ...columns })
    .from(profiles)
    .where(isOneOf(userId, userIds))
}

/** Reads a profile and holds its row until `tx` ends; the empty one when there is none yet. */
export async function lockProfile(tx: Tx, id: string): Promise<Profile> {
  const [row] = await tx.select(columns).from(profiles).where(eq(userId, id)).for('update')
  return row ?? EMPTY_PROFILE
}

/** Stores a change. Only the fields in `changes` are written, so that a change of others at the same time stays. */
export async function saveProfile(
  tx: Tx,
  id: string,
  { changes, updatedAt }: { changes: Partial<ProfileFields>; updatedAt: Date },
): Promise<Profile> {
  const [row] = await tx
    .insert(profiles)
    .values({ userId: id, ...EMPTY_PROFILE, ...changes, updatedAt })
    .onConflictDoUpdate({ target: userId, set: { ...changes, updatedAt } })
    .returning(columns)
  if (!row) throw new Error('a profile that was stored was not returned')
  return row
}
