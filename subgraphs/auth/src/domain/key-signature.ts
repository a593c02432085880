/** Makes, seals and opens what the signatures of a key's requests are checked with. */
import { accepted, type Result, refused } from '@tallystick/result'
import type { Seal } from '@tallystick/sealed'
import { newRandomSecret } from './random-secret.ts'
import {
  type KeySignature,
  type PublicKeyProblem,
  type SignatureAlgorithm,
  type SignatureCheck,
  toPublicKey,
} from './rules/request-signature.ts'

/** How somebody wants the requests of their key to be signed. */
export type WantedSignature = Readonly<{ algorithm: SignatureAlgorithm; publicKey: string | null }>

/** Why requests cannot be signed like that. */
export type BadSignature = Readonly<{ code: 'BAD_SIGNATURE'; problem: PublicKeyProblem }>

/** What is stored, and what is shown: the secret once, for HMAC only. */
export type NewSignature = Readonly<{
  signature: KeySignature
  stored: string
  secret: string | null
}>

/** What a secret is sealed about: one that was moved to another key does not open. */
const about = (keyId: string): string => `request-signature:${keyId}`

/** Makes what signatures of the key `keyId` are checked with: a new secret of 256 bits, or the partner's public key. */
export function newSignature(
  seal: Seal,
  keyId: string,
  { algorithm, publicKey }: WantedSignature,
): Result<NewSignature, BadSignature> {
  if (algorithm === 'HMAC_SHA256') {
    if (publicKey !== null) return refused({ code: 'BAD_SIGNATURE', problem: 'UNUSED' })
    // The beginning lets scanners of source code find one that somebody committed.
    const secret = `tss_${newRandomSecret()}`
    const stored = seal.seal(secret, about(keyId))
    return accepted({ signature: { algorithm, publicKey: null }, stored, secret })
  }
  if (publicKey === null) return refused({ code: 'BAD_SIGNATURE', problem: 'MISSING' })
  const read = toPublicKey(publicKey)
  if (!read.ok) return refused({ code: 'BAD_SIGNATURE', problem: read.refusal })
  const signature = { algorithm, publicKey: read.value }
  return accepted({ signature, stored: read.value, secret: null })
}

/** What signatures are checked with, as the gateway needs it. @throws {SealBroken} when the secret does not open */
export const openSignature = (
  seal: Seal,
  { keyId, algorithm, stored }: { keyId: string; algorithm: SignatureAlgorithm; stored: string },
): SignatureCheck => ({
  algorithm,
  key: algorithm === 'HMAC_SHA256' ? seal.open(stored, about(keyId)) : stored,
})

/** A stored secret sealed with the secret of now; undefined where it is so already, or is none. */
export const resealedSignature = (
  seal: Seal,
  keyId: string,
  stored: string | null,
): string | undefined =>
  stored !== null && seal.isOld(stored)
    ? seal.seal(seal.open(stored, about(keyId)), about(keyId))
    : undefined
