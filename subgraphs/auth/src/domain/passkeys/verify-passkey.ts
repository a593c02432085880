/** A passkey of somebody who is known already: as a second factor, and to prove anew who they are. */
import type { Db, Tx } from '@tallystick/db'
import { toUuid } from '@tallystick/ids'
import type { Publish } from '@tallystick/outbox'
import { listPasskeys, lockPasskey, updateUsed } from '../../db/passkeys.ts'
import type { AuthEvent } from '../../events/published.ts'
import { asUser, type Means } from '../means.ts'
import type { Passkey } from '../rules/passkey.ts'
import { challengeOf } from './challenge.ts'
import { readAssertion } from './credential-json.ts'
import { type AssertionFault, judgeAssertion } from './judge-assertion.ts'
import { webauthn } from './webauthn.ts'

/** What a passkey was used for. */
export type PasskeyUse = 'SIGN_IN' | 'SECOND_FACTOR'

type Change = Readonly<{ tx: Tx; publish: Publish<AuthEvent> }>
type Facts = Pick<Means, 'settings' | 'now' | 'cause'>

/**
 * What a browser asks the passkeys of a person with: JSON for `PublicKeyCredential.parseRequestOptionsFromJSON`.
 *
 * @param asked the id of the caller's own challenge, 256 random bits: what the passkey signs follows from it
 * @returns null when the person has no passkey
 */
export async function passkeyOptionsOf(
  db: Db,
  asked: Readonly<{ userId: string; challengeId: string }>,
  { passkeys: settings }: Means['settings'],
): Promise<string | null> {
  const own = await listPasskeys(db, asked.userId)
  if (own.length === 0) return null
  const { generateAuthenticationOptions } = await webauthn()
  const options = await generateAuthenticationOptions({
    rpID: settings.rpId,
    challenge: Uint8Array.from(Buffer.from(challengeOf(asked.challengeId), 'base64url')),
    allowCredentials: own.map(({ credentialId: id, transports }) => ({
      id,
      transports: [...transports],
    })),
    userVerification: 'required',
    timeout: settings.challengeMinutes * 60_000,
  })
  return JSON.stringify(options)
}

/**
 * Checks what a passkey of a known person signed, and stores and tells its use, or that it was refused.
 *
 * That a challenge counts once, in time and for this person is the caller's to see to, in the same transaction. The
 * person's row must be locked.
 *
 * @param shown the id of the challenge that `passkeyOptionsOf` was given, and `credential.toJSON()` as text
 * @returns the passkey; undefined when the answer is not of its form, or proves nothing
 */
export async function verifyPasskey(
  { tx, publish }: Change,
  shown: Readonly<{ userId: string; challengeId: string; response: string; use: PasskeyUse }>,
  facts: Facts,
): Promise<Passkey | undefined> {
  const { userId, challengeId, use } = shown
  const response = readAssertion(shown.response)
  const passkey = response && (await lockPasskey(tx, response.id))
  if (!response || passkey?.userId !== userId) return undefined
  const { now, settings } = facts
  const cause = asUser(facts.cause, userId)
  const aggregate = { type: 'user', id: userId }
  const told = { userId, passkeyId: passkey.id, use }
  const { userHandle } = response.response
  const judged = isHandleOf(userId, { userHandle, use })
    ? await judgeAssertion(
        response,
        { passkey, challenge: challengeOf(challengeId) },
        settings.passkeys,
      )
    : ('NOT_PROVEN' satisfies AssertionFault)
  if (typeof judged === 'string') {
    // Nobody has proved to be this person: the cause stays who asked.
    const body = { ...told, reason: judged }
    await publish({ type: 'auth:passkey:refused', body, aggregate, cause: facts.cause })
    return undefined
  }
  const used: Passkey = { ...passkey, ...judged, lastUsedAt: now }
  await updateUsed(tx, used)
  await publish({ type: 'auth:passkey:used', body: told, aggregate, cause })
  return used
}

/** Who signs in without a name is named by the handle alone: there it must be shown (WebAuthn §7.2, 6). */
const isHandleOf = (
  userId: string,
  { userHandle, use }: Readonly<{ userHandle: string | undefined; use: PasskeyUse }>,
): boolean =>
  userHandle === undefined ? use === 'SECOND_FACTOR' : userHandle === userHandleOf(userId)

/** What an authenticator keeps of a person beside their passkey: the bytes of their id, and nothing that names them. */
export const userHandleOf = (userId: string): string =>
  Buffer.from(toUuid('usr', userId).replaceAll('-', ''), 'hex').toString('base64url')
