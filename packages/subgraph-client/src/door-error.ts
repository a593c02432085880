/** Whether the operation may have changed something all the same. */
export type Outcome = 'NOT_APPLIED' | 'UNKNOWN'

/**
 * Why there is no answer: too late, nobody waits any more, no connection, our assertion was not believed, an answer that
 * is none, a stream that was not read fast enough, or too many calls at once.
 */
export type DoorErrorReason =
  | 'DEADLINE'
  | 'CANCELLED'
  | 'UNREACHABLE'
  | 'REFUSED'
  | 'BAD_ANSWER'
  | 'TOO_SLOW'
  | 'OVERLOADED'

/**
 * A subgraph gave no answer.
 *
 * `outcome` is UNKNOWN only for a mutation that may have reached it: then only the same idempotency key may be tried
 * again. Everything else is NOT_APPLIED.
 */
export class DoorError extends Error {
  readonly subgraph: string
  readonly outcome: Outcome
  readonly reason: DoorErrorReason

  constructor(
    facts: Readonly<{ subgraph: string; outcome: Outcome; reason: DoorErrorReason }>,
    cause?: unknown,
  ) {
    super(`${facts.subgraph} gave no answer: ${facts.reason} (${facts.outcome})`, { cause })
    this.name = 'DoorError'
    this.subgraph = facts.subgraph
    this.outcome = facts.outcome
    this.reason = facts.reason
  }
}

/** What an aborted signal says about why: its deadline passed, or the caller left. */
export const reasonOf = (signal: AbortSignal): DoorErrorReason =>
  signal.reason instanceof DOMException && signal.reason.name === 'TimeoutError'
    ? 'DEADLINE'
    : 'CANCELLED'
