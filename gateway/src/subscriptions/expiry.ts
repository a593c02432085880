import type { Actor } from '@tallystick/actor'
import { GraphQLError } from 'graphql'
import type { AccessEnd } from '../auth/recent-changes.ts'

/** A timer cannot wait longer, in milliseconds. */
const TIMER_MAX_MS = 2 ** 31 - 1

/** Whether the credential that named the actor has ended. */
export const isExpired = ({ expiresAt }: Actor, now = Date.now()): boolean =>
  expiresAt !== null && expiresAt.getTime() <= now

/** Calls `onExpiry` when the actor's credential ends. @returns what calls it off */
export function whenExpired({ expiresAt }: Actor, onExpiry: () => void): () => void {
  if (expiresAt === null) return () => {}
  const wait = Math.min(Math.max(expiresAt.getTime() - Date.now(), 0), TIMER_MAX_MS)
  // A stream lives by its socket; a timer alone must not keep the process from ending.
  const timer = setTimeout(onExpiry, wait).unref()
  return () => clearTimeout(timer)
}

/** The last thing that a subscriber gets when their credential ends. */
export const sessionEnded = (): GraphQLError =>
  unauthenticated('The access token has expired. Subscribe again with a new one.')

const ENDS: Readonly<Record<AccessEnd, string>> = {
  SESSION_ENDED: 'The session has ended. Sign in again.',
  USER_CHANGED: 'The rights of the person have changed. Refresh the session and subscribe again.',
  KEY_CHANGED: 'The API key has changed or was revoked. Connect again.',
}

/** The last thing that a subscriber gets whose credential was taken back. */
export const accessEnded = (end: AccessEnd): GraphQLError => unauthenticated(ENDS[end])

const unauthenticated = (message: string): GraphQLError =>
  new GraphQLError(message, { extensions: { code: 'UNAUTHENTICATED' } })
