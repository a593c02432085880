import { hasRole } from '@tallystick/actor'
import { badInput } from '@tallystick/subgraph-server'
import { openAccount } from '../domain/open-account.ts'
import { ACCOUNT_NAME_LENGTH_MAX, toAccountName } from '../domain/rules/account.ts'
import { updateProfile } from '../domain/update-profile.ts'
import type { MutationResolvers } from '../schema/resolvers.generated.ts'
import { callerId } from './caller.ts'
import { toInvalidProfile, toOpenAccountRefusal } from './refusals.ts'

/** What a person changes: always their own, so that no id of a person is taken from the input. */
export const Mutation: MutationResolvers = {
  async openAccount(_parent, { input }, context) {
    const ownerId = callerId(context.actor)
    const name = toAccountName(input.name)
    if (name === undefined)
      throw badInput(`name has 1 to ${ACCOUNT_NAME_LENGTH_MAX} characters on one line.`, {
        field: 'name',
      })
    const result = await openAccount(context, {
      ownerId,
      name,
      type: input.type ?? 'WALLET',
      currency: input.currency,
      isVendor: hasRole(context.actor, 'VENDOR'),
    })
    return result.ok
      ? { __typename: 'OpenAccountSuccess', account: result.value }
      : toOpenAccountRefusal(result.refusal)
  },

  async updateProfile(_parent, { input }, context) {
    const result = await updateProfile(context, callerId(context.actor), input)
    return result.ok
      ? { __typename: 'UpdateProfileSuccess', profile: result.value }
      : toInvalidProfile(result.refusal)
  },
}
