/** For a process that was given no secret, such as `npm run admin:grant`: it signs nobody in and opens nothing sealed. */
import type { Seal } from '@tallystick/sealed'
import type { SigningKeys } from './signing-keys.ts'

const refuse = (): never => {
  throw new Error('this process was not given KEY_ENCRYPTION_SECRET')
}

/** A seal that neither seals nor opens. */
export const CLOSED_SEAL: Seal = { seal: refuse, open: refuse, isOld: refuse }

/** Signing keys that sign nothing. */
export const NO_SIGNING_KEYS: SigningKeys = {
  signingAt: async () => refuse(),
  privateJwkAt: async () => refuse(),
}
