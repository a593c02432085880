import { setTimeout as pause } from 'node:timers/promises'
import type { Failpoint } from './names.ts'
import type { Order } from './order.ts'

/** Thrown where `throw` was ordered. */
export class FailpointError extends Error {
  constructor(name: Failpoint) {
    super(`failpoint ${name}`)
    this.name = 'FailpointError'
  }
}

/** Thrown where `drop-connection` was ordered. Its `code` is the one of a peer that reset the connection. */
export class DroppedConnectionError extends Error {
  readonly code = 'ECONNRESET'

  constructor(name: Failpoint) {
    super(`read ECONNRESET (failpoint ${name})`)
    this.name = 'DroppedConnectionError'
  }
}

/** Says that a place was reached. Resolves at once unless something was ordered for this visit. */
export type Reach = (name: Failpoint) => Promise<void>

/** Counts the visits to each failpoint and does what was ordered. */
export function newReach(orders: readonly Order[]): Reach {
  const visits = new Map<Failpoint, number>()
  return async (name) => {
    const visit = (visits.get(name) ?? 0) + 1
    visits.set(name, visit)
    const order = orders.find((each) => each.name === name && each.nth === visit)
    if (order) await obey(order)
  }
}

async function obey({ name, action }: Order): Promise<void> {
  // A test that waits for the place to be reached reads this line; a killed process flushes nothing.
  process.stderr.write(`failpoint ${name}: ${action.kind}\n`)
  switch (action.kind) {
    case 'kill9':
      process.kill(process.pid, 'SIGKILL')
      // The signal is on its way; nothing behind this place may happen any more.
      return new Promise(() => {})
    case 'throw':
      throw new FailpointError(name)
    case 'drop-connection':
      throw new DroppedConnectionError(name)
    case 'hang':
      await pause(action.ms)
  }
}
