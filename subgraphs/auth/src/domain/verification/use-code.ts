import { randomUUID } from 'node:crypto'
import type { Tx } from '@tallystick/db'
import { countTry, lockCode, lockLiveCode, takeCode } from '../../db/one-time-codes.ts'
import type { Means } from '../means.ts'
import { type CodePurpose, judgeCode, type OneTimeCode } from '../rules/one-time-code.ts'
import { areDigits } from './code-secrets.ts'

/** A code is unknown, used, replaced, expired or tried too often. One code for all: a guess learns nothing from it. */
export type InvalidCode = Readonly<{ code: 'INVALID_CODE' }>

type Facts = Pick<Means, 'seal' | 'settings' | 'now'>

/** Uses the code of a link that was found by its token. The row of the person must be locked. @returns it, when it was good */
export async function useLink(
  tx: Tx,
  id: string,
  { settings, now }: Facts,
): Promise<OneTimeCode | undefined> {
  const code = await lockCode(tx, id)
  if (!code) return undefined
  const { triesMax } = settings.verification
  const verdict = judgeCode(code, { by: 'TOKEN', isRight: true, triesMax }, now)
  return verdict === 'TAKE' && (await takeCode(tx, code.id, now)) ? code : undefined
}

/**
 * Uses six digits; wrong ones are counted. The row of the person must be locked, unless they are nobody.
 *
 * @returns the code, when they were good
 */
export async function useDigits(
  tx: Tx,
  shown: Readonly<{ userId: string; purpose: CodePurpose; digits: string }>,
  { seal, settings, now }: Facts,
): Promise<OneTimeCode | undefined> {
  const code = await lockLiveCode(tx, shown)
  const isRight = code !== undefined && areDigits(seal, code, shown.digits)
  const { triesMax } = settings.verification
  const verdict = code ? judgeCode(code, { by: 'DIGITS', isRight, triesMax }, now) : 'REFUSE'
  if (code && verdict === 'TAKE') return (await takeCode(tx, code.id, now)) ? code : undefined
  await countTry(tx, verdict === 'COUNT' && code ? code.id : randomUUID())
  return undefined
}
