import { isId } from '@tallystick/ids'
import { accepted, type Result, refused } from '@tallystick/result'
import { lockSession } from '../../db/sessions.ts'
import { lockUser } from '../../db/users.ts'
import type { Means } from '../means.ts'
import { endOf } from '../rules/session.ts'
import { endSession, endSessionsOf } from './end-sessions.ts'

type Needs = Pick<Means, 'outbox' | 'now' | 'cause' | 'settings'>

/** A person ended their sessions elsewhere. */
const reason = 'ENDED_BY_OWNER'

/**
 * Ends one session of a person, the one that asks included. One that has ended already stays as it is and tells nobody.
 *
 * @returns NOT_FOUND for anybody else's session as for one that never was
 */
export async function revokeSession(
  { outbox, now, cause, settings }: Needs,
  { userId, id }: Readonly<{ userId: string; id: string }>,
): Promise<Result<Readonly<{ sessionId: string }>, Readonly<{ code: 'NOT_FOUND' }>>> {
  if (!isId('ses', id)) return refused({ code: 'NOT_FOUND' })
  return outbox.transaction(async (tx, publish) => {
    const session = await lockSession(tx, id)
    if (session?.userId !== userId) return refused({ code: 'NOT_FOUND' })
    const isLive = !session.revokedAt && now < endOf(session, settings.sessions)
    if (isLive) await endSession({ tx, publish }, session, { reason, now, cause })
    return accepted({ sessionId: id })
  })
}

/** Ends every session of a person but the one that asks. @returns how many ended */
export function revokeOtherSessions(
  { outbox, now, cause, settings }: Needs,
  { userId, sessionId }: Readonly<{ userId: string; sessionId: string }>,
): Promise<number> {
  return outbox.transaction(async (tx, publish) => {
    // Whoever signs in now waits here: they are among the others, or they come after.
    await lockUser(tx, userId)
    const others = { userId, exceptId: sessionId, reason } as const
    return endSessionsOf({ tx, publish }, others, { now, cause, settings })
  })
}
