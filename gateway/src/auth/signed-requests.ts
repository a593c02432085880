import type { IncomingMessage } from 'node:http'
import type { Actor } from '@tallystick/actor'
import type { Door } from '@tallystick/subgraph-client'
import type { Rates } from '../rates/rates.ts'
import { askAuth } from './ask-auth.ts'
import { bodyDigestOf } from './body-digest.ts'
import type { KeyGrant, Keys } from './keys.ts'
import { badSignature, noKeys } from './refusals.ts'
import { checkSignature } from './signatures.ts'

/** Holds keys that sign to it. */
export type SignedRequests = Readonly<{
  /**
   * Lets a request pass whose key signs nothing, or whose signature is good and new.
   * @throws {GraphQLError} UNAUTHENTICATED; RATE_LIMITED for who was told to wait; SERVICE_UNAVAILABLE while Auth cannot be asked
   */
  assertSigned(actor: Actor, request: IncomingMessage, client: Client): Promise<void>
  /** @throws {GraphQLError} UNAUTHENTICATED for a key that signs, on a way where messages are not signed */
  assertUnsigned(actor: Actor): void
}>

type Client = Readonly<{ requestId: string; address: string | undefined }>

/** What signed requests are checked with. */
export type SignedRequestsOptions = Readonly<{
  /** The door to Auth, which knows every nonce that was used. */
  auth: Door
  keys: Pick<Keys, 'grantOf'>
  rates: Pick<Rates, 'waiting'>
  windowS: number
  now?: () => number
}>

const USE_NONCE = `mutation UseNonce($input: UseNonceInput!) {
  useNonce(input: $input) { __typename }
}`

/** For a gateway without our Auth behind it: there are no keys. */
export const NO_SIGNATURES: SignedRequests = {
  assertSigned: async () => {},
  assertUnsigned: () => {},
}

/**
 * Makes what holds keys to their signatures.
 *
 * Signature, rate, nonce, in this order: a bad signature costs no write, and neither does a key that was told to wait.
 */
export function newSignedRequests(options: SignedRequestsOptions): SignedRequests {
  const { auth, keys, rates, windowS, now = Date.now } = options
  return {
    async assertSigned(actor, request, client) {
      const grant = keys.grantOf(actor)
      if (!grant?.signature) return
      const { method = 'GET', url: path = '/', headers } = request
      const { nonce, expiresAt } = checkSignature(
        { method, path, bodyDigest: bodyDigestOf(request), headers },
        { keyId: grant.keyId, check: grant.signature },
        { now: now(), windowMs: windowS * 1_000 },
      )
      const wait = rates.waiting(toCaller(actor, grant, client))
      if (wait) throw wait
      const input = { keyId: grant.keyId, nonce, expiresAt: expiresAt.toISOString() }
      if (!(await useNonce(auth, input, client.requestId))) throw badSignature('SIGNATURE_REPLAYED')
    },
    assertUnsigned(actor) {
      if (keys.grantOf(actor)?.signature) throw badSignature('SIGNATURE_NEEDS_HTTP')
    },
  }
}

const toCaller = (actor: Actor, { limits }: KeyGrant, { address }: Client) => ({
  actor,
  address,
  requestsPerMinute: limits.requestsPerMinute,
})

/** Whether the request has not come before, to any gateway. Asked once: asked again, it would have. */
async function useNonce(auth: Door, input: object, requestId: string): Promise<boolean> {
  const question = { field: 'useNonce', query: USE_NONCE, variables: { input }, requestId }
  const used = await askAuth<{ __typename: string }>(auth, question)
  if (!used) throw noKeys(new TypeError('no word on a nonce'))
  return used.__typename === 'UseNonceSuccess'
}
