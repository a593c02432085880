import type { Tx } from '@tallystick/db'
import { and, eq, inArray } from 'drizzle-orm'
import type { Guessed, Tally } from '../domain/rules/lockout.ts'
import { signInTallies } from './tables/passwords.ts'

/** Whose wrong guesses, and at what. */
export type TalliesOf = Readonly<{ userId: string; guessed: Guessed }>

const areOf = ({ userId, guessed }: TalliesOf) =>
  and(eq(signInTallies.userId, userId), eq(signInTallies.guessed, guessed))

/** Reads a person's tallies of some networks, by network. Their row must be locked, or they are nobody. */
export async function readTallies(
  tx: Tx,
  whose: TalliesOf,
  networks: readonly [string, string],
): Promise<ReadonlyMap<string, Tally>> {
  const rows = await tx
    .select()
    .from(signInTallies)
    .where(and(areOf(whose), inArray(signInTallies.network, [...networks])))
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
  { userId, guessed, network, ...tally }: Tally & TalliesOf & Readonly<{ network: string }>,
): Promise<void> {
  await tx
    .insert(signInTallies)
    .values({ userId, guessed, network, ...tally })
    .onConflictDoUpdate({
      target: [signInTallies.userId, signInTallies.guessed, signInTallies.network],
      set: tally,
    })
}

/** Forgets a person's failures from one network. */
export async function deleteTally(tx: Tx, whose: TalliesOf, network: string): Promise<void> {
  await tx.delete(signInTallies).where(and(areOf(whose), eq(signInTallies.network, network)))
}

/** Forgets all failures of a person, from wherever. */
export async function deleteTallies(tx: Tx, whose: TalliesOf): Promise<void> {
  await tx.delete(signInTallies).where(areOf(whose))
}
