import { forbidden } from '@tallystick/subgraph-server'
import { setUserRole } from '../domain/set-user-role.ts'
import type { MutationResolvers } from '../schema/resolvers.generated.ts'

const REFUSALS = {
  USER_NOT_FOUND: {
    __typename: 'UserNotFound',
    code: 'USER_NOT_FOUND',
    message: 'There is no such user.',
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
    const { kind, id: actorId } = context.actor
    // The policy has let only administrators in; the audit log needs the name of the person.
    if (kind !== 'USER' || !actorId) throw forbidden()
    const { userId, role } = input
    const result = await setUserRole(context, { userId, role, actorId })
    return result.ok
      ? { __typename: 'SetUserRoleSuccess', user: { id: result.value.userId } }
      : REFUSALS[result.refusal.code]
  },
}
