import { randomInt, timingSafeEqual } from 'node:crypto'
import type { Seal } from '@tallystick/sealed'
import { hashOfToken, newRefreshToken } from '../refresh-token.ts'

/** What a person is sent: six digits to type in, or 256 random bits in a link. */
export type CodeSecrets = Readonly<{ digits: string; token: string }>

/** Makes the secrets of a code. They are in the message and nowhere else. */
export const newCodeSecrets = (): CodeSecrets => ({
  digits: String(randomInt(1_000_000)).padStart(6, '0'),
  token: newRefreshToken(),
})

/** What is stored of the token of a link. */
export const hashOfLinkToken = hashOfToken

/** What is stored of six digits: sealed for this row, because a hash of a million texts hides none of them. */
export const sealDigits = (seal: Seal, id: string, digits: string): string =>
  seal.seal(digits, aboutOf(id))

/** Whether `shown` are the digits of this row. Spaces and dashes between them do not count. */
export function areDigits(
  seal: Seal,
  { id, sealedDigits }: Readonly<{ id: string; sealedDigits: string | null }>,
  shown: string,
): boolean {
  if (sealedDigits === null) return false
  const right = Buffer.from(seal.open(sealedDigits, aboutOf(id)))
  const given = Buffer.from(shown.replaceAll(/[\s-]/g, ''))
  return given.length === right.length && timingSafeEqual(given, right)
}

const aboutOf = (id: string): string => `one_time_code:${id}`
