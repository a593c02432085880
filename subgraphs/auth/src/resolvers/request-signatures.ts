/** The door of signed requests, for the gateway, and what is said about keys that cannot sign. */
import { badInput } from '@tallystick/subgraph-server'
import type { GraphQLError } from 'graphql'
import type { BadSignature } from '../domain/key-signature.ts'
import type { PublicKeyProblem } from '../domain/rules/request-signature.ts'
import { useNonce } from '../domain/use-nonce.ts'
import type { MutationResolvers } from '../schema/resolvers.generated.ts'

/** The mutation of signed requests. */
export const SignatureMutation = {
  async useNonce(_parent, { input }, context) {
    const result = await useNonce(context, input)
    if (result.ok) return { __typename: 'UseNonceSuccess', ...result.value }
    const { refusal } = result
    if (refusal.code === 'MALFORMED_NONCE')
      throw badInput(`${refusal.field} is not of its form.`, { field: refusal.field })
    return {
      __typename: 'NonceUsed',
      code: refusal.code,
      message: 'This request has come before. Sign each one with a nonce of its own.',
    }
  },
} satisfies MutationResolvers

const PROBLEMS: Readonly<Record<PublicKeyProblem, string>> = {
  MISSING: 'ED25519 needs a publicKey: a JWK in JSON, or its 32 bytes in base64url.',
  UNREADABLE:
    'publicKey is not an Ed25519 public key: a JWK in JSON, or its 32 bytes in base64url.',
  PRIVATE:
    'This is a private key (it has a member d). Nobody but you may know it: make another pair, and send its public key.',
  WEAK: 'Anybody could sign for this publicKey: it is a point of small order. Make another pair.',
  UNUSED: 'Only a key that signs with ED25519 has a publicKey.',
}

/** The denial of a public key that nothing can be checked with. @param field where it was said */
export const badSignature = ({ problem }: BadSignature, field: string): GraphQLError =>
  badInput(PROBLEMS[problem], { field, problem })
