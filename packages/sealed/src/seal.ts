import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto'

const CIPHER = 'aes-256-gcm'
const KEY_BYTES = 32
const NONCE_BYTES = 12
const TAG_BYTES = 16
const VERSION = 'v1'
/** Shorter secrets are refused, in characters (NFR-12). */
export const SECRET_CHARS_MIN = 32

/** Seals and opens. What it is `about` (such as `totp:usr_…`) is bound in: a sealed text that was moved elsewhere does not open. */
export type Seal = Readonly<{
  seal(plain: string, about: string): string
  /** @throws {SealBroken} when it was changed, moved, or sealed with a secret that is not known any more */
  open(sealed: string, about: string): string
  /** Whether it was sealed with an older secret, so that it should be sealed anew. */
  isOld(sealed: string): boolean
}>

/** A sealed text does not open. Says neither what is in it nor why. */
export class SealBroken extends Error {
  override name = 'SealBroken'

  constructor(cause?: unknown) {
    super('a sealed secret does not open: it was changed, or its secret is not known', { cause })
  }
}

type Key = Readonly<{ id: string; key: Buffer }>

/**
 * Makes a seal: AES-256-GCM with a random nonce, under a key derived (HKDF-SHA-256) from a secret.
 *
 * A sealed text is `v1.<key>.<nonce>.<text and tag>`, the parts in base64url.
 *
 * @param secrets at least one, 32 characters or more each: the first seals, all open, so that a secret can be replaced
 * @throws {TypeError} without a secret, or for a short one
 */
export function newSeal(secrets: readonly string[]): Seal {
  const keys = secrets.map(toKey)
  const [first] = keys
  if (!first) throw new TypeError('a seal needs a secret')
  return {
    seal(plain, about) {
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv(CIPHER, first.key, nonce).setAAD(Buffer.from(about))
      const text = Buffer.concat([
        cipher.update(plain, 'utf8'),
        cipher.final(),
        cipher.getAuthTag(),
      ])
      return [VERSION, first.id, nonce.toString('base64url'), text.toString('base64url')].join('.')
    },
    open(sealed, about) {
      const [version, id, nonce = '', text = '', ...more] = sealed.split('.')
      const known = keys.find((each) => each.id === id)
      if (version !== VERSION || !known || more.length > 0) throw new SealBroken()
      return decrypt(known.key, {
        nonce: Buffer.from(nonce, 'base64url'),
        bytes: Buffer.from(text, 'base64url'),
        about,
      })
    },
    isOld: (sealed) => sealed.split('.')[1] !== first.id,
  }
}

function toKey(secret: string): Key {
  if (secret.length < SECRET_CHARS_MIN)
    throw new TypeError(`a secret needs at least ${SECRET_CHARS_MIN} characters`)
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'tallystick seal v1', KEY_BYTES))
  // Names the key without saying anything of it.
  const id = createHash('sha256').update(key).digest('base64url').slice(0, 8)
  return { id, key }
}

type Sealed = Readonly<{ nonce: Buffer; bytes: Buffer; about: string }>

function decrypt(key: Buffer, { nonce, bytes, about }: Sealed): string {
  if (nonce.length !== NONCE_BYTES || bytes.length < TAG_BYTES) throw new SealBroken()
  const end = bytes.length - TAG_BYTES
  try {
    const decipher = createDecipheriv(CIPHER, key, nonce)
      .setAAD(Buffer.from(about))
      .setAuthTag(bytes.subarray(end))
    return Buffer.concat([decipher.update(bytes.subarray(0, end)), decipher.final()]).toString()
  } catch (cause) {
    throw new SealBroken(cause)
  }
}
