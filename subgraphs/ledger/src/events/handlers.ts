import type { EventHandlers } from '@tallystick/outbox'

/** Ledger acts only when it is asked to: no event of another subgraph moves money. */
export const handlers: EventHandlers = {}
