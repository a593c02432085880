import { badInput, forbidden } from '@tallystick/subgraph-server'
import type { Context } from '../context.ts'
import { removeSecondFactors } from '../domain/remove-second-factors.ts'
import { setUserRole } from '../domain/set-user-role.ts'
import { setUserStatus } from '../domain/set-user-status.ts'
import type { MutationResolvers } from '../schema/resolvers.generated.ts'

const REFUSALS = {
  USER_NOT_FOUND: {
    __typename: 'UserNotFound',
    code: 'USER_NOT_FOUND',
    message: 'There is no such user.',
  },
  USER_ARCHIVED: {
    __typename: 'UserArchived',
    code: 'USER_ARCHIVED',
    message: 'This person was archived, which is for ever.',
  },
  OWN_STATUS: {
    __typename: 'OwnStatus',
    code: 'OWN_STATUS',
    message: 'Nobody stops themselves. Ask another administrator.',
  },
  OWN_FACTORS: {
    __typename: 'OwnFactors',
    code: 'OWN_FACTORS',
    message: 'Nobody takes their own second factors away like this. Ask another administrator.',
  },
  LAST_ADMIN: {
    __typename: 'LastAdmin',
    code: 'LAST_ADMIN',
    message: 'The only administrator cannot stop being one. Make somebody else one first.',
  },
} as const

/** What administrators change. The policy has let nobody else through. */
export const Mutation: MutationResolvers = {
  async setUserRole(_parent, { input }, context) {
    const { userId, role } = input
    const result = await setUserRole(context, { userId, role, actorId: personOf(context) })
    return result.ok
      ? { __typename: 'SetUserRoleSuccess', user: { id: result.value.userId } }
      : REFUSALS[result.refusal.code]
  },

  async setUserStatus(_parent, { input }, context) {
    const { userId, status, reason } = input
    const actorId = personOf(context)
    const result = await setUserStatus(context, { userId, status, reason, actorId })
    if (result.ok) return { __typename: 'SetUserStatusSuccess', user: { id: result.value.userId } }
    const { code } = result.refusal
    if (code === 'MALFORMED_REASON') throw badReason()
    return REFUSALS[code]
  },

  async removeSecondFactors(_parent, { input }, context) {
    const { userId, reason } = input
    const actorId = personOf(context)
    const result = await removeSecondFactors(context, { userId, reason, actorId })
    if (result.ok)
      return { __typename: 'RemoveSecondFactorsSuccess', user: { id: result.value.userId } }
    const { code } = result.refusal
    if (code === 'MALFORMED_REASON') throw badReason()
    return REFUSALS[code]
  },
}

const badReason = () =>
  badInput('A reason has 1 to 500 characters, none of them control characters.', {
    field: 'reason',
  })

/** Who decides: the policy has let only administrators in; the audit log needs the name of the person. */
function personOf({ actor: { kind, id } }: Context): string {
  if (kind !== 'USER' || !id) throw forbidden()
  return id
}
