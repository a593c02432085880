import { keyScopesOf } from '@tallystick/actor'
import { isId, newId } from '@tallystick/ids'
import { accepted, type Result, refused } from '@tallystick/result'
import { countLiveApiKeys, insertApiKey } from '../db/api-keys.ts'
import { lockUserIfAny } from '../db/users.ts'
import { newSecret } from './api-key-secret.ts'
import { type BadSignature, newSignature, type WantedSignature } from './key-signature.ts'
import type { Means } from './means.ts'
import { writeNotice } from './passwords/notice.ts'
import { type ApiKey, isClientId, isKeyName } from './rules/api-key.ts'
import { type BadLimit, type KeyLimits, toKeyLimits } from './rules/key-limits.ts'

/** A key that somebody wants. */
export type CreateApiKey = Readonly<{
  ownerId: string
  name: string
  clientId: string
  scopes: readonly string[]
  expiresAt: Date | null
  limits: Partial<KeyLimits>
  /** How its requests are to be signed; null where they need not be. */
  signature: WantedSignature | null
}>

/** Why a key is not made. */
export type CreateApiKeyRefused =
  | BadLimit
  | BadSignature
  | Readonly<{ code: 'MALFORMED_KEY'; field: 'name' | 'clientId' | 'scopes' | 'expiresAt' }>
  | Readonly<{ code: 'SCOPE_NOT_ALLOWED'; scopes: readonly string[] }>
  | Readonly<{ code: 'TOO_MANY_API_KEYS'; max: number }>
  | Readonly<{ code: 'OWNER_NOT_FOUND' }>

/** A key together with the text that is shown once. */
export type KeyWithText = Readonly<{
  key: ApiKey
  text: string
  /** What its requests are signed with, shown once, too; null where they are not, or by a key of the partner's. */
  signatureSecret: string | null
}>

type Facts = Pick<Means, 'outbox' | 'post' | 'now' | 'cause' | 'keySettings' | 'seal'>

const DAY_MS = 24 * 60 * 60 * 1000
/** More are not to be had, and a list of a million names is somebody's game. */
const SCOPES_MAX = 100

/**
 * Makes a key for a person who may sign in, with scopes that their roles give at this moment, and tells them by mail: a key
 * goes on when a password does not.
 *
 * The person's row is locked, so that of two keys made at once the second one counts the first.
 */
export async function createApiKey(
  facts: Facts,
  request: CreateApiKey,
): Promise<Result<KeyWithText, CreateApiKeyRefused>> {
  const checked = check(facts, request)
  if (!checked.ok) return checked
  const { outbox, now, cause, keySettings, seal } = facts
  const signed = request.signature && newSignature(seal, checked.value.id, request.signature)
  if (signed && !signed.ok) return signed
  const key = { ...checked.value, signature: signed?.value.signature ?? null }
  const { ownerId } = key
  if (!isId('usr', ownerId)) return refused({ code: 'OWNER_NOT_FOUND' })
  const made = await outbox.transaction(async (tx, publish) => {
    const owner = await lockUserIfAny(tx, ownerId)
    if (owner?.status !== 'ACTIVE') return refused({ code: 'OWNER_NOT_FOUND' })
    const may: readonly string[] = keyScopesOf(owner.roles)
    const beyond = key.scopes.filter((scope) => !may.includes(scope))
    if (beyond.length > 0) return refused({ code: 'SCOPE_NOT_ALLOWED', scopes: beyond })
    if ((await countLiveApiKeys(tx, ownerId, now)) >= keySettings.perOwnerMax)
      return refused({ code: 'TOO_MANY_API_KEYS', max: keySettings.perOwnerMax })

    const { text, hash } = newSecret(key.id)
    await insertApiKey(tx, key, { hash, signatureKey: signed?.value.stored ?? null })
    const { id, clientId, scopes, expiresAt } = key
    await writeNotice(tx, { user: owner, what: 'KEY_CREATED' }, facts)
    await publish({
      type: 'auth:api_key:created',
      body: { keyId: id, ownerId, clientId, scopes, expiresAt: expiresAt.toISOString() },
      aggregate: { type: 'apiKey', id },
      cause,
    })
    return accepted({ key, text, signatureSecret: signed?.value.secret ?? null })
  })
  facts.post.sendSoon()
  return made
}

function check(
  { now, keySettings }: Facts,
  request: CreateApiKey,
): Result<Omit<ApiKey, 'signature'>, CreateApiKeyRefused> {
  const malformed = (field: 'name' | 'clientId' | 'scopes' | 'expiresAt') =>
    refused({ code: 'MALFORMED_KEY', field })
  const { ownerId, name, clientId } = request
  const scopes = [...new Set(request.scopes)]
  const latest = new Date(now.getTime() + keySettings.daysMax * DAY_MS)
  const expiresAt = request.expiresAt ?? latest
  if (!isKeyName(name)) return malformed('name')
  if (!isClientId(clientId)) return malformed('clientId')
  if (scopes.length === 0 || scopes.length > SCOPES_MAX) return malformed('scopes')
  if (expiresAt <= now || expiresAt > latest) return malformed('expiresAt')
  const limits = toKeyLimits(request.limits)
  if (!limits.ok) return limits
  return accepted({
    id: newId('key'),
    ownerId,
    clientId,
    name,
    scopes,
    limits: limits.value,
    createdAt: now,
    expiresAt,
    revokedAt: null,
    lastUsedAt: null,
    previousSecretUntil: null,
  })
}
