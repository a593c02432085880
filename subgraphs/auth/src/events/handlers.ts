import type { EventHandlers } from '@tallystick/outbox'

/** What Auth does when something happens elsewhere: nothing, it depends on nobody. */
export const handlers: EventHandlers = {}
