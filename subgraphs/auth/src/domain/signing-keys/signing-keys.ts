import type { Database, Tx } from '@tallystick/db'
import type { Seal } from '@tallystick/sealed'
import { type CryptoKey, importJWK, type JWK } from 'jose'
import {
  dropRetiredPrivateParts,
  insertSigningKey,
  listSigningKeys,
  lockSigningKeys,
  type SigningKey,
  updateSealed,
} from '../../db/signing-keys.ts'
import { signingAt, stateOf } from '../rules/signing-key.ts'
import { newSigningKey, privateJwkOf, resealed } from './sealed-key.ts'

/** The signing keys as one process knows them. */
export type SigningKeys = Readonly<{
  /**
   * The key that signs at `now`. What is known of the keys is never older than the bound that the process was given: a
   * rotation is noticed by then, and where the table cannot be read nothing is signed.
   */
  signingAt(now: Date): Promise<Readonly<{ kid: string; privateKey: CryptoKey }>>
  /** The same key as a JWK with its private part, for a library that signs by itself. */
  privateJwkAt(now: Date): Promise<JWK>
}>

type Parts = Readonly<{ db: Database; seal: Seal; lookS: number }>

/**
 * Opens the signing keys of an installation. The very first start makes one; a start with a new KEY_ENCRYPTION_SECRET
 * seals them anew.
 *
 * Instances that start at the same moment take turns, so that all sign with the same key.
 */
export async function openSigningKeys(parts: Parts, now: Date): Promise<SigningKeys> {
  await parts.db.transaction(async (tx) => {
    await lockSigningKeys(tx)
    const keys = await listSigningKeys(tx)
    await resealAll(tx, keys, parts.seal)
    if (keys.every((key) => stateOf(key, now) === 'RETIRED'))
      await insertSigningKey(
        tx,
        await newSigningKey(parts.seal, { createdAt: now, signsFrom: now }),
      )
  })
  const keys = newSigningKeys(parts)
  // A wrong secret ends the start, not the first sign-in.
  await keys.signingAt(now)
  return keys
}

async function resealAll(tx: Tx, keys: readonly SigningKey[], seal: Seal): Promise<void> {
  for (const key of keys) {
    const sealedPrivateJwk = resealed(key, seal)
    if (sealedPrivateJwk !== undefined) await updateSealed(tx, { kid: key.kid, sealedPrivateJwk })
  }
}

function newSigningKeys({ db, seal, lookS }: Parts): SigningKeys {
  let known: { keys: SigningKey[]; at: number } | undefined
  let looking: Promise<SigningKey[]> | undefined
  const opened = new Map<string, Promise<CryptoKey>>()

  const look = async (at: number): Promise<SigningKey[]> => {
    const keys = await listSigningKeys(db)
    known = { keys, at }
    for (const kid of opened.keys()) if (!keys.some((key) => key.kid === kid)) opened.delete(kid)
    return keys
  }
  const keysAt = async (at: number): Promise<SigningKey[]> => {
    // Both ways: a clock may be set back.
    if (known && Math.abs(at - known.at) < lookS * 1000) return known.keys
    looking ??= look(at).finally(() => {
      looking = undefined
    })
    return looking
  }
  const open = (key: SigningKey): Promise<CryptoKey> => {
    const existing = opened.get(key.kid)
    if (existing !== undefined) return existing
    const imported = importJWK(privateJwkOf(key, seal), 'EdDSA') as Promise<CryptoKey>
    opened.set(key.kid, imported)
    return imported
  }
  const keyAt = async (now: Date): Promise<SigningKey> => {
    const key = signingAt(await keysAt(now.getTime()), now)
    if (!key) throw new Error('there is no key to sign access tokens with')
    return key
  }
  return {
    privateJwkAt: async (now) => privateJwkOf(await keyAt(now), seal),
    async signingAt(now) {
      const key = await keyAt(now)
      return { kid: key.kid, privateKey: await open(key) }
    },
  }
}

/** Clocks differ: a private part is kept this much longer than it is used, in milliseconds. */
const MARGIN_MS = 60_000

/** Forgets private parts that nothing is signed with any more: whoever takes the table and the secret then signs nothing. */
export const forgetRetiredKeys = (db: Database, now: Date): Promise<number> =>
  dropRetiredPrivateParts(db, new Date(now.getTime() - MARGIN_MS))
