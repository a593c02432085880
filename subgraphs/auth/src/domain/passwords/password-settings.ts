import type { Composition } from '../rules/password.ts'

/** What passwords must be like, and what guessing them comes to. */
export type PasswordSettings = Readonly<{
  /** Whether a password needs an upper-case letter, a lower-case letter and a digit (`mixed`). */
  composition: Composition
  /** How long a link to set a new password works, in minutes. */
  resetMinutes: number
  /** Wrong passwords from one network after which the person is locked there. */
  attemptsMax: number
  /** Wrong passwords from everywhere after which the person is locked on every network that they are not known on. */
  attemptsWideMax: number
  /** How long that lasts, in minutes. */
  lockoutMinutes: number
  /** How long it lasts for administrators, in minutes. */
  lockoutMinutesAdmin: number
}>

/** As the contract has it: 5 tries, 15 minutes (administrators 30), links of an hour, and no rule about kinds of characters. */
export const PASSWORD_SETTINGS: PasswordSettings = {
  composition: 'off',
  resetMinutes: 60,
  attemptsMax: 5,
  attemptsWideMax: 100,
  lockoutMinutes: 15,
  lockoutMinutesAdmin: 30,
}
