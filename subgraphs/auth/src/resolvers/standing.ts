/** The doors of statuses and standing: for the gateway and for Admin, who act on behalf of others. */
import { isId } from '@tallystick/ids'
import { badInput } from '@tallystick/subgraph-server'
import { assignStatus } from '../domain/assign-status.ts'
import { toView } from '../domain/rules/user.ts'
import { findStanding } from '../domain/standing.ts'
import type { MutationResolvers, QueryResolvers } from '../schema/resolvers.generated.ts'
import { REFUSALS } from './refusals.ts'

/** The query of standing. */
export const StandingQuery = {
  async standing(_parent, { userId, sessionId = null }, context) {
    const standing = await findStanding(context, { userId, sessionId })
    if (!standing) return null
    const { roles, stepUpMethods } = standing
    return { ...standing, roles: [...roles], stepUpMethods: [...stepUpMethods] }
  },
} satisfies QueryResolvers

/** The mutation of statuses. */
export const StandingMutation = {
  async assignStatus(_parent, { input }, context) {
    const { assignedBy = null } = input
    if (assignedBy !== null && !isId('usr', assignedBy))
      throw badInput('assignedBy is not the id of a user.', { field: 'assignedBy' })
    const result = await assignStatus(context, { ...input, assignedBy })
    if (result.ok) return { __typename: 'AssignStatusSuccess', user: toView(result.value) }
    const { code } = result.refusal
    if (code === 'MALFORMED_REASON')
      throw badInput('A reason has 1 to 500 characters, none of them control characters.', {
        field: 'reason',
      })
    return REFUSALS[code]
  },
} satisfies MutationResolvers
