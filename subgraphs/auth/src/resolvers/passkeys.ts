/** The doors of passkeys: people add, name and remove their own, and sign in by them. */
import { notFound } from '@tallystick/subgraph-server'
import { readPasskeys, removePasskey, renamePasskey } from '../domain/passkeys/manage-passkeys.ts'
import {
  finishPasskeyRegistration,
  startPasskeyRegistration,
} from '../domain/passkeys/register-passkey.ts'
import { finishPasskeySignIn, startPasskeySignIn } from '../domain/passkeys/sign-in-by-passkey.ts'
import type { MutationResolvers, QueryResolvers } from '../schema/resolvers.generated.ts'
import { personInSession } from './person.ts'
import { badPasskeyName, REFUSALS, showTooManyPasskeys } from './refusals.ts'
import { requireStepUp } from './step-up.ts'

/** The query of passkeys. */
export const PasskeyQuery = {
  passkeys: (_parent, _arguments, context) =>
    readPasskeys(context, personInSession(context).userId),
} satisfies QueryResolvers

/** Adding, naming and removing passkeys, and signing in by one. */
export const PasskeyMutation = {
  async startPasskeyRegistration(_parent, _arguments, context) {
    const { userId } = personInSession(context)
    await requireStepUp(context)
    const result = await startPasskeyRegistration(context, userId)
    if (result.ok) return { __typename: 'StartPasskeyRegistrationSuccess', ...result.value }
    const { refusal } = result
    return refusal.code === 'TOO_MANY_PASSKEYS'
      ? showTooManyPasskeys(refusal.max)
      : REFUSALS[refusal.code]
  },

  async finishPasskeyRegistration(_parent, { input: { name = null, ...made } }, context) {
    const person = personInSession(context)
    const result = await finishPasskeyRegistration(context, { ...person, name, ...made })
    if (result.ok) return { __typename: 'FinishPasskeyRegistrationSuccess', ...result.value }
    const { refusal } = result
    if (refusal.code === 'MALFORMED_NAME') throw badPasskeyName()
    return refusal.code === 'TOO_MANY_PASSKEYS'
      ? showTooManyPasskeys(refusal.max)
      : REFUSALS[refusal.code]
  },

  startPasskeySignIn: (_parent, _arguments, context) => startPasskeySignIn(context),

  async finishPasskeySignIn(_parent, { input }, context) {
    const result = await finishPasskeySignIn(context, input)
    if (result.ok) return { __typename: 'SignInSuccess', session: result.value }
    const { code } = result.refusal
    // No password is asked for here.
    return REFUSALS[code === 'INVALID_CREDENTIALS' ? 'INVALID_PASSKEY' : code]
  },

  async renamePasskey(_parent, { input }, context) {
    const { userId } = personInSession(context)
    const result = await renamePasskey(context, { userId, ...input })
    if (result.ok) return { passkey: result.value }
    throw result.refusal.code === 'MALFORMED_NAME' ? badPasskeyName() : notFound()
  },

  async removePasskey(_parent, { input }, context) {
    const { userId } = personInSession(context)
    await requireStepUp(context)
    const result = await removePasskey(context, { userId, id: input.id })
    if (!result.ok) throw notFound()
    return result.value
  },
} satisfies MutationResolvers
