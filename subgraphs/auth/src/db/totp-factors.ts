import type { Db, Tx } from '@tallystick/db'
import { and, eq, isNotNull, isNull, lt, or } from 'drizzle-orm'
import { totpFactors } from './tables/factors.ts'

/** An authenticator app as stored, with its secret still sealed. */
export type TotpFactor = Readonly<{
  id: string
  userId: string
  sealedSecret: string
  createdAt: Date
  confirmedAt: Date | null
  lastStep: number | null
}>

const isOf = (userId: string, which: 'CONFIRMED' | 'PENDING') =>
  and(
    eq(totpFactors.userId, userId),
    which === 'CONFIRMED' ? isNotNull(totpFactors.confirmedAt) : isNull(totpFactors.confirmedAt),
  )

/** Finds a person's app: the one that counts, or the one that is still to be confirmed. */
export async function findTotp(
  db: Db,
  userId: string,
  which: 'CONFIRMED' | 'PENDING',
): Promise<TotpFactor | undefined> {
  const [row] = await db.select().from(totpFactors).where(isOf(userId, which))
  return row
}

/** Stores an app that is to be confirmed, in place of the one before. The person's row must be locked. */
export async function replacePendingTotp(
  tx: Tx,
  factor: Pick<TotpFactor, 'id' | 'userId' | 'sealedSecret' | 'createdAt'>,
): Promise<void> {
  await deleteTotp(tx, factor.userId, 'PENDING')
  await tx.insert(totpFactors).values(factor)
}

/** Makes an app count whose code of `step` was shown. The person's row must be locked, and no other may count. */
export async function confirmTotp(
  tx: Tx,
  id: string,
  { confirmedAt, step }: Readonly<{ confirmedAt: Date; step: number }>,
): Promise<void> {
  await tx.update(totpFactors).set({ confirmedAt, lastStep: step }).where(eq(totpFactors.id, id))
}

/**
 * Marks the code of a time step as used, and every older one with it.
 *
 * @returns whether this call did it: of any number at once, exactly one is told so
 */
export async function takeStep(tx: Tx, id: string, step: number): Promise<boolean> {
  const taken = await tx
    .update(totpFactors)
    .set({ lastStep: step })
    .where(
      and(eq(totpFactors.id, id), or(isNull(totpFactors.lastStep), lt(totpFactors.lastStep, step))),
    )
    .returning({ id: totpFactors.id })
  return taken.length === 1
}

/** Stores a secret sealed anew. */
export async function updateSealedSecret(tx: Tx, id: string, sealedSecret: string): Promise<void> {
  await tx.update(totpFactors).set({ sealedSecret }).where(eq(totpFactors.id, id))
}

/** Deletes a person's app. @returns whether they had one */
export async function deleteTotp(
  tx: Tx,
  userId: string,
  which: 'CONFIRMED' | 'PENDING',
): Promise<boolean> {
  const gone = await tx
    .delete(totpFactors)
    .where(isOf(userId, which))
    .returning({ id: totpFactors.id })
  return gone.length > 0
}
