/** Codes of authenticator apps: RFC 6238 with what every app understands, SHA-1, six digits, thirty seconds. */
import { generateSecret, generateURI, verifySync } from 'otplib'

const STEP_S = 30
/** How far a clock may be off, in steps: the code before and the code after count, too. */
const DRIFT_STEPS = 1
const SECRET_BYTES = 20

/** Makes a secret: 160 random bits in Base32. */
export const newTotpSecret = (): string => generateSecret({ length: SECRET_BYTES })

/** What an app is set up with: the `otpauth://` URI of a secret. */
export const totpUri = (
  secret: string,
  { issuer, account }: Readonly<{ issuer: string; account: string }>,
): string => generateURI({ issuer, label: account, secret, period: STEP_S, digits: 6 })

/**
 * Which time step a code is of, among this one, the one before and the one after. Spaces between digits do not count.
 *
 * Whether it was used before is for the caller to see to.
 *
 * @returns undefined for a code of none of them
 */
export function stepOfCode(secret: string, code: string, now: Date): number | undefined {
  const token = code.replaceAll(/\s/g, '')
  if (!/^[0-9]{6}$/.test(token)) return undefined
  const found = verifySync({
    secret,
    token,
    epoch: Math.floor(now.getTime() / 1000),
    period: STEP_S,
    epochTolerance: DRIFT_STEPS * STEP_S,
  })
  return found.valid && 'timeStep' in found ? found.timeStep : undefined
}
