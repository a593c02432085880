import { maySee, personOf } from '@tallystick/actor'
import { newIsVisible, unauthenticated } from '@tallystick/subgraph-server'
import type { Context } from '../context.ts'
import { findUserByEmail } from '../domain/find-users.ts'
import { findApiKey } from '../domain/read-api-keys.ts'
import { toView } from '../domain/rules/user.ts'
import type { QueryResolvers } from '../schema/resolvers.generated.ts'

/** By id people see themselves and their keys; whom else they may know of, a payment shows them. */
const isVisible = newIsVisible<Context>({
  usr: async (id, viewer, { loaders }) =>
    maySee(viewer, id) && (await loaders.user.load(id)) !== null,
  key: async (id, viewer, { db }) => (await findApiKey(db, viewer, id)) !== undefined,
})

/** Who is calling, and for services who has an address. */
export const Query: QueryResolvers = {
  isVisible,

  async me(_parent, _arguments, { actor, loaders }) {
    // A process of ours is authenticated too, but it is nobody's "me".
    const person = personOf(actor)
    const user = person === null ? null : await loaders.user.load(person)
    if (!user) throw unauthenticated()
    return user
  },

  async userByEmail(_parent, { email }, { db }) {
    const user = await findUserByEmail(db, email)
    return user ? toView(user) : null
  },

  userById: (_parent, { id }, { loaders }) => loaders.user.load(id),
}
