import type { KeyLimits } from './key-limits.ts'
import { isLabel } from './label.ts'
import type { KeySignature, SignatureCheck } from './request-signature.ts'
import type { Role, User } from './user.ts'

/** A key as stored, without the hashes of its secrets: they never leave the use case that checks them. */
export type ApiKey = Readonly<{
  id: string
  ownerId: string
  clientId: string
  name: string
  scopes: readonly string[]
  limits: KeyLimits
  createdAt: Date
  expiresAt: Date
  revokedAt: Date | null
  lastUsedAt: Date | null
  /** Until when the secret before the last rotation works. */
  previousSecretUntil: Date | null
  /** How each request must be signed; null where it need not be. */
  signature: KeySignature | null
}>

/** What a live key grants to who holds its secret. */
export type ApiKeyGrant = KeyLimits &
  Readonly<{
    id: string
    ownerId: string
    clientId: string
    roles: readonly Role[]
    scopes: readonly string[]
    /** When the secret that was shown ends. */
    expiresAt: Date
  }>

/** A grant, and what each request with the secret that was shown must be signed with. */
export type SignedGrant = ApiKeyGrant & Readonly<{ signature: SignatureCheck | null }>

/** Which of a key's secrets was shown. */
export type ShownSecret = 'CURRENT' | 'PREVIOUS'

const FORM = { name: 100, clientId: /^[A-Za-z0-9_.:-]{1,128}$/ } as const

/** Whether text may be the name of a key. */
export const isKeyName = (name: string): boolean => isLabel(name, FORM.name)

/** Whether text may be the id of a client. */
export const isClientId = (id: string): boolean => FORM.clientId.test(id)

/** Whether a key has neither expired nor been revoked. A key that expires exactly now has expired. */
export const isLive = (
  { revokedAt, expiresAt }: Pick<ApiKey, 'revokedAt' | 'expiresAt'>,
  now: Date,
): boolean => revokedAt === null && now < expiresAt

/**
 * Works out what a key grants now; undefined when it grants nothing.
 *
 * Roles and scopes are those of the owner as they are now: a key never keeps what its owner has lost, and never has what
 * is for administrators.
 *
 * @param may the scopes that the owner's roles give to a key
 */
export function toGrant(
  key: ApiKey,
  { owner, shown, may }: Readonly<{ owner: User; shown: ShownSecret; may: readonly string[] }>,
  now: Date,
): ApiKeyGrant | undefined {
  const { id, ownerId, clientId, limits, previousSecretUntil: until } = key
  const endsAt = shown === 'PREVIOUS' ? until : key.expiresAt
  if (!isLive(key, now) || owner.status !== 'ACTIVE' || !endsAt || endsAt <= now) return undefined
  return {
    ...limits,
    id,
    ownerId,
    clientId,
    roles: owner.roles.filter((role) => role !== 'ADMIN'),
    scopes: key.scopes.filter((scope) => may.includes(scope)),
    expiresAt: endsAt,
  }
}
