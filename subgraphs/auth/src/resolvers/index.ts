import type { Resolvers } from '../schema/resolvers.generated.ts'
import { ApiKeyFields, ApiKeyMutation, ApiKeyQuery } from './api-keys.ts'
import { FactorMutation, FactorQuery } from './factors.ts'
import { IdentityMutation, IdentityQuery } from './identities.ts'
import { Mutation } from './mutation.ts'
import { OAuthMutation, OAuthQuery } from './oauth.ts'
import { PasskeyMutation, PasskeyQuery } from './passkeys.ts'
import { PasswordMutation } from './passwords.ts'
import { Query } from './query.ts'
import { SignatureMutation } from './request-signatures.ts'
import { SessionMutation, SessionQuery } from './sessions.ts'
import { StandingMutation, StandingQuery } from './standing.ts'
import { Subscription } from './subscription.ts'
import { User } from './user.ts'
import { VerificationMutation } from './verification.ts'

/** Every resolver of Auth: a table of contents. What is not listed is a property of what its parent resolved to. */
export const resolvers: Resolvers = {
  Query: {
    ...Query,
    ...ApiKeyQuery,
    ...OAuthQuery,
    ...SessionQuery,
    ...FactorQuery,
    ...PasskeyQuery,
    ...IdentityQuery,
    ...StandingQuery,
  },
  Mutation: {
    ...Mutation,
    ...ApiKeyMutation,
    ...OAuthMutation,
    ...SignatureMutation,
    ...SessionMutation,
    ...PasskeyMutation,
    ...StandingMutation,
    ...PasswordMutation,
    ...VerificationMutation,
    ...FactorMutation,
    ...IdentityMutation,
  },
  Subscription,
  User,
  ApiKey: ApiKeyFields,
}
