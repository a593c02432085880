import type { Actor } from '@tallystick/actor'
import type { Cause } from '@tallystick/outbox'
import type { DoorFacts } from '@tallystick/subgraph-client'

/**
 * What every resolver is handed, beside what its subgraph adds.
 *
 * One context serves one operation; each event of a subscription gets a new one, so that no loader outlives its event.
 */
export type SubgraphContext = Readonly<{
  facts: DoorFacts
  actor: Actor
  /** When the operation began. */
  now: Date
  /** Who and what caused the changes that this operation makes, for events and the audit log. */
  cause: Cause
}>
