/**
 * Which passwords are good enough: long, and not the first that an attacker tries. A rule about kinds of characters is
 * there for those who must have one, and off unless told (NIST SP 800-63B §5.1.1.2, OWASP ASVS 6.2.5): such rules make
 * passwords alike, not strong.
 */
import { accepted, type Result, refused } from '@tallystick/result'

/** Shortest and longest password, in characters as people count them (code points). */
export const PASSWORD_LENGTH = { min: 8, max: 128 } as const

/** Why a password is not good enough. */
export type WeakPassword = Readonly<{
  code: 'WEAK_PASSWORD'
  reason: 'TOO_SHORT' | 'TOO_LONG' | 'COMMON' | 'PERSONAL' | 'NOT_MIXED'
}>

/** The rule about kinds of characters: none, or at least one upper-case letter, one lower-case letter and one digit. */
export type Composition = 'off' | 'mixed'

/** What passwords are held against. */
export type PasswordRule = Readonly<{
  /** Lower-case passwords that are refused. */
  common: ReadonlySet<string>
  composition: Composition
}>

/** Who chooses the password: what is known about them makes a bad one. */
export type Chooser = Readonly<{ email: string; name: string; username: string | null }>

/** Decides whether `password` may be used. */
export function checkPassword(
  password: string,
  chooser: Chooser,
  { common, composition }: PasswordRule,
): Result<string, WeakPassword> {
  const length = [...password].length
  if (length < PASSWORD_LENGTH.min) return weak('TOO_SHORT')
  if (length > PASSWORD_LENGTH.max) return weak('TOO_LONG')
  const folded = fold(password)
  if (common.has(folded) || new Set(folded).size === 1) return weak('COMMON')
  if (personalWords(chooser).includes(folded)) return weak('PERSONAL')
  if (composition === 'mixed' && !isMixed(password)) return weak('NOT_MIXED')
  return accepted(password)
}

const weak = (reason: WeakPassword['reason']) => refused({ code: 'WEAK_PASSWORD', reason } as const)

const isMixed = (password: string): boolean =>
  /\p{Lu}/u.test(password) && /\p{Ll}/u.test(password) && /\p{Nd}/u.test(password)

const fold = (text: string): string => text.normalize('NFKC').toLowerCase()

const personalWords = ({ email, name, username }: Chooser): string[] =>
  [email, email.split('@')[0] ?? '', name, name.replaceAll(/\s+/g, ''), username ?? ''].map(fold)
