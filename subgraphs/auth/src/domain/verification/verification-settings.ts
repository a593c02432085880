/** How people show that an address or a phone is theirs. */
export type VerificationSettings = Readonly<{
  /** Whether a person must have shown that the address is theirs before they may sign in. */
  email: 'off' | 'required'
  /** How long a link or code to an e-mail address works, in minutes. */
  emailMinutes: number
  /** How long a code to a phone works, in minutes. */
  phoneMinutes: number
  /** Wrong tries after which a code of six digits ends. */
  triesMax: number
  /** Messages of one kind that one person may be sent within an hour. */
  perHourMax: number
  /** Where the pages behind links are, without a slash at the end; the token is put behind it. */
  linksUrl: string
}>

/** Off, so that whoever signs up is signed in; an hour for e-mail, ten minutes for a phone. */
export const VERIFICATION_SETTINGS: VerificationSettings = {
  email: 'off',
  emailMinutes: 60,
  phoneMinutes: 10,
  triesMax: 5,
  perHourMax: 5,
  linksUrl: 'http://localhost:4000',
}
