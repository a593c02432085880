import { hasRole } from '@tallystick/actor'
import { badInput, notFound } from '@tallystick/subgraph-server'
import { openAccount } from '../domain/open-account.ts'
import {
  ACCOUNT_NAME_LENGTH_MAX,
  REASON_LENGTH_MAX,
  toAccountName,
} from '../domain/rules/account.ts'
import { setAccountLevel } from '../domain/set-account-level.ts'
import { updateProfile } from '../domain/update-profile.ts'
import type { MutationResolvers } from '../schema/resolvers.generated.ts'
import { callerId } from './caller.ts'
import { toInvalidProfile, toOpenAccountRefusal } from './refusals.ts'

/** What a person changes: always their own, so that no id of a person is taken from the input; and an administrator's decision. */
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

  async setAccountLevel(_parent, { input }, context) {
    const result = await setAccountLevel(context, input)
    if (result.ok) return { __typename: 'SetAccountLevelSuccess', account: result.value }
    if (result.refusal.code === 'NOT_FOUND') throw notFound()
    throw badInput(`reason has 1 to ${REASON_LENGTH_MAX} characters on one line.`, {
      field: 'reason',
    })
  },
}
