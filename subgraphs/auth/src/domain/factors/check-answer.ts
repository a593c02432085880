import type { Tx } from '@tallystick/db'
import type { Publish } from '@tallystick/outbox'
import { takeRecoveryCode } from '../../db/recovery-codes.ts'
import { findTotp, takeStep, updateSealedSecret } from '../../db/totp-factors.ts'
import type { AuthEvent } from '../../events/published.ts'
import type { Means } from '../means.ts'
import { verifyPasskey } from '../passkeys/verify-passkey.ts'
import { hashOfCode } from './recovery-codes.ts'
import { stepOfCode } from './totp.ts'
import { aboutTotp } from './totp-enrollment.ts'

/** What a person answers a challenge with. */
export type MfaAnswer =
  | Readonly<{ method: 'TOTP'; code: string }>
  | Readonly<{ method: 'RECOVERY_CODE'; code: string }>
  | Readonly<{ method: 'PASSKEY'; response: string }>
  | Readonly<{ method: 'PASSWORD'; password: string }>

/** A second factor that somebody shows for a challenge. */
export type FactorAnswer = Readonly<{
  userId: string
  challengeId: string
  answer: Exclude<MfaAnswer, { method: 'PASSWORD' }>
}>

/**
 * Checks a second factor, and uses it up: of any number of the same code at once, one is right. The person's row must be
 * locked.
 */
export async function checkFactor(
  { tx, publish }: Readonly<{ tx: Tx; publish: Publish<AuthEvent> }>,
  { userId, challengeId, answer }: FactorAnswer,
  means: Means,
): Promise<boolean> {
  if (answer.method === 'TOTP') return checkTotp(tx, { userId, code: answer.code }, means)
  if (answer.method === 'PASSKEY') {
    const { response } = answer
    const shown = { userId, challengeId, response, use: 'SECOND_FACTOR' } as const
    return (await verifyPasskey({ tx, publish }, shown, means)) !== undefined
  }
  const hash = hashOfCode(userId, answer.code)
  return takeRecoveryCode(tx, { hash, userId }, means.now)
}

async function checkTotp(
  tx: Tx,
  { userId, code }: Readonly<{ userId: string; code: string }>,
  { seal, now }: Means,
): Promise<boolean> {
  const factor = await findTotp(tx, userId, 'CONFIRMED')
  if (!factor) return false
  const about = aboutTotp(factor.id)
  const secret = seal.open(factor.sealedSecret, about)
  const step = stepOfCode(secret, code, now)
  if (step === undefined || !(await takeStep(tx, factor.id, step))) return false
  if (seal.isOld(factor.sealedSecret))
    await updateSealedSecret(tx, factor.id, seal.seal(secret, about))
  return true
}
