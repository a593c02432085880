import type { Door, DoorCall, DoorFacts } from './door.ts'
import { DoorError } from './door-error.ts'
import { type BulkheadLimits, newBulkhead, readGuardFault, TurnedAway } from './guard.ts'
import { Lifetime } from './lifetime.ts'

/** How long a call may wait for its turn at a door that sets no deadline of its own. */
const WAIT_MAX_MS = 60_000

/** What a bulkhead is told. */
export type BulkheadOptions = BulkheadLimits &
  Readonly<{
    /** Called after each query and mutation. */
    onCall?: ((call: DoorCall) => void) | undefined
  }>

/**
 * Lets only so many calls into a door at a time, so that one slow subgraph does not take everything that this process has.
 *
 * Whoever finds the queue full is told OVERLOADED, and nothing was done. Subscriptions go past it: they last.
 */
export function withBulkhead(door: Door, options: BulkheadOptions): Door {
  const { name } = door
  const guard = newBulkhead(options)
  const run = async <Answer>(facts: DoorFacts, work: () => Promise<Answer>): Promise<Answer> => {
    const began = performance.now()
    const ended = (reason?: DoorCall['reason']): void =>
      options.onCall?.({ subgraph: name, ms: performance.now() - began, ok: !reason, reason })
    let lifetime: Lifetime | undefined
    const wait = (): Lifetime => {
      lifetime = new Lifetime(WAIT_MAX_MS, facts)
      return lifetime
    }
    try {
      const answer = await guard.run(wait, () => {
        // From here on the door itself sees to the deadline.
        lifetime?.release()
        return work()
      })
      ended()
      return answer
    } catch (thrown) {
      const fault = readGuardFault(thrown)
      const error =
        fault instanceof TurnedAway
          ? new DoorError({ subgraph: name, outcome: 'NOT_APPLIED', reason: fault.reason }, fault)
          : fault
      ended(error instanceof DoorError ? error.reason : 'BAD_ANSWER')
      throw error
    } finally {
      lifetime?.release()
    }
  }
  const { execute, executeText, subscribe, state } = door
  return {
    name,
    execute: (request, facts) => run(facts, () => execute(request, facts)),
    ...(executeText
      ? { executeText: (request, facts) => run(facts, () => executeText(request, facts)) }
      : {}),
    subscribe,
    state: () => ({ urls: [], healthy: [], ...state?.(), ...guard.state() }),
  }
}
