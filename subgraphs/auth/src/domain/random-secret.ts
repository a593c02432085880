import { createHash, randomBytes } from 'node:crypto'

const SECRET_BYTES = 32

/** Makes a secret that nobody can guess: 256 random bits in 43 characters. Only its hash is ever stored. */
export const newRandomSecret = (): string => randomBytes(SECRET_BYTES).toString('base64url')

/** What is stored of such a secret: its SHA-256, in hexadecimal. A plain hash is enough, because it cannot be guessed. */
export const hashOfSecret = (secret: string): string =>
  createHash('sha256').update(secret, 'utf8').digest('hex')
