/** Where passkeys work, and how many there may be. */
export type PasskeySettings = Readonly<{
  /** The domain that passkeys belong to: of the page that uses one, or above it. */
  rpId: string
  /** What browsers and devices show beside a passkey. */
  rpName: string
  /** The pages that may use them, as `scheme://host[:port]`. */
  origins: readonly string[]
  /** Passkeys that one person may have. */
  perPersonMax: number
  /** How long a challenge may be answered, in minutes. */
  challengeMinutes: number
}>

/** This machine alone; ten passkeys, five minutes. */
export const PASSKEY_SETTINGS: PasskeySettings = {
  rpId: 'localhost',
  rpName: 'Tallystick',
  origins: ['http://localhost:4000'],
  perPersonMax: 10,
  challengeMinutes: 5,
}
