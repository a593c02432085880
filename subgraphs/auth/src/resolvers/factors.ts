/** The doors of second factors, and of proving anew who one is. */
import { badInput } from '@tallystick/subgraph-server'
import { toString as draw } from 'qrcode'
import type { Context } from '../context.ts'
import type { MfaAnswer } from '../domain/factors/check-answer.ts'
import { factorsOf } from '../domain/factors/own-factors.ts'
import { renewRecoveryCodes } from '../domain/factors/recovery-codes.ts'
import { startStepUp } from '../domain/factors/step-up.ts'
import { confirmTotp, disableTotp, enrollTotp } from '../domain/factors/totp-enrollment.ts'
import { verifyMfa } from '../domain/factors/verify-mfa.ts'
import { readPasskeys } from '../domain/passkeys/manage-passkeys.ts'
import type { Factors } from '../domain/rules/mfa-challenge.ts'
import type {
  MutationResolvers,
  QueryResolvers,
  VerifyMfaInput,
} from '../schema/resolvers.generated.ts'
import { personInSession } from './person.ts'
import { REFUSALS, tooBusy } from './refusals.ts'
import { requireStepUp } from './step-up.ts'

/** What a person has. */
export const FactorQuery = {
  async secondFactors(_parent, _arguments, context) {
    const { userId } = personInSession(context)
    return toSecondFactors(userId, await factorsOf(context.db, userId), context)
  },
} satisfies QueryResolvers

/** Showing, adding and removing second factors. */
export const FactorMutation = {
  async verifyMfa(_parent, { input }, context) {
    const answer = toAnswer(input)
    const { challengeId } = input
    const { kind, sessionId: own } = context.actor
    const sessionId = kind === 'USER' ? own : null
    const result = await verifyMfa(context, { challengeId, answer, sessionId })
    if (result.ok) return { __typename: 'VerifyMfaSuccess', session: result.value }
    if (result.refusal.code === 'HASHER_BUSY') throw tooBusy()
    return REFUSALS[result.refusal.code]
  },

  startStepUp: (_parent, _arguments, context) => startStepUp(context, personInSession(context)),

  async enrollTotp(_parent, _arguments, context) {
    const { userId } = personInSession(context)
    await requireStepUp(context)
    const result = await enrollTotp(context, userId)
    if (!result.ok) return REFUSALS[result.refusal.code]
    const { secret, uri } = result.value
    const qrCode = await draw(uri, { type: 'svg', errorCorrectionLevel: 'M' })
    return { __typename: 'EnrollTotpSuccess', secret, uri, qrCode }
  },

  async confirmTotp(_parent, { input: { code } }, context) {
    const person = personInSession(context)
    await requireStepUp(context)
    const result = await confirmTotp(context, { ...person, code })
    return result.ok
      ? { __typename: 'ConfirmTotpSuccess', recoveryCodes: result.value }
      : REFUSALS[result.refusal.code]
  },

  async disableTotp(_parent, _arguments, context) {
    const { userId } = personInSession(context)
    await requireStepUp(context)
    const left = await disableTotp(context, userId)
    return { secondFactors: await toSecondFactors(userId, left, context) }
  },

  async newRecoveryCodes(_parent, _arguments, context) {
    const { userId } = personInSession(context)
    await requireStepUp(context)
    const result = await renewRecoveryCodes(context, userId)
    return result.ok
      ? { __typename: 'NewRecoveryCodesSuccess', recoveryCodes: result.value }
      : REFUSALS[result.refusal.code]
  },
} satisfies MutationResolvers

const toSecondFactors = async (
  userId: string,
  { totpSince, recoveryCodesLeft }: Factors,
  context: Context,
) => ({
  passkeys: await readPasskeys(context, userId),
  totp: totpSince && { confirmedAt: totpSince },
  recoveryCodesLeft,
  // The gateway lets nobody act as an administrator before they have one.
  isRequired: (await context.loaders.user.load(userId))?.roles.includes('ADMIN') ?? false,
})

/** The one answer that was given. @throws BAD_USER_INPUT for none, and for more than one */
function toAnswer({ code, recoveryCode, passkey, password }: VerifyMfaInput): MfaAnswer {
  const given: MfaAnswer[] = []
  if (typeof code === 'string') given.push({ method: 'TOTP', code })
  if (typeof recoveryCode === 'string') given.push({ method: 'RECOVERY_CODE', code: recoveryCode })
  if (typeof passkey === 'string') given.push({ method: 'PASSKEY', response: passkey })
  if (typeof password === 'string') given.push({ method: 'PASSWORD', password })
  const [answer, ...more] = given
  if (answer && more.length === 0) return answer
  throw badInput('Give exactly one of code, recoveryCode, passkey and password.', { field: 'code' })
}
