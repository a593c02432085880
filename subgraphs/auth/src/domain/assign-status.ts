import { isId } from '@tallystick/ids'
import { type Result, refused } from '@tallystick/result'
import { lockOAuthClientsOf } from '../db/oauth-clients.ts'
import { lockUserAndAdministrators, updateStatus } from '../db/users.ts'
import { ACCESS } from './access-topic.ts'
import { asUser, type Means } from './means.ts'
import { endAccessTokens } from './oauth/end-grant.ts'
import { changeStatus, isReason, type StatusRefused } from './rules/status.ts'
import type { User, UserStatus } from './rules/user.ts'
import { endSessionsOf } from './sessions/end-sessions.ts'

/** Why a status is not assigned. */
export type AssignStatusRefused =
  | StatusRefused
  | Readonly<{ code: 'USER_UNKNOWN' | 'MALFORMED_REASON' }>

/** A status that somebody is to have. */
export type AssignStatus = Readonly<{
  userId: string
  status: UserStatus
  /** Why, in words for the audit log. */
  reason: string
  /** The administrator who decided, `usr_…`; null for an operator at the machine. */
  assignedBy: string | null
}>

/**
 * Gives a person a status. With any but ACTIVE every session of theirs ends in the same transaction, with the access tokens
 * that their programs hold of anybody, and their keys are refused as long as it lasts. Assigning the status they have is accepted and tells nobody.
 */
export async function assignStatus(
  { outbox, cause, now, settings }: Pick<Means, 'outbox' | 'cause' | 'now' | 'settings'>,
  { userId, status, reason, assignedBy }: AssignStatus,
): Promise<Result<User, AssignStatusRefused>> {
  if (!isReason(reason)) return refused({ code: 'MALFORMED_REASON' })
  if (!isId('usr', userId)) return refused({ code: 'USER_UNKNOWN' })
  const caused = assignedBy ? asUser(cause, assignedBy) : cause
  return outbox.transaction(async (tx, publish) => {
    const { user, administrators } = await lockUserAndAdministrators(tx, userId)
    if (!user) return refused({ code: 'USER_UNKNOWN' })
    const decision = changeStatus(user, { status, decidedBy: assignedBy }, administrators)
    if (!decision.ok || decision.value === user) return decision

    const { rightsVersion } = decision.value
    await updateStatus(tx, decision.value)
    await publish({
      type: 'auth:user:status_changed',
      body: { userId, from: user.status, to: status, reason, assignedBy, rightsVersion },
      aggregate: { type: 'user', id: userId },
      topics: [ACCESS],
      cause: caused,
    })
    const all = { userId, exceptId: null, reason: 'STATUS_CHANGED' } as const
    const facts = { now, cause: caused, settings }
    if (status !== 'ACTIVE') {
      await endSessionsOf({ tx, publish }, all, facts)
      for (const client of await lockOAuthClientsOf(tx, userId))
        await endAccessTokens({ tx, publish }, client, facts)
    }
    return decision
  })
}
