/**
 * What stands before the calls to one subgraph, so that it cannot take this process down with it.
 *
 * The breaker turns calls away at once while the subgraph keeps failing, and lets one through after a while to find out.
 * The bulkhead lets only so many run at a time; some more wait, the rest is turned away at once.
 */
import {
  BrokenCircuitError,
  BulkheadRejectedError,
  bulkhead,
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  handleWhen,
} from 'cockatiel'
import type { BreakerState, DoorState } from './door.ts'
import type { DoorErrorReason } from './door-error.ts'
import type { Lifetime } from './lifetime.ts'

/** How much a subgraph may occupy of this process. */
export type BulkheadLimits = Readonly<{
  /** Calls that run at a time. @default 256 */
  concurrencyMax?: number | undefined
  /** Calls that may wait for their turn. @default 1,000 */
  queueMax?: number | undefined
}>

/** When calls are turned away because a subgraph keeps failing. */
export type BreakerLimits = Readonly<{
  /** Failed calls in a row. @default 5 */
  failures?: number | undefined
  /** How long until one is let through to find out, in milliseconds. @default 1,000 */
  resetMs?: number | undefined
}>

/** What applies to a door that is told nothing else. */
export const GUARD_STANDARD = {
  concurrencyMax: 256,
  queueMax: 1_000,
  failures: 5,
  // A process that died is back after one to seven seconds: with five, a trial that comes a moment too early doubles that.
  resetMs: 1_000,
} as const

/** A call was turned away before anything was sent. */
export class TurnedAway extends Error {
  override name = 'TurnedAway'
  readonly reason: DoorErrorReason

  constructor(reason: DoorErrorReason, cause?: unknown) {
    super('turned away', { cause })
    this.reason = reason
  }
}

/** What a guard threw: whoever it turned away learns so in our words. */
export const readGuardFault = (fault: unknown): unknown => {
  if (fault instanceof BulkheadRejectedError) return new TurnedAway('OVERLOADED', fault)
  return fault instanceof BrokenCircuitError ? new TurnedAway('UNREACHABLE', fault) : fault
}

/** Lets calls through, or not. */
export type Guard = Readonly<{
  /**
   * Runs `work` when it is its turn.
   *
   * PERFORMANCE: it is for who waits for the answer to have `readGuardFault` read what comes instead, so that an answer
   * passes through as few functions as can be.
   *
   * @param lifetime asked for only if it has to wait
   */
  run<Value>(lifetime: () => Lifetime, work: () => Promise<Value>): Promise<Value>
  state(): Pick<DoorState, 'breaker' | 'inFlight' | 'waiting'>
}>

/** Makes a bulkhead alone. */
export function newBulkhead(limits: BulkheadLimits): Guard {
  const { concurrencyMax, queueMax } = { ...GUARD_STANDARD, ...defined(limits) }
  const policy = bulkhead(concurrencyMax, queueMax)
  return {
    run: (lifetime, work) =>
      policy.executionSlots > 0
        ? policy.execute(work)
        : inTurn((later) => policy.execute(later), lifetime(), work),
    state: () => ({
      breaker: 'CLOSED',
      inFlight: concurrencyMax - policy.executionSlots,
      waiting: queueMax - policy.queueSlots,
    }),
  }
}

/** Makes a bulkhead behind a breaker. @param isFault whether the subgraph is to blame */
export function newGuard(
  limits: BulkheadLimits & BreakerLimits,
  isFault: (fault: unknown) => boolean,
  onState: (state: BreakerState) => void,
): Guard {
  const { failures, resetMs } = { ...GUARD_STANDARD, ...defined(limits) }
  const inner = newBulkhead(limits)
  const policy = circuitBreaker(
    // Only an answer ends the trial well: a caller who left has found nothing out.
    handleWhen((fault) => isFault(fault) || policy.state === CircuitState.HalfOpen),
    { halfOpenAfter: resetMs, breaker: new ConsecutiveBreaker(failures) },
  )
  policy.onStateChange((state) => onState(STATES[state]))
  return {
    run(lifetime, work) {
      // The library would let everyone wait for the one who finds out.
      if (policy.state === CircuitState.HalfOpen)
        return Promise.reject(new TurnedAway('UNREACHABLE'))
      return policy.execute(() => inner.run(lifetime, work))
    },
    state: () => ({ ...inner.state(), breaker: STATES[policy.state] }),
  }
}

const STATES: Record<CircuitState, BreakerState> = {
  [CircuitState.Closed]: 'CLOSED',
  [CircuitState.Open]: 'OPEN',
  [CircuitState.HalfOpen]: 'HALF_OPEN',
  [CircuitState.Isolated]: 'OPEN',
}

/** Waits for a turn no longer than the call lives. */
function inTurn<Value>(
  enter: (work: () => Promise<Value>) => Promise<Value>,
  lifetime: Lifetime,
  work: () => Promise<Value>,
): Promise<Value> {
  return new Promise((resolve, reject) => {
    lifetime.watcher = { onOver: ({ reason, cause }) => reject(new TurnedAway(reason, cause)) }
    const start = async (): Promise<Value> => {
      if (lifetime.over) throw new TurnedAway(lifetime.over.reason, lifetime.over.cause)
      lifetime.watcher = undefined
      return await work()
    }
    void enter(start).then(resolve, reject)
  })
}

/** Without the entries that say nothing. */
const defined = <Limits extends object>(
  limits: Limits,
): { [K in keyof Limits]?: NonNullable<Limits[K]> } =>
  Object.fromEntries(Object.entries(limits).filter(([, value]) => value !== undefined)) as never
