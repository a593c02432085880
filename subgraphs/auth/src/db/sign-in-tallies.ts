import type { Db, Tx } from '@tallystick/db'
import { and, eq, inArray, lt } from 'drizzle-orm'
import type { Tally } from '../domain/rules/lockout.ts'
import { signInTallies } from './tables/passwords.ts'

/** Reads a person's tallies of some networks, by network. Their row must be locked, or they are nobody. */
export async function readTallies(
  tx: Tx,
  userId: string,
  networks: readonly [string, string],
): Promise<ReadonlyMap<string, Tally>> {
  const rows = await tx
    .select()
    .from(signInTallies)
    .where(and(eq(signInTallies.userId, userId), inArray(signInTallies.network, [...networks])))
  return new Map(
    rows.map(({ network, failures, lastAt, lockedUntil }) => [
      network,
      { failures, lastAt, lockedUntil },
    ]),
  )
}

/** Stores a tally in place of the one before. */
export async function storeTally(
  tx: Tx,
  { userId, network, ...tally }: Tally & { userId: string; network: string },
): Promise<void> {
  await tx
    .insert(signInTallies)
    .values({ userId, network, ...tally })
    .onConflictDoUpdate({ target: [signInTallies.userId, signInTallies.network], set: tally })
}

/** Forgets a person's failures from one network. */
export async function deleteTally(tx: Tx, userId: string, network: string): Promise<void> {
  await tx
    .delete(signInTallies)
    .where(and(eq(signInTallies.userId, userId), eq(signInTallies.network, network)))
}

/** Forgets all failures of a person. */
export async function deleteTallies(tx: Tx, userId: string): Promise<void> {
  await tx.delete(signInTallies).where(eq(signInTallies.userId, userId))
}

/** Deletes tallies whose last failure was before `then`. @returns how many */
export async function deleteTalliesBefore(db: Db, then: Date): Promise<number> {
  const gone = await db
    .delete(signInTallies)
    .where(lt(signInTallies.lastAt, then))
    .returning({ network: signInTallies.network })
  return gone.length
}
