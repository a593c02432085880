import { isId } from '@tallystick/ids'
import { badInput } from '@tallystick/subgraph-server'
import { assignRole } from '../domain/assign-role.ts'
import { refreshSession } from '../domain/refresh-session.ts'
import { toView } from '../domain/rules/user.ts'
import { signIn } from '../domain/sign-in.ts'
import { signOut } from '../domain/sign-out.ts'
import { signUp } from '../domain/sign-up.ts'
import type { MutationResolvers } from '../schema/resolvers.generated.ts'
import { personInSession } from './person.ts'
import { malformed, mfaRequired, REFUSALS, tooBusy, weakPassword } from './refusals.ts'

/** Signing up, in and out. Refusals become members of the result, everything else an error. */
export const Mutation: MutationResolvers = {
  async signUp(_parent, { input }, context) {
    const result = await signUp(context, input)
    if (result.ok)
      return { __typename: 'SignUpSuccess', session: result.value, user: result.value.user }
    const { refusal } = result
    if (refusal.code === 'MALFORMED') throw malformed(refusal.field)
    if (refusal.code === 'HASHER_BUSY') throw tooBusy()
    return refusal.code === 'WEAK_PASSWORD' ? weakPassword(refusal) : REFUSALS[refusal.code]
  },

  async signIn(_parent, { input }, context) {
    const result = await signIn(context, input)
    if (result.ok) return { __typename: 'SignInSuccess', session: result.value }
    const { refusal } = result
    if (refusal.code === 'HASHER_BUSY') throw tooBusy()
    return refusal.code === 'MFA_REQUIRED' ? mfaRequired(refusal) : REFUSALS[refusal.code]
  },

  async refreshSession(_parent, { input }, context) {
    const result = await refreshSession(context, input)
    return result.ok
      ? { __typename: 'RefreshSessionSuccess', session: result.value }
      : REFUSALS[result.refusal.code]
  },

  async signOut(_parent, _arguments, context) {
    return { sessionId: await signOut(context, personInSession(context)) }
  },

  async assignRole(_parent, { input }, context) {
    const { userId, role, assignedBy = null } = input
    if (assignedBy !== null && !isId('usr', assignedBy))
      throw badInput('assignedBy is not the id of a user.', { field: 'assignedBy' })
    const result = await assignRole(context, { userId, role, assignedBy })
    return result.ok
      ? { __typename: 'AssignRoleSuccess', user: toView(result.value) }
      : REFUSALS[result.refusal.code]
  },
}
