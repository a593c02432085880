import { unauthenticated } from '@tallystick/subgraph-server'
import { findUserByEmail } from '../domain/find-users.ts'
import { toView } from '../domain/rules/user.ts'
import type { QueryResolvers } from '../schema/resolvers.generated.ts'

/** Who is calling, and for services who has an address. */
export const Query: QueryResolvers = {
  async me(_parent, _arguments, { actor, loaders }) {
    // A process of ours is authenticated too, but it is nobody's "me".
    const user = actor.kind === 'USER' && actor.id ? await loaders.user.load(actor.id) : null
    if (!user) throw unauthenticated()
    return user
  },

  async userByEmail(_parent, { email }, { db }) {
    const user = await findUserByEmail(db, email)
    return user ? toView(user) : null
  },
}
