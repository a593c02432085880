import { type Actor, maySee } from '@tallystick/actor'
import { isId } from '@tallystick/ids'
import { notFound } from '@tallystick/subgraph-server'
import type { UserResolvers } from '../schema/resolvers.generated.ts'
import { accountPage } from './account-page.ts'
import type { UserReference } from './references.ts'

/** Accounts adds to a person what only they and administrators see. */
export const User: UserResolvers = {
  __resolveReference: ({ id }) => (isId('usr', id) ? { id } : null),
  accounts: (user, page, context) =>
    accountPage(context, { ...page, ownerId: themselves(user, context.actor).id }),
  profile: (user, _arguments, { actor, loaders }) =>
    loaders.profile.load(themselves(user, actor).id),
}

function themselves(user: UserReference, actor: Actor): UserReference {
  if (!maySee(actor, user.id)) throw notFound()
  return user
}
