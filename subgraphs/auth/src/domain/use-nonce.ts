import type { Db } from '@tallystick/db'
import { isId } from '@tallystick/ids'
import { accepted, type Result, refused } from '@tallystick/result'
import { insertNonce } from '../db/request-nonces.ts'
import { isNonce } from './rules/request-signature.ts'

/** A signed request that is about to run, by what it is told apart by. */
export type UseNonce = Readonly<{ keyId: string; nonce: string; expiresAt: Date }>

/** Why a signed request does not run. */
export type UseNonceRefused =
  | Readonly<{ code: 'NONCE_USED' }>
  | Readonly<{ code: 'MALFORMED_NONCE'; field: 'keyId' | 'nonce' | 'expiresAt' }>

/** A gateway that asks for longer than this is not ours, in milliseconds: a day. */
const KEPT_MS_MAX = 24 * 60 * 60 * 1000

/** Uses a nonce of a key up. A second use is refused, however many gateways ask at once. */
export async function useNonce(
  { db, now }: Readonly<{ db: Db; now: Date }>,
  request: UseNonce,
): Promise<Result<Readonly<{ nonce: string }>, UseNonceRefused>> {
  const malformed = (field: 'keyId' | 'nonce' | 'expiresAt') =>
    refused({ code: 'MALFORMED_NONCE', field })
  const { keyId, nonce, expiresAt } = request
  if (!isId('key', keyId)) return malformed('keyId')
  if (!isNonce(nonce)) return malformed('nonce')
  if (expiresAt.getTime() - now.getTime() > KEPT_MS_MAX) return malformed('expiresAt')
  return (await insertNonce(db, request)) ? accepted({ nonce }) : refused({ code: 'NONCE_USED' })
}
