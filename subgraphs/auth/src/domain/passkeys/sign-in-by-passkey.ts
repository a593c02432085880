import { accepted, type Result, refused } from '@tallystick/result'
import { takeChallenge } from '../../db/passkey-challenges.ts'
import { findPasskey } from '../../db/passkeys.ts'
import { lockUserIfAny } from '../../db/users.ts'
import type { Means } from '../means.ts'
import type { OpenSession } from '../rules/session.ts'
import { type KeptOut, whyKeptOut } from '../rules/sign-in.ts'
import { openSession, startSession } from '../start-session.ts'
import { challengeOf, hashOfChallenge, issueChallenge } from './challenge.ts'
import { readAssertion } from './credential-json.ts'
import type { PasskeyChallenge } from './register-passkey.ts'
import { verifyPasskey } from './verify-passkey.ts'
import { webauthn } from './webauthn.ts'

/** Why nobody is signed in. One code for every passkey that is not good: a guess learns nothing from it. */
export type PasskeySignInRefused = KeptOut | Readonly<{ code: 'INVALID_PASSKEY' }>

const asked = { purpose: 'SIGN_IN', userId: null } as const

/**
 * Begins to sign somebody in who need not say who they are: their authenticator knows. No passkey is named, so there is
 * nothing to learn of who has one.
 */
export async function startPasskeySignIn(means: Means): Promise<PasskeyChallenge> {
  const { rpId: rpID, challengeMinutes } = means.settings.passkeys
  const challengeId = await issueChallenge(means, asked)
  const { generateAuthenticationOptions } = await webauthn()
  const options = await generateAuthenticationOptions({
    rpID,
    challenge: Uint8Array.from(Buffer.from(challengeOf(challengeId), 'base64url')),
    userVerification: 'required',
    timeout: challengeMinutes * 60_000,
  })
  return { challengeId, options: JSON.stringify(options) }
}

/**
 * Signs in whose passkey signed. The challenge is spent by the try, whatever comes of it.
 *
 * Wrong passwords do not keep a passkey out: nobody guesses at it, and who locked the password is perhaps not its person.
 */
export async function finishPasskeySignIn(
  means: Means,
  { challengeId, response }: Readonly<{ challengeId: string; response: string }>,
): Promise<Result<OpenSession, PasskeySignInRefused>> {
  const shown = readAssertion(response)
  const found = shown && (await findPasskey(means.db, shown.id))
  const hash = hashOfChallenge(challengeId)
  const started = await means.outbox.transaction(async (tx, publish) => {
    const user = found && (await lockUserIfAny(tx, found.userId))
    const isTaken = await takeChallenge(tx, { hash, ...asked }, means.now)
    if (!isTaken || !user) return { code: 'INVALID_PASSKEY' } as const
    const proof = { userId: user.id, challengeId, response, use: 'SIGN_IN' } as const
    if (!(await verifyPasskey({ tx, publish }, proof, means)))
      return { code: 'INVALID_PASSKEY' } as const
    const keptOut = whyKeptOut(user, 'OPEN', means.settings.verification)
    return keptOut ?? startSession({ tx, publish }, user, { facts: means, provedBy: 'PASSKEY' })
  })
  if ('code' in started) return refused(started)
  means.post.sendSoon()
  return accepted(await openSession(started, means))
}
