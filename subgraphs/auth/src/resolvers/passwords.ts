/** The doors of passwords: set anew, changed, and brought along from another system. */
import { changePassword } from '../domain/passwords/change-password.ts'
import { importUser } from '../domain/passwords/import-user.ts'
import { requestPasswordReset } from '../domain/passwords/request-password-reset.ts'
import { resetPassword } from '../domain/passwords/reset-password.ts'
import { toOwnView, toView } from '../domain/rules/user.ts'
import type { MutationResolvers } from '../schema/resolvers.generated.ts'
import { personInSession } from './person.ts'
import { malformed, REFUSALS, tooBusy, weakPassword } from './refusals.ts'
import { requireSecondFactor } from './step-up.ts'

/** Setting and changing passwords. */
export const PasswordMutation = {
  async requestPasswordReset(_parent, { input }, context) {
    return { minutes: await requestPasswordReset(context, input) }
  },

  async resetPassword(_parent, { input }, context) {
    const result = await resetPassword(context, input)
    if (result.ok) return { __typename: 'ResetPasswordSuccess', user: toView(result.value) }
    const { refusal } = result
    if (refusal.code === 'HASHER_BUSY') throw tooBusy()
    return refusal.code === 'WEAK_PASSWORD' ? weakPassword(refusal) : REFUSALS[refusal.code]
  },

  async changePassword(_parent, { input }, context) {
    await requireSecondFactor(context)
    const result = await changePassword(context, { ...personInSession(context), ...input })
    if (result.ok) return { __typename: 'ChangePasswordSuccess', user: toOwnView(result.value) }
    const { refusal } = result
    if (refusal.code === 'HASHER_BUSY') throw tooBusy()
    return refusal.code === 'WEAK_PASSWORD' ? weakPassword(refusal) : REFUSALS[refusal.code]
  },

  async importUser(_parent, { input }, context) {
    const { username = null, emailVerified = false, ...person } = input
    const result = await importUser(context, { ...person, username, emailVerified })
    if (result.ok) return { __typename: 'ImportUserSuccess', user: toView(result.value) }
    if (result.refusal.code === 'MALFORMED') throw malformed(result.refusal.field)
    return REFUSALS[result.refusal.code]
  },
} satisfies MutationResolvers
