import { newId } from '@tallystick/ids'
import { accepted, type Result, refused } from '@tallystick/result'
import { findPasswordHash, lockUserWithHash, updatePasswordHash } from '../db/users.ts'
import { type AskedFactor, askForFactor } from './factors/challenge.ts'
import { factorsOf } from './factors/own-factors.ts'
import type { Means } from './means.ts'
import { type HasherBusy, isImportedHash } from './password-hash.ts'
import { countAttempt, forgetAttempts, judgeAttempt } from './passwords/attempts.ts'
import { hasFactor } from './rules/mfa-challenge.ts'
import type { OpenSession } from './rules/session.ts'
import { type KeptOut, whyKeptOut } from './rules/sign-in.ts'
import { isEmail, tidyEmail } from './rules/sign-up.ts'
import { openSession, type StartedSession, startSession } from './start-session.ts'

/** The password was right, and a second factor is asked for. */
export type MfaRequired = Readonly<{ code: 'MFA_REQUIRED' }> & AskedFactor

/** Why a person is not signed in. That they may not sign in is told only to those who know the password. */
export type SignInRefused = HasherBusy | KeptOut | MfaRequired

/**
 * Signs a person in, or asks for the second factor that they have. Does the same work whether or not somebody has the
 * address.
 *
 * Compare, then lock, then judge: passwords are compared outside of the transaction, so what was compared with is looked
 * at again under the lock.
 */
export async function signIn(
  means: Means,
  input: { email: string; password: string },
): Promise<Result<OpenSession, SignInRefused>> {
  if (means.hasher.isFull?.()) return refused({ code: 'HASHER_BUSY' })
  const email = tidyEmail(input.email)
  const found = isEmail(email) ? await findPasswordHash(means.db, email) : undefined
  const matches = await means.hasher.verify(input.password, found?.passwordHash)
  if (!matches.ok) return matches
  if (!found || !matches.value) {
    await countAttempt(means, found?.userId ?? newId('usr'))
    return refused({ code: 'INVALID_CREDENTIALS' })
  }
  const better = await replacementOf(means, input.password, found.passwordHash)
  if (!better.ok) return better
  const started = await start(means, { ...found, better: better.value })
  // Somebody changed the password, or another sign-in replaced its hash: which of them, only comparing anew can tell.
  if (started === 'CHANGED') return signIn(means, input)
  if ('code' in started) return refused(started)
  means.post.sendSoon()
  return accepted(await openSession(started, means))
}

type Found = Readonly<{ userId: string; passwordHash: string; better: string | undefined }>
type Started = StartedSession | KeptOut | MfaRequired | 'CHANGED'

const start = (means: Means, found: Found): Promise<Started> =>
  means.outbox.transaction(async (tx, publish) => {
    const { user, passwordHash } = await lockUserWithHash(tx, found.userId)
    if (passwordHash !== found.passwordHash) return 'CHANGED'
    const guess = { facts: means, guessed: 'PASSWORD' } as const
    const verdict = await judgeAttempt(tx, user, guess)
    const keptOut = whyKeptOut(user, verdict, means.settings.verification)
    if (keptOut) return keptOut
    if (found.better !== undefined) await updatePasswordHash(tx, user.id, found.better)
    const factors = await factorsOf(tx, user.id)
    if (hasFactor(factors)) {
      // Wrong passwords are forgotten once the factor was shown, too: until then it may be somebody else who knows this one.
      const asked = { userId: user.id, sessionId: null, factors }
      return { code: 'MFA_REQUIRED', ...(await askForFactor({ tx, publish }, asked, means)) }
    }
    await forgetAttempts(tx, user.id, guess)
    return startSession({ tx, publish }, user, { facts: means, provedBy: 'PASSWORD' })
  })

/** What replaces a hash that a person was imported with, now that their password is here. */
const replacementOf = async (
  { hasher }: Means,
  password: string,
  stored: string,
): Promise<Result<string | undefined, HasherBusy>> =>
  isImportedHash(stored) ? hasher.hash(password) : accepted(undefined)
