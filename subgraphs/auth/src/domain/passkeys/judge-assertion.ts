import type { AuthenticationResponseJSON } from '@simplewebauthn/server'
import { isCounterBeyond, type Passkey } from '../rules/passkey.ts'
import type { PasskeySettings } from './passkey-settings.ts'
import { webauthn } from './webauthn.ts'

/** Why an assertion does not count. */
export type AssertionFault = 'NOT_PROVEN' | 'COUNTER_WENT_BACK'

/** What a passkey is after a use that counts. */
export type Used = Pick<Passkey, 'counter' | 'isBackedUp'>

/**
 * Judges what a passkey signed: for this challenge, on one of our pages, after its person showed the device that it is
 * them.
 */
export async function judgeAssertion(
  response: AuthenticationResponseJSON,
  { passkey, challenge }: Readonly<{ passkey: Passkey; challenge: string }>,
  { rpId, origins }: PasskeySettings,
): Promise<Used | AssertionFault> {
  const { verifyAuthenticationResponse, isoBase64URL } = await webauthn()
  const proven = await verifyAuthenticationResponse({
    response,
    expectedChallenge: challenge,
    expectedOrigin: [...origins],
    expectedRPID: rpId,
    credential: {
      id: passkey.credentialId,
      publicKey: isoBase64URL.toBuffer(passkey.publicKey),
      // Judged below: what goes back has proved to hold the key, and that is worth knowing.
      counter: 0,
    },
    requireUserVerification: true,
  }).catch(() => undefined)
  if (!proven?.verified || isFramed(response)) return 'NOT_PROVEN'
  const { newCounter: counter, credentialBackedUp: isBackedUp } = proven.authenticationInfo
  return isCounterBeyond(passkey.counter, counter) ? { counter, isBackedUp } : 'COUNTER_WENT_BACK'
}

/** Whether a browser signed for a page of ours inside a page of another origin. What it signed must have been read. */
export const isFramed = ({
  response,
}: Readonly<{ response: Readonly<{ clientDataJSON: string }> }>): boolean =>
  JSON.parse(Buffer.from(response.clientDataJSON, 'base64url').toString()).crossOrigin === true
