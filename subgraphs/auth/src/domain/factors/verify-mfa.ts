/** An answer to a challenge: it completes a sign-in, or proves anew who is there. */
import type { Tx } from '@tallystick/db'
import type { Publish } from '@tallystick/outbox'
import { accepted, type Result, refused } from '@tallystick/result'
import {
  countMfaTry,
  findChallengedUser,
  lockMfaChallenge,
  takeMfaChallenge,
} from '../../db/mfa-challenges.ts'
import { findHashOfUser, lockUserWithHash } from '../../db/users.ts'
import type { AuthEvent } from '../../events/published.ts'
import { tellSignedIn } from '../identities/tell-signed-in.ts'
import { asUser, type Means } from '../means.ts'
import type { HasherBusy } from '../password-hash.ts'
import { addAttempt, forgetAttempts, judgeAttempt } from '../passwords/attempts.ts'
import { writeNotice } from '../passwords/notice.ts'
import type { Guessed } from '../rules/lockout.ts'
import { isOpen, type MfaChallenge, methodsOf, proofOf } from '../rules/mfa-challenge.ts'
import type { OpenSession } from '../rules/session.ts'
import { whyKeptOut } from '../rules/sign-in.ts'
import type { User } from '../rules/user.ts'
import { openSession, type StartedSession, startSession } from '../start-session.ts'
import { hashOfChallengeId } from './challenge.ts'
import { checkFactor, type MfaAnswer } from './check-answer.ts'
import { markProved } from './mark-proved.ts'
import { factorsOf } from './own-factors.ts'

/** Why an answer does not count. INVALID_CODE is a wrong factor, INVALID_CREDENTIALS a wrong password. */
export type VerifyMfaRefused =
  | HasherBusy
  | Readonly<{
      code: 'CHALLENGE_ENDED' | 'INVALID_CODE' | 'INVALID_CREDENTIALS' | 'ACCOUNT_LOCKED'
    }>

type Code = Exclude<VerifyMfaRefused, HasherBusy>['code']
type Change = Readonly<{ tx: Tx; publish: Publish<AuthEvent> }>

/** An answer, and the session that gives it; null when nobody is signed in there. */
export type VerifyMfa = Readonly<{
  challengeId: string
  answer: MfaAnswer
  sessionId: string | null
}>

/**
 * Judges the answer to a challenge.
 *
 * Compare, then lock, then judge: a password is compared outside of the transaction. Everything else happens under the lock
 * of the person's row, so that of any number of answers at once one is right, and every wrong one is counted. Wrong ones are
 * counted for the challenge and for the person: whoever knows the password must not get more tries by asking for more
 * challenges. A person who is locked out of codes may still use a passkey, which nobody guesses at.
 *
 * @returns the session that began; null after a step-up, where the caller's goes on
 */
export async function verifyMfa(
  means: Means,
  { challengeId, answer, sessionId }: VerifyMfa,
): Promise<Result<OpenSession | null, VerifyMfaRefused>> {
  const hash = hashOfChallengeId(challengeId)
  const userId = await findChallengedUser(means.db, hash)
  if (userId === undefined) return refused({ code: 'CHALLENGE_ENDED' })
  const compared = await comparePassword(means, userId, answer)
  if (!compared.ok) return compared
  const judged = await means.outbox.transaction(async (tx, publish) => {
    const { user, passwordHash } = await lockUserWithHash(tx, userId)
    const challenge = await lockMfaChallenge(tx, hash)
    const { triesMax } = means.settings.factors
    if (!challenge || !isOpen(challenge, { sessionId, triesMax, now: means.now }))
      return 'CHALLENGE_ENDED'
    // Compared with what is not the password any more.
    const isPassword = compared.value !== undefined && compared.value === passwordHash
    const asked = { challengeId, hash, challenge, user, answer, isPassword }
    return judge({ tx, publish }, asked, means)
  })
  means.post.sendSoon()
  if (typeof judged === 'string') return refused({ code: judged })
  return accepted(judged && (await openSession(judged, means)))
}

/** @returns the hash that a shown password was found to fit; undefined when none was shown or it does not fit */
async function comparePassword(
  { db, hasher }: Means,
  userId: string,
  answer: MfaAnswer,
): Promise<Result<string | undefined, HasherBusy>> {
  if (answer.method !== 'PASSWORD') return accepted(undefined)
  const known = await findHashOfUser(db, userId)
  const matches = await hasher.verify(answer.password, known)
  if (!matches.ok) return matches
  return accepted(matches.value ? known : undefined)
}

type Asked = Readonly<{
  challengeId: string
  hash: string
  challenge: MfaChallenge
  user: User
  answer: MfaAnswer
  isPassword: boolean
}>

async function judge(
  change: Change,
  asked: Asked,
  means: Means,
): Promise<StartedSession | null | Code> {
  const { challenge, user, answer } = asked
  if (whyKeptOut(user, 'OPEN', means.settings.verification)) return 'ACCOUNT_LOCKED'
  const guessed = guessedBy(answer)
  // Nothing is looked at while locked: there is nothing to learn from the answer.
  if (guessed && (await judgeAttempt(change.tx, user, { facts: means, guessed })) !== 'OPEN')
    return 'ACCOUNT_LOCKED'
  const factors = await factorsOf(change.tx, user.id)
  const isAsked = methodsOf(factors, challenge.purpose).includes(answer.method)
  if (!isAsked || !(await isRight(change, asked, means))) {
    await countWrong(change, asked, means)
    return answer.method === 'PASSWORD' ? 'INVALID_CREDENTIALS' : 'INVALID_CODE'
  }
  return complete(change, asked, means)
}

/** What an answer may be a guess at; nobody guesses at a passkey. */
function guessedBy({ method }: MfaAnswer): Guessed | undefined {
  if (method === 'PASSKEY') return undefined
  return method === 'PASSWORD' ? 'PASSWORD' : 'SECOND_FACTOR'
}

const isRight = (
  change: Change,
  { challengeId, user, answer, isPassword }: Asked,
  means: Means,
): boolean | Promise<boolean> =>
  answer.method === 'PASSWORD'
    ? isPassword
    : checkFactor(change, { userId: user.id, challengeId, answer }, means)

async function countWrong(
  { tx, publish }: Change,
  { hash, challenge: { purpose }, user, answer }: Asked,
  means: Means,
): Promise<void> {
  const { method } = answer
  const guessed = guessedBy(answer)
  await countMfaTry(tx, hash)
  const failed = guessed && { userId: user.id, user, guessed }
  const isLocked = failed && (await addAttempt({ tx, publish }, failed, means))
  // Whoever guesses at the second factor of a sign-in has the first.
  if (isLocked && guessed === 'SECOND_FACTOR' && purpose === 'SIGN_IN')
    await writeNotice(tx, { user, what: 'FACTOR_GUESSED' }, means)
  await publish({
    type: 'auth:mfa:failed',
    body: { userId: user.id, purpose, method },
    aggregate: { type: 'user', id: user.id },
    cause: means.cause,
  })
}

async function complete(
  { tx, publish }: Change,
  { hash, challenge, user, answer: { method } }: Asked,
  means: Means,
): Promise<StartedSession | null | Code> {
  const { purpose, sessionId, identityId } = challenge
  const { id: userId } = user
  if (!(await takeMfaChallenge(tx, hash, means.now))) return 'CHALLENGE_ENDED'
  const facts = { ...means, cause: asUser(means.cause, userId) }
  for (const guessed of ['PASSWORD', 'SECOND_FACTOR'] as const)
    if (method !== 'PASSWORD' || guessed === 'PASSWORD')
      await forgetAttempts(tx, userId, { facts, guessed })
  await publish({
    type: 'auth:mfa:verified',
    body: { userId, purpose, method },
    aggregate: { type: 'user', id: userId },
    cause: facts.cause,
  })
  if (method === 'RECOVERY_CODE') await writeNotice(tx, { user, what: 'RECOVERY_CODE_USED' }, means)
  const provedBy = proofOf(method, purpose)
  if (identityId !== null) await tellSignedIn({ tx, publish }, { userId, identityId }, facts)
  if (sessionId === null) return startSession({ tx, publish }, user, { facts: means, provedBy })
  const isMarked = await markProved({ tx, publish }, { userId, sessionId, provedBy }, facts)
  return isMarked ? null : 'CHALLENGE_ENDED'
}
