import { createHash, randomBytes } from 'node:crypto'

const TOKEN_BYTES = 32

/** Makes a refresh token: 256 random bits in 43 characters. Only its hash is ever stored. */
export const newRefreshToken = (): string => randomBytes(TOKEN_BYTES).toString('base64url')

/** What is stored of a refresh token. A plain hash is enough: 256 random bits cannot be guessed. */
export const hashOfToken = (token: string): string =>
  createHash('sha256').update(token, 'utf8').digest('hex')
