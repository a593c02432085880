import { isLabel } from './label.ts'
/** What a passkey's challenge is for. */
export type ChallengePurpose = 'REGISTRATION' | 'SIGN_IN'

/** A passkey as stored. Its private half has never been here. */
export type Passkey = Readonly<{
  id: string
  userId: string
  /** The authenticator's name for it, in base64url. */
  credentialId: string
  /** COSE, in base64url. */
  publicKey: string
  /** How often it signed, as it says itself; many always say 0. */
  counter: number
  transports: readonly string[]
  /** How its person tells it from others. */
  name: string
  aaguid: string
  isBackedUp: boolean
  createdAt: Date
  lastUsedAt: Date | null
}>

/** The ways to reach an authenticator that browsers know; any other text is dropped. */
const TRANSPORTS = ['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb']
const NAME_MAX = 100

/** Whether text may be the name of a passkey. */
export const isPasskeyName = (name: string): boolean => isLabel(name, NAME_MAX)

/** What a browser says of the ways to an authenticator, as far as it is known. */
export const toTransports = (said: unknown): string[] =>
  Array.isArray(said) ? TRANSPORTS.filter((known) => said.includes(known)) : []

/**
 * Whether a passkey's counter is beyond the one that was last seen: one that is not was copied (WebAuthn §6.1.1). A
 * passkey that never counts says 0 for ever.
 */
export const isCounterBeyond = (stored: number, shown: number): boolean =>
  (stored === 0 && shown === 0) || shown > stored
