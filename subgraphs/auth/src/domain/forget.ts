import type { Db } from '@tallystick/db'
import { type Forgotten, forgetBefore } from '../db/forget.ts'
import { CAP_HOURS_MAX } from './rules/key-limits.ts'
import { KNOWN_MS } from './sessions/new-device.ts'

const HOUR_MS = 60 * 60 * 1000
const DAY_MS = 24 * HOUR_MS

/**
 * For how long what says nothing any more stays, in milliseconds: longer than any clock is slow, and long enough for
 * somebody to ask why. What happened is in the audit log for good.
 */
const KEPT_MS: Readonly<Record<Forgotten, number>> = {
  'abuse-alerts': 2 * DAY_MS,
  codes: DAY_MS,
  'given-up-messages': 7 * DAY_MS,
  'identity-states': HOUR_MS,
  'mfa-challenges': DAY_MS,
  nonces: 10 * 60 * 1000,
  'oauth-artifacts': DAY_MS,
  'passkey-challenges': HOUR_MS,
  'refresh-tokens': DAY_MS,
  // From the end that no use puts off. By them a person's devices and networks are known.
  sessions: KNOWN_MS,
  'sign-in-tallies': DAY_MS,
  // No cap looks back further than its hours.
  spend: CAP_HOURS_MAX * HOUR_MS + DAY_MS,
  'unconfirmed-apps': DAY_MS,
}

/** Everything that is deleted once it is old. */
export const FORGOTTEN = Object.keys(KEPT_MS) as readonly Forgotten[]

/** Deletes what of a kind is old enough. @returns how many rows */
export const forget = (db: Db, what: Forgotten, now: Date): Promise<number> =>
  forgetBefore(db, what, { before: new Date(now.getTime() - KEPT_MS[what]) })
