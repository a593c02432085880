import { type Seal, SealBroken } from '@tallystick/sealed'
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from 'jose'
import type { SigningKey } from '../../db/signing-keys.ts'

/** What a private part is sealed about: one that was moved to another row does not open. */
const about = (kid: string): string => `signing-key:${kid}`

/** Makes a key pair that signs from `signsFrom` on, its private part sealed already. */
export async function newSigningKey(
  seal: Seal,
  { createdAt, signsFrom }: Pick<SigningKey, 'createdAt' | 'signsFrom'>,
): Promise<SigningKey> {
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
    sealedPrivateJwk: seal.seal(JSON.stringify({ ...privatePart, ...facts }), about(kid)),
    createdAt,
    signsFrom,
    retiredAt: null,
    withdrawnAt: null,
  }
}

/** Opens the private part of a key. @throws {Error} that says what to do, when it does not open */
export function privateJwkOf(
  { kid, sealedPrivateJwk }: Pick<SigningKey, 'kid' | 'sealedPrivateJwk'>,
  seal: Seal,
): JWK {
  if (sealedPrivateJwk === null) throw new TypeError(`the signing key ${kid} signs no more`)
  try {
    return JSON.parse(seal.open(sealedPrivateJwk, about(kid)))
  } catch (cause) {
    if (!(cause instanceof SealBroken)) throw cause
    throw new Error(
      `the signing key ${kid} does not open: KEY_ENCRYPTION_SECRET is not what it was sealed with. Give that as ` +
        'KEY_ENCRYPTION_SECRET_PREVIOUS or, where it is lost, make another key: npm run keys:rotate -- --now',
      { cause },
    )
  }
}

/** The private part sealed with the secret of now; undefined where it is so already. */
export function resealed(key: SigningKey, seal: Seal): string | undefined {
  if (key.sealedPrivateJwk === null || !seal.isOld(key.sealedPrivateJwk)) return undefined
  return seal.seal(JSON.stringify(privateJwkOf(key, seal)), about(key.kid))
}
