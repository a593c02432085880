/** Whether and how second factors work. */
export type FactorSettings = Readonly<{
  /** Whether people may add one. Those that are there are asked for either way. */
  enabled: boolean
  /** How long a challenge may be answered, in minutes. */
  challengeMinutes: number
  /** Wrong answers after which a challenge ends. */
  triesMax: number
  /** Wrong answers from one network, to whichever challenges, after which the person is locked there. */
  attemptsMax: number
  /** Wrong answers from everywhere after which the person is locked on every network that they are not known on. */
  attemptsWideMax: number
  /** For how long a proof is enough for sensitive acts, in minutes. */
  stepUpMinutes: number
  /** How long an authenticator app may be confirmed after its secret was shown, in minutes. */
  enrollmentMinutes: number
  /** What authenticator apps call us. */
  totpIssuer: string
}>

/** On: challenges of 5 minutes and 5 tries, 5 wrong answers from one network and 10 from everywhere, proofs of 15 minutes. */
export const FACTOR_SETTINGS: FactorSettings = {
  enabled: true,
  challengeMinutes: 5,
  triesMax: 5,
  attemptsMax: 5,
  attemptsWideMax: 10,
  stepUpMinutes: 15,
  enrollmentMinutes: 60,
  totpIssuer: 'Tallystick',
}
