/** The questions that passkeys sign the answer to. */
import { createHash } from 'node:crypto'
import { insertChallenge } from '../../db/passkey-challenges.ts'
import type { Means } from '../means.ts'
import { hashOfSecret, newRandomSecret } from '../random-secret.ts'
import type { ChallengePurpose } from '../rules/passkey.ts'

const DOMAIN = 'tallystick passkey challenge\n'

/** What is stored of a challenge's id. */
export const hashOfChallenge = hashOfSecret

/**
 * The bytes that a passkey signs, in base64url, for the challenge of this id.
 *
 * They follow from the id, so that whoever keeps an id (or its hash) need not keep them, too.
 *
 * @param id 256 random bits, known to who asked for the challenge alone
 */
export const challengeOf = (id: string): string =>
  createHash('sha256')
    .update(DOMAIN + id, 'utf8')
    .digest('base64url')

/** Makes a challenge, for one try within the minutes that the settings say. @returns its id, which is nowhere else */
export async function issueChallenge(
  { db, settings, now }: Pick<Means, 'db' | 'settings' | 'now'>,
  { purpose, userId }: Readonly<{ purpose: ChallengePurpose; userId: string | null }>,
): Promise<string> {
  const id = newRandomSecret()
  const expiresAt = new Date(now.getTime() + settings.passkeys.challengeMinutes * 60_000)
  await insertChallenge(db, {
    hash: hashOfChallenge(id),
    ...{ purpose, userId, createdAt: now, expiresAt },
  })
  return id
}
