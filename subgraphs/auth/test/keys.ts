/** The operations of API keys, as tests send them. */
import { createHash } from 'node:crypto'
import { type Actor, serviceActor } from '@tallystick/actor'
import type { DoorResult } from '@tallystick/subgraph-client'
import { facts, only, type Room, userActor } from './room.ts'

export const GATEWAY = serviceActor('gateway')

export type Key = {
  id: string
  name: string
  clientId: string
  prefix: string
  scopes: string[]
  createdAt: string
  expiresAt: string
  revokedAt: string | null
  lastUsedAt: string | null
  previousSecretUntil: string | null
  signature: { algorithm: string; publicKey: string | null } | null
  owner: { id: string; email: string | null }
  limits: Record<string, unknown>
}

/** What `apiKeyGrant` answers. */
export type Grant = {
  id: string
  ownerId: string
  clientId: string
  roles: string[]
  scopes: string[]
  expiresAt: string
  amountMax: unknown[]
  currencies: string[] | null
  accountIds: string[] | null
  requestsPerMinute: number | null
  spendCaps: unknown[]
  signature: { algorithm: string; key: string } | null
}

const LIMITS =
  'amountMax { amount currency } currencies accountIds requestsPerMinute spendCaps { amount { amount currency } hours }'
const KEY = `{ id name clientId prefix scopes createdAt expiresAt revokedAt lastUsedAt previousSecretUntil
  signature { algorithm publicKey }
  owner { id email } limits { ${LIMITS} } }`
const REFUSAL = '... on Refusal { code message }'

/** The id of a key and the hash of its secret, as the gateway reads them from the key's text. */
export function readKey(text: string): { id: string; secretHash: string } {
  const [, id, secret] = /^tsk_([0-9a-z]{26})_([A-Za-z0-9_-]{43})$/.exec(text) ?? []
  if (!id || !secret) throw new Error(`not the text of a key: ${text.length} characters`)
  return { id: `key_${id}`, secretHash: createHash('sha256').update(secret).digest('hex') }
}

export function keysOf(room: Room) {
  const send = (query: string, variables: object, actor: Actor): Promise<DoorResult> =>
    room.auth.subgraph.execute({ query, variables: { ...variables } }, facts(actor))
  const create = (actor: Actor, input: object = {}) =>
    send(
      `mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) {
        __typename ... on CreateApiKeySuccess { key ${KEY} secret signatureSecret }
        ... on ScopeNotAllowed { scopes } ... on TooManyApiKeys { max } ${REFUSAL} } }`,
      { input: { name: 'Shop', clientId: 'shop', scopes: ['payments:read'], ...input } },
      actor,
    )
  return {
    create,
    /** Makes a person and a key of theirs. */
    async newKey(input: object = {}) {
      const session = await room.newSession({ email: `${crypto.randomUUID()}@demo.test` })
      const owner = userActor(session.user.id, { sessionId: session.id })
      const made = only<{ key: Key; secret: string; signatureSecret: string | null }>(
        await create(owner, input),
      )
      return { ...made, owner, ...readKey(made.secret) }
    },
    rotate: (actor: Actor, input: object) =>
      send(
        `mutation ($input: RotateApiKeyInput!) { rotateApiKey(input: $input) {
          __typename ... on RotateApiKeySuccess { key ${KEY} secret signatureSecret } ${REFUSAL} } }`,
        { input },
        actor,
      ),
    revoke: (actor: Actor, id: string) =>
      send(
        `mutation ($input: RevokeApiKeyInput!) { revokeApiKey(input: $input) { key ${KEY} } }`,
        { input: { id } },
        actor,
      ),
    list: (actor: Actor, page: object = {}) =>
      send(
        `query ($first: Int, $after: String, $ownerId: ID) { apiKeys(first: $first, after: $after, ownerId: $ownerId) {
          nodes ${KEY} edges { cursor } pageInfo { hasNextPage endCursor } } }`,
        page,
        actor,
      ),
    grant: async (shown: { id: string; secretHash: string }, actor: Actor = GATEWAY) =>
      only<Grant | null>(
        await send(
          `query ($id: ID!, $secretHash: String!) { apiKeyGrant(id: $id, secretHash: $secretHash) {
            id ownerId clientId roles scopes expiresAt ${LIMITS} signature { algorithm key } } }`,
          { id: shown.id, secretHash: shown.secretHash },
          actor,
        ),
      ),
    reserve: (input: object, actor: Actor = GATEWAY) =>
      send(
        `mutation ($input: ReserveSpendInput!) { reserveSpend(input: $input) {
          __typename ... on ReserveSpendSuccess { reservationId }
          ... on SpendCapReached { code remaining { amount currency } hours resetsAt } } }`,
        { input },
        actor,
      ),
    useNonce: (input: object, actor: Actor = GATEWAY) =>
      send(
        `mutation ($input: UseNonceInput!) { useNonce(input: $input) {
          __typename ... on UseNonceSuccess { nonce } ... on NonceUsed { code message } } }`,
        { input },
        actor,
      ),
    release: (reservationId: string, actor: Actor = GATEWAY) =>
      send(
        `mutation ($input: ReleaseSpendInput!) { releaseSpend(input: $input) { reservationId } }`,
        { input: { reservationId } },
        actor,
      ),
  }
}
