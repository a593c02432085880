/** Recovery codes: for who has lost their second factor. */
import { createHash, randomInt } from 'node:crypto'
import type { Tx } from '@tallystick/db'
import type { Publish } from '@tallystick/outbox'
import { accepted, type Result, refused } from '@tallystick/result'
import {
  countRecoveryCodes,
  deleteRecoveryCodes,
  replaceRecoveryCodes,
} from '../../db/recovery-codes.ts'
import { lockUser } from '../../db/users.ts'
import type { AuthEvent } from '../../events/published.ts'
import type { Means } from '../means.ts'
import { hasFactor } from '../rules/mfa-challenge.ts'
import { factorsOf } from './own-factors.ts'

type Change = Readonly<{ tx: Tx; publish: Publish<AuthEvent> }>

/** Crockford's digits and letters: none of them reads like another. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const CODES = 10
const GROUPS = 4
const GROUP_CHARS = 4

/**
 * Makes a person's recovery codes in place of all that there are, and tells that there are new ones. The person's row must
 * be locked.
 *
 * @returns the codes themselves, which are nowhere else
 */
export async function makeRecoveryCodes(
  { tx, publish }: Change,
  userId: string,
  { now, cause }: Pick<Means, 'now' | 'cause'>,
): Promise<string[]> {
  const codes = Array.from({ length: CODES }, newCode)
  const hashes = codes.map((code) => hashOfCode(userId, code))
  await replaceRecoveryCodes(tx, userId, { hashes, now })
  await publish({
    type: 'auth:recovery_codes:made',
    body: { userId, count: CODES },
    aggregate: { type: 'user', id: userId },
    cause,
  })
  return codes
}

/** Makes a person's first recovery codes. The person's row must be locked. @returns none when they have some already */
export const makeFirstRecoveryCodes = async (
  change: Change,
  userId: string,
  facts: Pick<Means, 'now' | 'cause'>,
): Promise<string[]> =>
  (await countRecoveryCodes(change.tx, userId)) > 0 ? [] : makeRecoveryCodes(change, userId, facts)

/** Deletes a person's recovery codes once they have no second factor that those would stand in for. Their row must be locked. */
export async function dropIdleRecoveryCodes(tx: Tx, userId: string): Promise<void> {
  if (!hasFactor(await factorsOf(tx, userId))) await deleteRecoveryCodes(tx, userId)
}

/** Makes new recovery codes for a person who has a second factor, in place of all that there are. */
export const renewRecoveryCodes = (
  means: Pick<Means, 'outbox' | 'now' | 'cause'>,
  userId: string,
): Promise<Result<string[], Readonly<{ code: 'NO_SECOND_FACTOR' }>>> =>
  means.outbox.transaction(async (tx, publish) => {
    await lockUser(tx, userId)
    if (!hasFactor(await factorsOf(tx, userId))) return refused({ code: 'NO_SECOND_FACTOR' })
    return accepted(await makeRecoveryCodes({ tx, publish }, userId, means))
  })

/**
 * What is stored of a recovery code: a plain hash is enough for 80 random bits. Case, spaces and dashes do not count, and
 * what Crockford's alphabet leaves out is read as what it looks like.
 */
export function hashOfCode(userId: string, code: string): string {
  const read = code
    .toUpperCase()
    .replaceAll(/[\s-]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1')
  return createHash('sha256').update(`recovery code\n${userId}\n${read}`, 'utf8').digest('hex')
}

/** 80 random bits, such as `7K3M-9QXT-2B4C-D8EF`. */
const newCode = (): string => Array.from({ length: GROUPS }, newGroup).join('-')

const newGroup = (): string =>
  Array.from({ length: GROUP_CHARS }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')
