import { findSession } from '../../db/sessions.ts'
import type { Means } from '../means.ts'
import { findCookieSession } from '../sessions/find-cookie-session.ts'

/** Who sits at a browser, and when they last proved it. */
export type Visitor = Readonly<{ userId: string; provedAt: Date }>

/** Finds who sits at the browser whose session cookie has a secret of this hash. */
export async function findVisitor(
  means: Pick<Means, 'db' | 'now' | 'settings'>,
  secretHash: string,
): Promise<Visitor | undefined> {
  const held = secretHash ? await findCookieSession(means, { secretHash }) : undefined
  const session = held && (await findSession(means.db, held.sessionId))
  return session && { userId: session.userId, provedAt: session.provedAt }
}
