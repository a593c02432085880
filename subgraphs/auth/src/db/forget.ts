import type { Db } from '@tallystick/db'
import { isNull, type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { abuseAlerts } from './tables/abuse.ts'
import { mfaChallenges, totpFactors } from './tables/factors.ts'
import { identityStates } from './tables/identities.ts'
import { oauthArtifacts } from './tables/oauth.ts'
import { passkeyChallenges } from './tables/passkeys.ts'
import { signInTallies } from './tables/passwords.ts'
import { requestNonces } from './tables/request-nonces.ts'
import { oneTimeCodes, outgoingMessages } from './tables/verification.ts'
import { refreshTokens, sessions, spendReservations } from './tables.ts'

/** Of each row, when it said its last; which rows of its table are meant, where not all. */
type Passing = Readonly<{ time: PgColumn; only?: SQL }>

/** A statement must end within the 5 s of `statement_timeout`, however much has piled up while no worker ran. */
const BATCH = 5_000
const PASSING = {
  'abuse-alerts': { time: abuseAlerts.lastSeenAt },
  codes: { time: oneTimeCodes.expiresAt },
  'given-up-messages': { time: outgoingMessages.gaveUpAt },
  'identity-states': { time: identityStates.expiresAt },
  'mfa-challenges': { time: mfaChallenges.expiresAt },
  nonces: { time: requestNonces.expiresAt },
  'oauth-artifacts': { time: oauthArtifacts.expiresAt },
  'passkey-challenges': { time: passkeyChallenges.expiresAt },
  'refresh-tokens': { time: refreshTokens.expiresAt },
  sessions: { time: sessions.expiresAt },
  'sign-in-tallies': { time: signInTallies.lastAt },
  spend: { time: spendReservations.at },
  'unconfirmed-apps': { time: totpFactors.createdAt, only: isNull(totpFactors.confirmedAt) },
} satisfies Readonly<Record<string, Passing>>

/** What is deleted once it is old. */
export type Forgotten = keyof typeof PASSING

/**
 * Deletes the rows of a kind whose last moment was before `before`, so many at a time, each time in a transaction of its own. A
 * row that somebody holds stays until the next time.
 *
 * @param batch rows in one statement, 5,000 unless told
 * @returns how many went
 */
export async function forgetBefore(
  db: Db,
  what: Forgotten,
  { before, batch = BATCH }: Readonly<{ before: Date; batch?: number }>,
): Promise<number> {
  const { time, only = sql`true` }: Passing = PASSING[what]
  const old = sql`select ctid from ${time.table} where ${time} < ${sql.param(before, time)} and ${only}
    limit ${batch} for update skip locked`
  let total = 0
  for (;;) {
    const { count } = await db.execute(
      sql`delete from ${time.table} where ctid = any(array(${old}))`,
    )
    total += count
    if (count < batch) return total
  }
}
