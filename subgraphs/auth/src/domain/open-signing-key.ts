import type { Database } from '@tallystick/db'
import { calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose'
import {
  findSigningKey,
  insertSigningKey,
  lockSigningKeys,
  type SigningKey,
} from '../db/signing-keys.ts'

/**
 * The key that access tokens are signed with: the newest in use, made at the very first start.
 *
 * Instances that start at the same moment take turns, so that all sign with the same key.
 */
export function openSigningKey(db: Database, now: Date): Promise<SigningKey> {
  return db.transaction(async (tx) => {
    await lockSigningKeys(tx)
    const found = await findSigningKey(tx)
    if (found) return found
    const made = await newSigningKey(now)
    await insertSigningKey(tx, made)
    return made
  })
}

async function newSigningKey(createdAt: Date): Promise<SigningKey> {
  const pair = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true })
  const [publicPart, privatePart] = await Promise.all([
    exportJWK(pair.publicKey),
    exportJWK(pair.privateKey),
  ])
  const kid = await calculateJwkThumbprint(publicPart)
  const facts = { kid, alg: 'EdDSA', use: 'sig' }
  return {
    kid,
    publicJwk: { ...publicPart, ...facts },
    privateJwk: { ...privatePart, ...facts },
    createdAt,
  }
}
