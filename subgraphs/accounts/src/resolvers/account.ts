import { maySee } from '@tallystick/actor'
import { isId } from '@tallystick/ids'
import type { AccountResolvers } from '../schema/resolvers.generated.ts'

/**
 * Whoever reached an account through a payment sees whose it is and where to pay; when it was opened, whether it is
 * frozen and what it is trusted with is the owner's.
 */
export const Account: AccountResolvers = {
  __resolveReference: ({ id }, { loaders }) => (isId('acc', id) ? loaders.account.load(id) : null),
  owner: ({ ownerId }) => ({ id: ownerId }),
  status: ({ status, ownerId }, _arguments, { actor }) => (maySee(actor, ownerId) ? status : null),
  level: ({ level, ownerId }, _arguments, { actor }) => (maySee(actor, ownerId) ? level : null),
  createdAt: ({ createdAt, ownerId }, _arguments, { actor }) =>
    maySee(actor, ownerId) ? createdAt : null,
}
