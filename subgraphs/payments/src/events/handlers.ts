import type { EventHandlers } from '@tallystick/outbox'

/** What Payments does when something happened elsewhere: nothing yet. */
export const handlers: EventHandlers = {}
