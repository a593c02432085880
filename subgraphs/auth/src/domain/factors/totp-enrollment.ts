/** An authenticator app becomes a second factor, and stops being one. */
import { randomUUID } from 'node:crypto'
import { accepted, type Result, refused } from '@tallystick/result'
import {
  deleteTotp,
  findTotp,
  replacePendingTotp,
  confirmTotp as storeConfirmed,
} from '../../db/totp-factors.ts'
import { lockUser } from '../../db/users.ts'
import type { Means } from '../means.ts'
import { writeNotice } from '../passwords/notice.ts'
import type { Factors } from '../rules/mfa-challenge.ts'
import type { InvalidCode } from '../verification/use-code.ts'
import { markProved } from './mark-proved.ts'
import { factorsOf } from './own-factors.ts'
import { dropIdleRecoveryCodes, makeFirstRecoveryCodes } from './recovery-codes.ts'
import { newTotpSecret, stepOfCode, totpUri } from './totp.ts'

/** This system takes no new second factors. */
export type SecondFactorsOff = Readonly<{ code: 'SECOND_FACTORS_OFF' }>

/** What an authenticator app is set up with. */
export type TotpSetup = Readonly<{ secret: string; uri: string }>

/** What binds a sealed secret to its row. */
export const aboutTotp = (id: string): string => `totp:${id}`

/** Makes a secret for an authenticator app. It counts once a code of it was shown; until then the app before goes on. */
export async function enrollTotp(
  { outbox, seal, settings: { factors }, now }: Means,
  userId: string,
): Promise<Result<TotpSetup, SecondFactorsOff>> {
  if (!factors.enabled) return refused({ code: 'SECOND_FACTORS_OFF' })
  const [id, secret] = [randomUUID(), newTotpSecret()]
  const user = await outbox.transaction(async (tx) => {
    const locked = await lockUser(tx, userId)
    const sealedSecret = seal.seal(secret, aboutTotp(id))
    await replacePendingTotp(tx, { id, userId, sealedSecret, createdAt: now })
    return locked
  })
  const uri = totpUri(secret, { issuer: factors.totpIssuer, account: user.email })
  return accepted({ secret, uri })
}

/**
 * Makes the app that was set up last a second factor, in place of the one before. Its code is used by that, and
 * shows that the person is there.
 *
 * @returns recovery codes; none when the person has some already
 */
export async function confirmTotp(
  means: Means,
  { userId, sessionId, code }: Readonly<{ userId: string; sessionId: string; code: string }>,
): Promise<Result<string[], InvalidCode | SecondFactorsOff>> {
  const { enabled, enrollmentMinutes } = means.settings.factors
  if (!enabled) return refused({ code: 'SECOND_FACTORS_OFF' })
  const { seal, now, cause } = means
  const codes = await means.outbox.transaction(async (tx, publish) => {
    const user = await lockUser(tx, userId)
    const pending = await findTotp(tx, userId, 'PENDING')
    const latest = pending && new Date(pending.createdAt.getTime() + enrollmentMinutes * 60_000)
    if (!latest || latest <= now || user.status !== 'ACTIVE') return undefined
    const secret = seal.open(pending.sealedSecret, aboutTotp(pending.id))
    const step = stepOfCode(secret, code, now)
    if (step === undefined) return undefined
    const isReplacement = await deleteTotp(tx, userId, 'CONFIRMED')
    await storeConfirmed(tx, pending.id, { confirmedAt: now, step })
    await markProved({ tx, publish }, { userId, sessionId, provedBy: 'SECOND_FACTOR' }, means)
    const made = await makeFirstRecoveryCodes({ tx, publish }, userId, means)
    await writeNotice(tx, { user, what: 'FACTOR_ADDED' }, means)
    const body = { userId, method: 'TOTP', isReplacement } as const
    const aggregate = { type: 'user', id: userId }
    await publish({ type: 'auth:mfa:enrolled', body, aggregate, cause })
    return made
  })
  means.post.sendSoon()
  return codes ? accepted(codes) : refused({ code: 'INVALID_CODE' })
}

/**
 * Removes a person's app, and their recovery codes when nothing is left that those would stand in for. Tells them by mail.
 * One that is not there changes nothing.
 *
 * @returns what is left
 */
export async function disableTotp(means: Means, userId: string): Promise<Factors> {
  const { outbox, cause } = means
  const left = await outbox.transaction(async (tx, publish) => {
    const user = await lockUser(tx, userId)
    await deleteTotp(tx, userId, 'PENDING')
    if (!(await deleteTotp(tx, userId, 'CONFIRMED'))) return factorsOf(tx, userId)
    await dropIdleRecoveryCodes(tx, userId)
    await writeNotice(tx, { user, what: 'FACTOR_REMOVED' }, means)
    const body = { userId, method: 'TOTP' } as const
    const aggregate = { type: 'user', id: userId }
    await publish({ type: 'auth:mfa:removed', body, aggregate, cause })
    return factorsOf(tx, userId)
  })
  means.post.sendSoon()
  return left
}
