import type { AuthEvent } from '@tallystick/auth/published'
import type { EventHandlers, StoredEvent } from '@tallystick/outbox'
import { recordEvents } from '../domain/record-events.ts'
import { registerUser } from '../domain/register-user.ts'

type Registered = StoredEvent<Extract<AuthEvent, { type: 'auth:user:registered' }>>

/** What Admin does when something happens anywhere: everything but its own linking is recorded, new people are also listed. */
export const handlers: EventHandlers = {
  'auth:user:registered': ({ body, at }: Registered, tx) =>
    registerUser(tx, { id: body.userId, createdAt: at }),
  '*': { handleAll: (events, tx) => recordEvents(tx, events) },
}
