import type { Db, Tx } from '@tallystick/db'
import { and, asc, eq, inArray, isNull, lte, sql } from 'drizzle-orm'
import { outgoingMessages } from './tables/verification.ts'

/** A message that is to be tried now. */
export type DueMessage = Readonly<{
  id: string
  sealed: string | null
  attempts: number
  expiresAt: Date
}>

/** Stores a message that is to be sent as soon as it may be. */
export async function insertMessage(
  tx: Tx,
  message: Readonly<{ id: string; sealed: string; createdAt: Date; expiresAt: Date }>,
): Promise<void> {
  await tx.insert(outgoingMessages).values({ ...message, nextAt: message.createdAt })
}

/**
 * Takes messages that are due: nobody else gets them before their next try, which is put off at once, so that a process
 * that dies while it sends leaves them to the others.
 *
 * @param backoff seconds until the next try, by how many came before this one; the last one holds for all later ones
 */
export async function claimMessages(
  db: Db,
  { now, limit, backoff }: { now: Date; limit: number; backoff: readonly number[] },
): Promise<DueMessage[]> {
  const due = db
    .select({ id: outgoingMessages.id })
    .from(outgoingMessages)
    .where(and(isNull(outgoingMessages.gaveUpAt), lte(outgoingMessages.nextAt, now)))
    .orderBy(asc(outgoingMessages.nextAt))
    .limit(limit)
    .for('update', { skipLocked: true })
  const steps = sql`${`{${backoff.join(',')}}`}::int[]`
  const wait = sql`(${steps})[least(${outgoingMessages.attempts} + 1, ${backoff.length}::int)]`
  return db
    .update(outgoingMessages)
    .set({
      attempts: sql`${outgoingMessages.attempts} + 1`,
      nextAt: sql`${now.toISOString()}::timestamptz + make_interval(secs => ${wait})`,
    })
    .where(inArray(outgoingMessages.id, due))
    .returning({
      id: outgoingMessages.id,
      sealed: outgoingMessages.sealed,
      attempts: outgoingMessages.attempts,
      expiresAt: outgoingMessages.expiresAt,
    })
}

/** Deletes a message that was sent, or is not worth sending any more. */
export async function deleteMessage(db: Db, id: string): Promise<void> {
  await db.delete(outgoingMessages).where(eq(outgoingMessages.id, id))
}

/** Empties a message that is not tried again, and keeps that there was one. */
export async function giveUpMessage(db: Db, id: string, now: Date): Promise<void> {
  await db
    .update(outgoingMessages)
    .set({ sealed: null, gaveUpAt: now })
    .where(eq(outgoingMessages.id, id))
}
