/**
 * The text of a key: `tsk_`, the 26 characters of its id, `_`, and 256 random bits in 43 characters.
 *
 * The fixed beginning lets scanners of source code find a key that somebody committed; the id lets us find the row without
 * a search by secret.
 */
import { timingSafeEqual } from 'node:crypto'
import { hashOfSecret, newRandomSecret } from './random-secret.ts'
import type { ShownSecret } from './rules/api-key.ts'

/** A secret that has just been made: the text that is shown once, and the hash that is stored. */
export type NewSecret = Readonly<{ text: string; hash: string }>

/** How the text of the key `id` begins. */
export const prefixOf = (id: string): string => `tsk_${id.slice('key_'.length)}`

/** Makes a secret for the key `id`. */
export function newSecret(id: string): NewSecret {
  const secret = newRandomSecret()
  return { text: `${prefixOf(id)}_${secret}`, hash: hashOfSecret(secret) }
}

/** Which secret of a key has this hash; undefined when neither has. */
export function shownSecret(
  hash: string,
  stored: Readonly<{ current: string; previous: string | null }>,
): ShownSecret | undefined {
  if (isEqual(hash, stored.current)) return 'CURRENT'
  return stored.previous !== null && isEqual(hash, stored.previous) ? 'PREVIOUS' : undefined
}

function isEqual(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}
