/** How long sessions live, and what they bear. */
export type SessionSettings = Readonly<{
  /** How long a session lives however much it is used, in seconds. */
  sessionS: number
  /** How long a session in cookie mode lives without being used, in seconds. */
  sessionIdleS: number
  /** For how long a refresh token that was just replaced may come again without ending the session, in seconds. */
  refreshRaceS: number
}>

/** A week, an hour without use, 10 seconds for a client that races with itself. */
export const SESSION_SETTINGS: SessionSettings = {
  sessionS: 7 * 24 * 60 * 60,
  sessionIdleS: 60 * 60,
  refreshRaceS: 10,
}
