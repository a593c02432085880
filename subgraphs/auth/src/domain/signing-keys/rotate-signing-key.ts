import { accepted, type Result } from '@tallystick/result'
import type { Seal } from '@tallystick/sealed'
import {
  insertSigningKey,
  listSigningKeys,
  lockSigningKeys,
  retireSigningKeys,
  withdrawSigningKeys,
} from '../../db/signing-keys.ts'
import type { Means } from '../means.ts'
import { planRotation, type RotationUnderWay } from '../rules/signing-key.ts'
import { newSigningKey, privateJwkOf } from './sealed-key.ts'

/** No access token lives longer, in milliseconds: what signed before that may have signed nothing that is valid still. */
const ANY_TOKEN_LIVES_MS = 24 * 60 * 60 * 1000

/** A next signing key. */
export type Rotated = Readonly<{ kid: string; signsFrom: Date; withdrawnKids: readonly string[] }>

/**
 * Makes the next signing key.
 *
 * It is shown from now on and signs once everyone who verifies knows it; the key of now signs until that moment, and is
 * shown until its last token has expired. Running processes need not be told: they look at the table.
 *
 * A leaked key cannot wait: every key there is is taken back, with all tokens it signed, and the next one signs at once.
 * Nothing is opened for that, so that it also helps whoever has lost KEY_ENCRYPTION_SECRET.
 *
 * @throws {Error} when a key of now does not open with the secret that the next one would be sealed with
 */
export function rotateSigningKey(
  { outbox, now, cause, seal }: Pick<Means, 'outbox' | 'now' | 'cause'> & Readonly<{ seal: Seal }>,
  { leadS, isLeaked }: Readonly<{ leadS: number; isLeaked: boolean }>,
): Promise<Result<Rotated, RotationUnderWay>> {
  return outbox.transaction(async (tx, publish) => {
    await lockSigningKeys(tx)
    const keys = await listSigningKeys(tx)
    const plan = isLeaked ? accepted({ signsFrom: now }) : planRotation(keys, { now, leadS })
    if (!plan.ok) return plan
    // What Auth cannot open must not be what it signs with next: then we have another secret than it.
    if (!isLeaked) for (const key of keys) privateJwkOf(key, seal)
    const { signsFrom } = plan.value
    const since = new Date(now.getTime() - ANY_TOKEN_LIVES_MS)
    const withdrawnKids = isLeaked ? await withdrawSigningKeys(tx, { now, since }) : []
    await retireSigningKeys(tx, signsFrom)
    const key = await newSigningKey(seal, { createdAt: now, signsFrom })
    await insertSigningKey(tx, key)
    await publish({
      type: 'auth:signing_key:rotated',
      body: { kid: key.kid, signsFrom: signsFrom.toISOString(), withdrawnKids },
      aggregate: { type: 'signingKey', id: key.kid },
      cause,
    })
    return accepted({ kid: key.kid, signsFrom, withdrawnKids })
  })
}
