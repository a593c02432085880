import type { Cause, Outbox } from '@tallystick/outbox'
import { lockUser } from '../db/users.ts'
import type { AdminEvent } from '../events/published.ts'

/** What was changed about a user. */
export type UserUpdate = Extract<AdminEvent, { type: 'admin:user:updated' }>['body']

/** Tells of a change that Auth has made, in the order of the changes of that user. */
export const tellUpdated = (
  { outbox, cause }: { outbox: Outbox<AdminEvent>; cause: Cause },
  body: UserUpdate,
): Promise<void> =>
  outbox.transaction(async (tx, publish) => {
    const { userId } = body
    await lockUser(tx, userId)
    await publish({
      type: 'admin:user:updated',
      body,
      aggregate: { type: 'user', id: userId },
      cause,
    })
  })
