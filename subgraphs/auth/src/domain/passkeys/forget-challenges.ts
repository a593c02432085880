import type { Db } from '@tallystick/db'
import { deleteChallengesBefore } from '../../db/passkey-challenges.ts'

const HOUR_MS = 60 * 60 * 1000

/** Deletes challenges of passkeys that ended an hour ago. @returns how many */
export const forgetChallenges = (db: Db, now: Date): Promise<number> =>
  deleteChallengesBefore(db, new Date(now.getTime() - HOUR_MS))
