import { hashOfSecret, newRandomSecret } from './random-secret.ts'

/** Makes a refresh token. */
export const newRefreshToken = newRandomSecret

/** What is stored of a refresh token. */
export const hashOfToken = hashOfSecret
