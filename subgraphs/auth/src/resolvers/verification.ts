/** The doors of people who show that an address or a phone is theirs. */
import { badInput } from '@tallystick/subgraph-server'
import { toOwnView, toView } from '../domain/rules/user.ts'
import { resendVerification } from '../domain/verification/resend-verification.ts'
import { type EmailProof, verifyEmail } from '../domain/verification/verify-email.ts'
import { requestPhoneVerification, verifyPhone } from '../domain/verification/verify-phone.ts'
import type { MutationResolvers, VerifyEmailInput } from '../schema/resolvers.generated.ts'
import { personInSession } from './person.ts'
import { REFUSALS } from './refusals.ts'

/** Verifying an address and a phone. */
export const VerificationMutation = {
  async verifyEmail(_parent, { input }, context) {
    const result = await verifyEmail(context, toProof(input))
    // A mailbox is no password: what only the person may see, its holder does not.
    return result.ok
      ? { __typename: 'VerifyEmailSuccess', user: toView(result.value) }
      : REFUSALS[result.refusal.code]
  },

  async resendVerification(_parent, { input }, context) {
    return { minutes: await resendVerification(context, input) }
  },

  async requestPhoneVerification(_parent, { input: { phone } }, context) {
    const { userId } = personInSession(context)
    const result = await requestPhoneVerification(context, { userId, phone })
    if (result.ok) return { minutes: result.value }
    throw badInput('phone is not a number of the form +2348012345678.', { field: 'phone' })
  },

  async verifyPhone(_parent, { input: { code } }, context) {
    const { userId } = personInSession(context)
    const result = await verifyPhone(context, { userId, digits: code })
    return result.ok
      ? { __typename: 'VerifyPhoneSuccess', user: toOwnView(result.value) }
      : REFUSALS[result.refusal.code]
  },
} satisfies MutationResolvers

function toProof({ token, email, code }: VerifyEmailInput): EmailProof {
  const byToken = typeof token === 'string'
  const byCode = typeof email === 'string' && typeof code === 'string'
  if (byToken && email == null && code == null) return { token }
  if (!byToken && byCode) return { email, code }
  throw badInput('Give either token, or email and code.', { field: 'token' })
}
