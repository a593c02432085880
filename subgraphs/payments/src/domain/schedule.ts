import type { Tx } from '@tallystick/db'
import type { Jobs } from '@tallystick/jobs'
import { isAtRest, type Payment } from './rules/payment.ts'

/** The tasks that this subgraph enqueues. */
export type TaskName = 'advance-payment' | 'sweep-payments' | 'forget-keys'

/**
 * How often one job tries before it leaves the payment to the sweep, which never gives up. The pauses between tries of a
 * job grow beyond a minute after this many.
 */
const JOB_ATTEMPTS_MAX = 4

/** A payment as it stands now, and the request that brought it there. */
export type Scheduled = Readonly<{ payment: Payment; requestId: string | null }>

/**
 * Sets the one job of each payment to its timer, or drops it when the payment is at rest. In the transaction that moved
 * them.
 *
 * The job is known by the payment's id, so a payment never has two.
 */
export async function scheduleNext(
  jobs: Jobs,
  tx: Tx,
  scheduled: readonly Scheduled[],
): Promise<void> {
  const ended = scheduled.filter(({ payment }) => isAtRest(payment.status))
  const waiting = scheduled.filter(({ payment }) => !isAtRest(payment.status))
  await Promise.all([
    jobs.removeAll(
      tx,
      ended.map(({ payment }) => payment.id),
    ),
    jobs.enqueueAll(tx, waiting.map(toJob)),
  ])
}

const toJob = ({ payment: { id, nextAttemptAt }, requestId }: Scheduled) => ({
  task: 'advance-payment' satisfies TaskName,
  payload: { paymentId: id, requestId },
  key: id,
  runAt: nextAttemptAt ?? undefined,
  maxAttempts: JOB_ATTEMPTS_MAX,
})
