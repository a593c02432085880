import type { Proof } from './session.ts'

/** What a challenge is for: a session that is to begin, or one whose person is to prove anew that they are there. */
export type ChallengePurpose = 'SIGN_IN' | 'STEP_UP'

/** What a person may answer a challenge with. A password answers a step-up of who has no second factor. */
export type MfaMethod = 'TOTP' | 'PASSKEY' | 'RECOVERY_CODE' | 'PASSWORD'

/** A challenge as stored, without its id. */
export type MfaChallenge = Readonly<{
  userId: string
  purpose: ChallengePurpose
  /** The session that a right answer proves anew; null for a sign-in. */
  sessionId: string | null
  /** The identity by which a person came who signs in; null for who gave a password. */
  identityId: string | null
  createdAt: Date
  expiresAt: Date
  usedAt: Date | null
  /** Wrong answers. */
  tries: number
}>

/** The second factors of a person. */
export type Factors = Readonly<{
  /** When the authenticator app was confirmed; null without one. */
  totpSince: Date | null
  recoveryCodesLeft: number
  passkeys: number
  /** Who has none signs in by an identity, and proves anew who they are by signing in again. */
  hasPassword: boolean
}>

/** Whether a person has a second factor. Recovery codes alone are none: they stand in for one. */
export const hasFactor = ({ totpSince, passkeys }: Factors): boolean =>
  totpSince !== null || passkeys > 0

/**
 * What a person of these factors answers a challenge with, the best first. Nothing at sign-in without a factor, nor to step
 * up without a password besides.
 */
export function methodsOf(factors: Factors, purpose: ChallengePurpose): MfaMethod[] {
  if (!hasFactor(factors)) return purpose === 'STEP_UP' && factors.hasPassword ? ['PASSWORD'] : []
  const has: readonly (readonly [MfaMethod, boolean])[] = [
    ['PASSKEY', factors.passkeys > 0],
    ['TOTP', factors.totpSince !== null],
    ['RECOVERY_CODE', factors.recoveryCodesLeft > 0],
  ]
  return has.filter(([, isThere]) => isThere).map(([method]) => method)
}

/**
 * Whether a challenge may still be answered, in the session that asks.
 *
 * @param now a challenge that expires exactly now has expired
 */
export const isOpen = (
  challenge: MfaChallenge,
  { sessionId, triesMax, now }: Readonly<{ sessionId: string | null; triesMax: number; now: Date }>,
): boolean =>
  challenge.usedAt === null &&
  challenge.expiresAt > now &&
  challenge.tries < triesMax &&
  (challenge.purpose === 'SIGN_IN' || challenge.sessionId === sessionId)

/** What a right answer proves. */
export function proofOf(method: MfaMethod, purpose: ChallengePurpose): Exclude<Proof, 'IDENTITY'> {
  if (method === 'PASSWORD') return 'PASSWORD'
  return method === 'PASSKEY' && purpose === 'STEP_UP' ? 'PASSKEY' : 'SECOND_FACTOR'
}

/**
 * Whether what a session last proved is enough for a sensitive act.
 *
 * @param now a proof that is exactly as old as it may be is too old
 */
export function isProvedEnough(
  { provedAt, provedBy }: Readonly<{ provedAt: Date; provedBy: Proof }>,
  {
    hasFactor: isAsked,
    minutes,
    now,
  }: Readonly<{ hasFactor: boolean; minutes: number; now: Date }>,
): boolean {
  const isFresh = now.getTime() - provedAt.getTime() < minutes * 60_000
  return isFresh && (!isAsked || provedBy === 'SECOND_FACTOR' || provedBy === 'PASSKEY')
}
