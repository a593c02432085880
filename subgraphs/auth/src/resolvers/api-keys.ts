/** The doors of API keys: for people who manage their own, administrators who manage anyone's, and the gateway. */
import { hasRole } from '@tallystick/actor'
import { isId } from '@tallystick/ids'
import { money } from '@tallystick/money'
import { badInput, forbidden, notFound } from '@tallystick/subgraph-server'
import {
  decodeCursor,
  encodeCursor,
  pageOf,
  toConnection,
  toMoment,
} from '@tallystick/subgraph-server/connection'
import type { Context } from '../context.ts'
import { prefixOf } from '../domain/api-key-secret.ts'
import { createApiKey } from '../domain/create-api-key.ts'
import { grantApiKey } from '../domain/grant-api-key.ts'
import { findApiKey, type KeyPosition, readApiKeys } from '../domain/read-api-keys.ts'
import { releaseSpend } from '../domain/release-spend.ts'
import { reserveSpend } from '../domain/reserve-spend.ts'
import { revokeApiKey } from '../domain/revoke-api-key.ts'
import { rotateApiKey } from '../domain/rotate-api-key.ts'
import type { ApiKey } from '../domain/rules/api-key.ts'
import type { KeyLimits } from '../domain/rules/key-limits.ts'
import type {
  ApiKeyLimitsInput,
  ApiKeyResolvers,
  MoneyInput,
  MutationResolvers,
  QueryResolvers,
} from '../schema/resolvers.generated.ts'
import { badKeyInput, REFUSALS, showCapReached, showScopes, showTooMany } from './refusals.ts'
import { badSignature } from './request-signatures.ts'
import { requireStepUp } from './step-up.ts'

/** The queries of API keys. */
export const ApiKeyQuery = {
  async apiKeys(_parent, { ownerId, ...page }, context) {
    const { limit, after } = pageOf(page, toPosition)
    const owner = ownerOf(context, ownerId)
    const keys = await readApiKeys(context.db, { ownerId: owner, after, limit })
    return toConnection(keys, { limit, after }, ({ createdAt, id }) =>
      encodeCursor([createdAt.getTime(), id]),
    )
  },

  async apiKeyGrant(_parent, request, context) {
    return (await grantApiKey(context, request)) ?? null
  },
} satisfies QueryResolvers

/** The mutations of API keys. */
export const ApiKeyMutation = {
  async createApiKey(_parent, { input }, context) {
    const { name, clientId, scopes, expiresAt = null, limits, signature } = input
    const ownerId = ownerOf(context, input.ownerId)
    await requireStepUp(context)
    const result = await createApiKey(context, {
      ownerId,
      name,
      clientId,
      scopes,
      expiresAt,
      limits: limits ? toLimits(limits) : {},
      signature: signature ? { publicKey: null, ...signature } : null,
    })
    if (result.ok)
      return {
        __typename: 'CreateApiKeySuccess',
        key: result.value.key,
        secret: result.value.text,
        signatureSecret: result.value.signatureSecret,
      }
    const { refusal } = result
    switch (refusal.code) {
      case 'MALFORMED_KEY':
      case 'BAD_LIMIT':
        throw badKeyInput(refusal, context.keySettings)
      case 'BAD_SIGNATURE':
        throw badSignature(refusal, 'signature.publicKey')
      case 'SCOPE_NOT_ALLOWED':
        return showScopes(refusal.scopes)
      case 'TOO_MANY_API_KEYS':
        return showTooMany(refusal.max)
      case 'OWNER_NOT_FOUND':
        return REFUSALS.OWNER_NOT_FOUND
    }
  },

  async rotateApiKey(_parent, { input }, context) {
    const overlapMinutes = input.overlapMinutes ?? OVERLAP_MINUTES
    const max = context.keySettings.overlapMinutesMax
    if (overlapMinutes < 0 || overlapMinutes > max)
      throw badInput(`overlapMinutes is 0 to ${max}.`, { field: 'overlapMinutes' })
    const mayManage = managerOf(context)
    await requireStepUp(context)
    const { id, publicKey = null } = input
    const result = await rotateApiKey(context, { id, overlapMinutes, publicKey, mayManage })
    if (result.ok)
      return {
        __typename: 'RotateApiKeySuccess',
        key: result.value.key,
        secret: result.value.text,
        signatureSecret: result.value.signatureSecret,
      }
    if (result.refusal.code === 'NOT_FOUND') throw notFound()
    if (result.refusal.code === 'BAD_SIGNATURE') throw badSignature(result.refusal, 'publicKey')
    return REFUSALS.API_KEY_ENDED
  },

  async revokeApiKey(_parent, { input }, context) {
    const mayManage = managerOf(context)
    const result = await revokeApiKey(context, { id: input.id, mayManage })
    if (!result.ok) throw notFound()
    return { key: result.value }
  },

  async reserveSpend(_parent, { input }, context) {
    const { keyId, reservationId } = input
    const amounts = input.amounts.map(toMoney)
    const result = await reserveSpend(context, { keyId, reservationId, amounts })
    if (result.ok) return { __typename: 'ReserveSpendSuccess', ...result.value }
    const { refusal } = result
    switch (refusal.code) {
      case 'SPEND_CAP_REACHED':
        return showCapReached(refusal)
      case 'NOT_FOUND':
        throw notFound('The key has ended.')
      case 'MALFORMED_SPEND':
        throw badInput(`${refusal.field} is not of its form.`, { field: refusal.field })
      case 'CURRENCY_NOT_ALLOWED':
        throw badInput('The key may not use one of the currencies.', { field: 'amounts' })
      case 'RESERVATION_DIFFERS':
      case 'RESERVATION_RELEASED':
        throw badInput('reservationId stands for another reservation, or one that was released.', {
          field: 'reservationId',
        })
    }
  },

  async releaseSpend(_parent, { input }, context) {
    await releaseSpend(context, input)
    return { reservationId: input.reservationId }
  },
} satisfies MutationResolvers

/** A key: how its text begins, and whose it is. */
export const ApiKeyFields: ApiKeyResolvers = {
  async __resolveReference({ id }, { db, actor }) {
    const key = await findApiKey(db, actor, id)
    if (!key) throw notFound()
    return key
  },
  prefix: ({ id }) => prefixOf(id),
  async owner({ ownerId }: ApiKey, _arguments, { loaders }) {
    const owner = await loaders.user.load(ownerId)
    if (!owner) throw new Error(`the owner ${ownerId} of a key is gone`)
    return owner
  },
}

/** As the SDL says, for a caller who sends null. */
const OVERLAP_MINUTES = 60

/** Whose keys are meant. @throws FORBIDDEN for anyone but a person, and for another's keys for all but administrators */
function ownerOf({ actor }: Context, asked: string | null | undefined): string {
  if (actor.kind !== 'USER' || actor.id === null) throw forbidden()
  if (asked === undefined || asked === null || asked === actor.id) return actor.id
  if (!hasRole(actor, 'ADMIN')) throw forbidden(['policy:admin'])
  if (!isId('usr', asked)) throw badInput('ownerId is not the id of a user.', { field: 'ownerId' })
  return asked
}

/** Whose keys the caller may manage. @throws FORBIDDEN for anyone but a person: a key does not manage keys */
function managerOf(context: Context): (ownerId: string) => boolean {
  const own = ownerOf(context, undefined)
  return (ownerId) => ownerId === own || hasRole(context.actor, 'ADMIN')
}

const toMoney = ({ amount, currency }: MoneyInput) => money(amount, currency)

function toLimits(input: ApiKeyLimitsInput): Partial<KeyLimits> {
  const { amountMax, currencies, accountIds, requestsPerMinute, spendCaps } = input
  return {
    amountMax: (amountMax ?? []).map(toMoney),
    currencies: currencies ?? null,
    accountIds: accountIds ?? null,
    requestsPerMinute: requestsPerMinute ?? null,
    spendCaps: (spendCaps ?? []).map(({ amount, hours }) => ({ amount: toMoney(amount), hours })),
  }
}

function toPosition(cursor: string): KeyPosition | undefined {
  const value = decodeCursor(cursor)
  if (!Array.isArray(value) || value.length !== 2) return undefined
  const [time, id]: unknown[] = value
  const at = toMoment(time)
  return at && typeof id === 'string' && isId('key', id) ? { at, id } : undefined
}
