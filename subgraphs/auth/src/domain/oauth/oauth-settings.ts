/** How many programs there may be and how long what they hold lives. Tokens live as those of people do. */
export type OAuthSettings = Readonly<{
  /** Live programs of one person. */
  clientsPerPersonMax: number
  /** How long a code may be traded, in seconds. */
  codeS: number
  /** How long a person may take to sign in and decide, in seconds. */
  interactionS: number
}>

/** 20 programs, a minute, a quarter of an hour. */
export const OAUTH_SETTINGS: OAuthSettings = {
  clientsPerPersonMax: 20,
  codeS: 60,
  interactionS: 15 * 60,
}
