import type { Db } from '@tallystick/db'
import { deleteReservationsBefore } from '../db/spend-reservations.ts'
import { CAP_HOURS_MAX } from './rules/key-limits.ts'
import { windowStart } from './rules/spend.ts'

/** A day more than any cap looks back, so that a reservation of a slow clock is still there. */
const KEPT_HOURS = CAP_HOURS_MAX + 24

/** Deletes reservations that no cap counts any more. @returns how many rows */
export const forgetSpend = (db: Db, now: Date): Promise<number> =>
  deleteReservationsBefore(db, windowStart({ hours: KEPT_HOURS }, now))
