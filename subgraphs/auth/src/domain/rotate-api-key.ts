import { isId } from '@tallystick/ids'
import { accepted, type Result, refused } from '@tallystick/result'
import type { Seal } from '@tallystick/sealed'
import { lockApiKey, replaceSecret } from '../db/api-keys.ts'
import { ACCESS } from './access-topic.ts'
import { newSecret } from './api-key-secret.ts'
import type { KeyWithText } from './create-api-key.ts'
import { type BadSignature, type NewSignature, newSignature } from './key-signature.ts'
import type { Means } from './means.ts'
import { type ApiKey, isLive } from './rules/api-key.ts'

/** Why a key gets no new secret. */
export type RotateApiKeyRefused = Readonly<{ code: 'NOT_FOUND' | 'API_KEY_ENDED' }> | BadSignature

/**
 * Gives a live key a new secret. The old one works on for the overlap, but not longer than the key lives.
 *
 * A key has two secrets at most: rotating again during an overlap ends the oldest one at once. What signs by HMAC gets a new
 * secret to sign with as well; a public key stays unless another one is given.
 *
 * @param mayManage whether the caller may manage the keys of this owner; a key of anybody else's is not found
 * @param overlapMinutes 0 or more, checked by the caller
 */
export async function rotateApiKey(
  { outbox, now, cause, seal }: Pick<Means, 'outbox' | 'now' | 'cause' | 'seal'>,
  request: Readonly<{
    id: string
    overlapMinutes: number
    /** The next public key of a key that signs with ED25519; null keeps the one that it has. */
    publicKey: string | null
    mayManage: (ownerId: string) => boolean
  }>,
): Promise<Result<KeyWithText, RotateApiKeyRefused>> {
  const { id, overlapMinutes, publicKey, mayManage } = request
  if (!isId('key', id)) return refused({ code: 'NOT_FOUND' })
  return outbox.transaction(async (tx, publish) => {
    const key = await lockApiKey(tx, id)
    if (!key || !mayManage(key.ownerId)) return refused({ code: 'NOT_FOUND' })
    if (!isLive(key, now)) return refused({ code: 'API_KEY_ENDED' })

    const signed = nextSignature(seal, key, publicKey)
    if (!signed.ok) return signed
    const next = signed.value
    const previousSecretUntil = overlapEnd(key, { overlapMinutes, now })
    const { text, hash } = newSecret(id)
    const stored = { hash, signatureKey: next?.stored ?? null }
    await replaceSecret(tx, id, { ...stored, previousUntil: previousSecretUntil })
    const previousUntil = previousSecretUntil?.toISOString() ?? null
    await publish({
      type: 'auth:api_key:rotated',
      body: { keyId: id, ownerId: key.ownerId, previousUntil },
      aggregate: { type: 'apiKey', id },
      topics: [ACCESS],
      cause,
    })
    const signature = next?.signature ?? key.signature
    return accepted({
      key: { ...key, previousSecretUntil, signature },
      text,
      signatureSecret: next?.secret ?? null,
    })
  })
}

/** What signatures are checked with from now on; undefined where that stays as it is. */
function nextSignature(
  seal: Seal,
  { id, signature }: ApiKey,
  publicKey: string | null,
): Result<NewSignature | undefined, BadSignature> {
  if (!signature && publicKey !== null) return refused({ code: 'BAD_SIGNATURE', problem: 'UNUSED' })
  if (!signature || (signature.algorithm === 'ED25519' && publicKey === null))
    return accepted(undefined)
  return newSignature(seal, id, { algorithm: signature.algorithm, publicKey })
}

function overlapEnd(
  { expiresAt }: ApiKey,
  { overlapMinutes, now }: { overlapMinutes: number; now: Date },
): Date | null {
  if (overlapMinutes === 0) return null
  const end = new Date(now.getTime() + overlapMinutes * 60_000)
  return end < expiresAt ? end : expiresAt
}
