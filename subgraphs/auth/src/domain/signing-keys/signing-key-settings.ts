/** How signing keys come and go. */
export type SigningKeySettings = Readonly<{
  /** How old what a process knows of the keys may be when it signs, in seconds. */
  lookS: number
  /** For how long a new key is shown before anything is signed with it, in seconds. */
  leadS: number
}>

/**
 * A look every 10 seconds; a quarter of an hour of being shown.
 *
 * A gateway keeps the keys for a minute and lets others keep its answer for five: whoever verifies has seen a set that is
 * six minutes old at most.
 */
export const SIGNING_KEY_SETTINGS: SigningKeySettings = { lookS: 10, leadS: 15 * 60 }
