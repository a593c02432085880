/** What a code or link was sent for. A notice has neither; it is kept so that it counts against the same bound. */
export type CodePurpose = 'EMAIL_VERIFICATION' | 'PASSWORD_RESET' | 'PHONE_VERIFICATION' | 'NOTICE'

/** A one-time code as stored, without its secrets. */
export type OneTimeCode = Readonly<{
  id: string
  /** Whose it is; null when it was made for nobody, so that an unknown address costs the same work. */
  userId: string | null
  purpose: CodePurpose
  channel: 'EMAIL' | 'SMS'
  /** The address or number that it was sent to; null when it was sent to nobody. */
  target: string | null
  createdAt: Date
  expiresAt: Date
  usedAt: Date | null
  /** Set when a newer one took its place. */
  endedAt: Date | null
  /** Wrong tries of its six digits. */
  tries: number
}>

/** What a use of a code comes to. */
export type CodeVerdict = 'TAKE' | 'COUNT' | 'REFUSE'

/**
 * Judges one use of a code.
 *
 * Wrong tries end the six digits and not the link beside them: who guesses at the digits must not be able to keep the
 * person from following their link, whose 256 bits nobody guesses.
 *
 * @param now a code that expires exactly now has expired
 */
export function judgeCode(
  code: OneTimeCode,
  shown: Readonly<{ by: 'TOKEN' | 'DIGITS'; isRight: boolean; triesMax: number }>,
  now: Date,
): CodeVerdict {
  if (code.userId === null || code.usedAt || code.endedAt || code.expiresAt <= now) return 'REFUSE'
  if (shown.by === 'DIGITS' && code.tries >= shown.triesMax) return 'REFUSE'
  return shown.isRight ? 'TAKE' : 'COUNT'
}
