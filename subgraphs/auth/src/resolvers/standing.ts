/** The doors of statuses, standing and lost factors: for the gateway and for Admin, who act on behalf of others. */
import { isId } from '@tallystick/ids'
import { badInput } from '@tallystick/subgraph-server'
import type { GraphQLError } from 'graphql'
import { assignStatus } from '../domain/assign-status.ts'
import { clearFactors } from '../domain/factors/clear-factors.ts'
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

/** The mutations of statuses and of lost factors. */
export const StandingMutation = {
  async assignStatus(_parent, { input }, context) {
    const assignedBy = administrator(input.assignedBy, 'assignedBy')
    const result = await assignStatus(context, { ...input, assignedBy })
    if (result.ok) return { __typename: 'AssignStatusSuccess', user: toView(result.value) }
    const { code } = result.refusal
    if (code === 'MALFORMED_REASON') throw badReason()
    return REFUSALS[code]
  },

  async clearSecondFactors(_parent, { input }, context) {
    const removedBy = administrator(input.removedBy, 'removedBy')
    const result = await clearFactors(context, { ...input, removedBy })
    if (result.ok) return { __typename: 'ClearSecondFactorsSuccess', user: toView(result.value) }
    const { code } = result.refusal
    if (code === 'MALFORMED_REASON') throw badReason()
    return REFUSALS[code]
  },
} satisfies MutationResolvers

/** Who decided; null when an operator did. @throws when it is not the id of anybody */
function administrator(id: string | null | undefined, field: string): string | null {
  if (id && !isId('usr', id)) throw badInput(`${field} is not the id of a user.`, { field })
  return id ?? null
}

const badReason = (): GraphQLError =>
  badInput('A reason has 1 to 500 characters, none of them control characters.', {
    field: 'reason',
  })
