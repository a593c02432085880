/**
 * Which passwords are good enough: long, and not the first that an attacker tries. No rule about kinds of characters
 * (NIST SP 800-63B §5.1.1.2, OWASP ASVS 6.2.5): such rules make passwords alike, not strong.
 */
import { accepted, type Result, refused } from '@tallystick/result'

/** Shortest and longest password, in characters as people count them (code points). */
export const PASSWORD_LENGTH = { min: 8, max: 128 } as const

/** Why a password is not good enough. */
export type WeakPassword = Readonly<{
  code: 'WEAK_PASSWORD'
  reason: 'TOO_SHORT' | 'TOO_LONG' | 'COMMON' | 'PERSONAL'
}>

/** Who chooses the password: what is known about them makes a bad one. */
export type Chooser = Readonly<{ email: string; name: string; username: string | null }>

/**
 * Decides whether `password` may be used.
 *
 * @param common lower-case passwords that are refused
 */
export function checkPassword(
  password: string,
  chooser: Chooser,
  common: ReadonlySet<string>,
): Result<string, WeakPassword> {
  const length = [...password].length
  if (length < PASSWORD_LENGTH.min) return weak('TOO_SHORT')
  if (length > PASSWORD_LENGTH.max) return weak('TOO_LONG')
  const folded = fold(password)
  if (common.has(folded) || new Set(folded).size === 1) return weak('COMMON')
  if (personalWords(chooser).includes(folded)) return weak('PERSONAL')
  return accepted(password)
}

const weak = (reason: WeakPassword['reason']) => refused({ code: 'WEAK_PASSWORD', reason } as const)

const fold = (text: string): string => text.normalize('NFKC').toLowerCase()

const personalWords = ({ email, name, username }: Chooser): string[] =>
  [email, email.split('@')[0] ?? '', name, name.replaceAll(/\s+/g, ''), username ?? ''].map(fold)
