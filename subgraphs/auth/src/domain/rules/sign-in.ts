import type { TallyVerdict } from './lockout.ts'
import type { User } from './user.ts'

/** Why a person with the right password is not let in. */
export type KeptOut = Readonly<{
  code: 'INVALID_CREDENTIALS' | 'ACCOUNT_LOCKED' | 'VERIFICATION_REQUIRED'
}>

/**
 * Decides whether a person whose password was right may go on. What they are told, only they are told.
 *
 * @param verdict what the wrong passwords before this one come to
 * @returns undefined when they may
 */
export function whyKeptOut(
  user: Pick<User, 'status' | 'emailVerified'>,
  verdict: TallyVerdict,
  { email }: Readonly<{ email: 'off' | 'required' }>,
): KeptOut | undefined {
  if (verdict === 'SILENT') return { code: 'INVALID_CREDENTIALS' }
  if (verdict === 'LOCKED' || user.status !== 'ACTIVE') return { code: 'ACCOUNT_LOCKED' }
  if (email === 'required' && !user.emailVerified) return { code: 'VERIFICATION_REQUIRED' }
  return undefined
}
