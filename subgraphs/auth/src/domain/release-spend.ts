import { lockReservation, releaseReservation } from '../db/spend-reservations.ts'
import type { Means } from './means.ts'
import { isReservationId } from './reserve-spend.ts'

/**
 * Gives a reservation back, so that it counts no more. Doing so twice, or for none, changes nothing.
 *
 * Only for what was certainly not spent: after an unknown outcome the reservation must stay.
 */
export async function releaseSpend(
  { db, now }: Pick<Means, 'db' | 'now'>,
  { reservationId }: Readonly<{ reservationId: string }>,
): Promise<void> {
  if (!isReservationId(reservationId)) return
  await db.transaction(async (tx) => {
    // Waits for one who is about to make it.
    await lockReservation(tx, reservationId)
    await releaseReservation(tx, reservationId, now)
  })
}
