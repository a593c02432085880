import { isId } from '@tallystick/ids'
import { findSession } from '../db/sessions.ts'
import { findUsers } from '../db/users.ts'
import { factorsOf } from './factors/own-factors.ts'
import type { Means } from './means.ts'
import { hasFactor, type MfaMethod, methodsOf } from './rules/mfa-challenge.ts'
import { endOf, type Proof } from './rules/session.ts'
import type { User } from './rules/user.ts'

/** How somebody stands at this moment, and in the session that was asked about. */
export type Standing = Pick<User, 'status' | 'roles' | 'rightsVersion'> &
  Readonly<{
    isSessionLive: boolean
    /** Null, like the next, when the session is not live. */
    provedAt: Date | null
    provedBy: Proof | null
    hasSecondFactor: boolean
    stepUpMethods: readonly MfaMethod[]
    stepUpMinutes: number
  }>

/**
 * Says how a person stands; undefined when there is no such person.
 *
 * @param sessionId the session that they act in; another person's counts as none
 */
export async function findStanding(
  { db, now, settings }: Pick<Means, 'db' | 'now' | 'settings'>,
  { userId, sessionId }: Readonly<{ userId: string; sessionId: string | null }>,
): Promise<Standing | undefined> {
  const [user] = isId('usr', userId) ? await findUsers(db, [userId]) : []
  if (!user) return undefined
  const isNamed = sessionId !== null && isId('ses', sessionId)
  const session = isNamed ? await findSession(db, sessionId) : undefined
  const isOwn = session?.userId === userId && session.revokedAt === null
  const live = isOwn && now < endOf(session, settings.sessions) ? session : undefined
  const factors = await factorsOf(db, userId)
  return {
    status: user.status,
    roles: user.roles,
    rightsVersion: user.rightsVersion,
    isSessionLive: live !== undefined,
    provedAt: live?.provedAt ?? null,
    provedBy: live?.provedBy ?? null,
    hasSecondFactor: hasFactor(factors),
    stepUpMethods: methodsOf(factors, 'STEP_UP'),
    stepUpMinutes: settings.factors.stepUpMinutes,
  }
}
