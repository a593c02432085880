/** The doors of identities: people sign in by what other providers say of them, and link and unlink what they have there. */
import { badInput, notFound } from '@tallystick/subgraph-server'
import {
  finishLinkIdentity,
  readIdentities,
  unlinkIdentity,
} from '../domain/identities/manage-identities.ts'
import { finishIdentitySignIn } from '../domain/identities/sign-in-by-identity.ts'
import { type StartIdentityRefused, startIdentity } from '../domain/identities/state.ts'
import type { MutationResolvers, QueryResolvers } from '../schema/resolvers.generated.ts'
import { personInSession } from './person.ts'
import { mfaRequired, REFUSALS, showTooManyIdentities } from './refusals.ts'
import { requireStepUp } from './step-up.ts'

/** Providers, and the caller's identities with them. */
export const IdentityQuery = {
  identityProviders: (_parent, _arguments, { settings }) =>
    settings.identities.providers.map(({ name, title }) => ({ name, title })),

  identities: (_parent, _arguments, context) =>
    readIdentities(context, personInSession(context).userId),
} satisfies QueryResolvers

/** Signing in by an identity, linking and unlinking one. */
export const IdentityMutation = {
  async startIdentitySignIn(_parent, { input: { provider, fresh } }, context) {
    const result = await startIdentity(context, { provider, userId: null, fresh: fresh ?? false })
    return result.ok
      ? { __typename: 'StartIdentitySignInSuccess', ...result.value }
      : notStarted(result.refusal)
  },

  async finishIdentitySignIn(_parent, { input }, context) {
    const result = await finishIdentitySignIn(context, input)
    if (result.ok) return { __typename: 'FinishIdentitySignInSuccess', ...result.value }
    const { refusal } = result
    if (refusal.code === 'MFA_REQUIRED') return mfaRequired(refusal)
    // No password is asked for here.
    return REFUSALS[refusal.code === 'INVALID_CREDENTIALS' ? 'INVALID_IDENTITY' : refusal.code]
  },

  async startLinkIdentity(_parent, { input: { provider } }, context) {
    const { userId } = personInSession(context)
    await requireStepUp(context)
    const result = await startIdentity(context, { provider, userId, fresh: false })
    return result.ok
      ? { __typename: 'StartLinkIdentitySuccess', ...result.value }
      : notStarted(result.refusal)
  },

  async finishLinkIdentity(_parent, { input }, context) {
    const { userId } = personInSession(context)
    await requireStepUp(context)
    const result = await finishLinkIdentity(context, { ...input, userId })
    if (result.ok) return { __typename: 'FinishLinkIdentitySuccess', identity: result.value }
    const { refusal } = result
    return refusal.code === 'TOO_MANY_IDENTITIES'
      ? showTooManyIdentities(refusal.max)
      : REFUSALS[refusal.code]
  },

  async unlinkIdentity(_parent, { input: { id } }, context) {
    const person = personInSession(context)
    await requireStepUp(context)
    const result = await unlinkIdentity(context, { ...person, id })
    if (result.ok) return { __typename: 'UnlinkIdentitySuccess', ...result.value }
    if (result.refusal.code === 'NOT_FOUND') throw notFound()
    return REFUSALS[result.refusal.code]
  },
} satisfies MutationResolvers

/** @throws BAD_USER_INPUT for a provider that is none */
function notStarted({ code }: StartIdentityRefused) {
  if (code === 'IDENTITY_PROVIDER_UNKNOWN')
    throw badInput('provider is none of those that identityProviders names.', { field: 'provider' })
  return REFUSALS[code]
}
