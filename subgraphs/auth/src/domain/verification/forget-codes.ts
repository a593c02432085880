import type { Db } from '@tallystick/db'
import { deleteMfaChallengesBefore } from '../../db/mfa-challenges.ts'
import { deleteCodesBefore } from '../../db/one-time-codes.ts'
import { deleteGivenUpBefore } from '../../db/outgoing-messages.ts'
import { deleteTalliesBefore } from '../../db/sign-in-tallies.ts'
import { deletePendingBefore } from '../../db/totp-factors.ts'

const DAY_MS = 24 * 60 * 60 * 1000
/** What was given up stays for a week, for somebody to ask why. */
const GIVEN_UP_KEPT_DAYS = 7

/** Deletes codes, challenges, apps that nobody confirmed, tallies and messages that say nothing any more. @returns how many rows */
export async function forgetCodes(db: Db, now: Date): Promise<number> {
  // A day more than anything counts, so that what a slow clock still looks at is there.
  const ago = (days: number): Date => new Date(now.getTime() - days * DAY_MS)
  const codes = await deleteCodesBefore(db, ago(1))
  const tallies = await deleteTalliesBefore(db, ago(1))
  const challenges = await deleteMfaChallengesBefore(db, ago(1))
  const apps = await deletePendingBefore(db, ago(1))
  const messages = await deleteGivenUpBefore(db, ago(GIVEN_UP_KEPT_DAYS))
  return codes + tallies + challenges + apps + messages
}
