import type { Tx } from '@tallystick/db'
import type { Publish } from '@tallystick/outbox'
import { insertMfaChallenge } from '../../db/mfa-challenges.ts'
import type { AuthEvent } from '../../events/published.ts'
import type { Means } from '../means.ts'
import { passkeyOptionsOf } from '../passkeys/verify-passkey.ts'
import { hashOfToken, newRefreshToken } from '../refresh-token.ts'
import {
  type ChallengePurpose,
  type Factors,
  type MfaMethod,
  methodsOf,
} from '../rules/mfa-challenge.ts'

/** What a person is asked for. Its id is a secret of whoever it was given to. */
export type AskedFactor = Readonly<{
  challengeId: string
  methods: MfaMethod[]
  /** What a browser asks passkeys with, as JSON; null when the person has none. */
  passkeyOptions: string | null
}>

/** What is stored of a challenge's id: a plain hash is enough for 256 random bits. */
export const hashOfChallengeId = hashOfToken

/**
 * Asks a person for a factor, within minutes and a few tries. The person's row must be locked.
 *
 * @param asked `sessionId` is the session that a right answer proves anew, null at sign-in, where there is none yet;
 * `identityId` is the identity by which a person came who signs in
 */
export async function askForFactor(
  { tx, publish }: Readonly<{ tx: Tx; publish: Publish<AuthEvent> }>,
  asked: Readonly<{
    userId: string
    sessionId: string | null
    identityId?: string
    factors: Factors
  }>,
  { settings, now, cause }: Pick<Means, 'settings' | 'now' | 'cause'>,
): Promise<AskedFactor> {
  const { userId, sessionId, identityId = null, factors } = asked
  const purpose: ChallengePurpose = sessionId === null ? 'SIGN_IN' : 'STEP_UP'
  const methods = methodsOf(factors, purpose)
  const challengeId = newRefreshToken()
  await insertMfaChallenge(tx, hashOfChallengeId(challengeId), {
    userId,
    purpose,
    sessionId,
    identityId,
    createdAt: now,
    expiresAt: new Date(now.getTime() + settings.factors.challengeMinutes * 60_000),
    usedAt: null,
    tries: 0,
  })
  await publish({
    type: 'auth:mfa:required',
    body: { userId, purpose, methods },
    aggregate: { type: 'user', id: userId },
    cause,
  })
  const passkeyOptions = await passkeyOptionsOf(tx, { userId, challengeId }, settings)
  return { challengeId, methods, passkeyOptions }
}
