/** How a payment begins, moves and waits. Pure: the caller brings the time and stores the outcome. */
import { accepted, type Result, refused } from '@tallystick/result'
import {
  FIRST_STATUSES,
  isAtRest,
  type Payment,
  type PaymentStatus,
  type PaymentTransition,
  STATUS_MOVES,
} from './payment.ts'

/** A payment after a change of its status, and the change. */
export type Moved = Readonly<{ payment: Payment; transition: PaymentTransition }>

/** A change that `STATUS_MOVES` does not list. */
export type IllegalMove = Readonly<{
  code: 'ILLEGAL_MOVE'
  from: PaymentStatus | null
  to: PaymentStatus
}>

/** A change of status: to what, when, why, and when it is looked at again if nothing else happens. */
export type Move = Readonly<{
  to: PaymentStatus
  at: Date
  reason: string | null
  /** Ignored when `to` is a status at rest. */
  nextAttemptAt: Date
}>

/** Whether a payment may go from one status to another; `from` null asks whether it may begin so. */
export const isLegalMove = (from: PaymentStatus | null, to: PaymentStatus): boolean =>
  (from === null ? FIRST_STATUSES : STATUS_MOVES[from]).includes(to)

/** Changes the status of a payment, or says that this change is impossible. */
export function transition(payment: Payment, move: Move): Result<Moved, IllegalMove> {
  const { to, at, reason, nextAttemptAt } = move
  const from = payment.sequence === 0 ? null : payment.status
  if (!isLegalMove(from, to)) return refused({ code: 'ILLEGAL_MOVE', from, to })
  const sequence = payment.sequence + 1
  return accepted({
    payment: {
      ...payment,
      status: to,
      sequence,
      reason,
      nextAttemptAt: isAtRest(to) ? null : nextAttemptAt,
      updatedAt: at,
    },
    transition: { paymentId: payment.id, sequence, from, to, at, reason },
  })
}

/**
 * Takes a payment through several statuses at one moment.
 *
 * @throws when one of the moves is impossible: the caller has looked where the payment stands
 */
export function movesThrough(
  payment: Payment,
  statuses: readonly PaymentStatus[],
  move: Omit<Move, 'to'>,
): Moved[] {
  const all: Moved[] = []
  for (const to of statuses) {
    const moved = transition(all.at(-1)?.payment ?? payment, { ...move, to })
    if (!moved.ok) throw new Error(`payment ${payment.id}: ${JSON.stringify(moved.refusal)}`)
    all.push(moved.value)
  }
  return all
}

/** Keeps a payment where it is and looks at it again later. A payment at rest is left alone. */
export const wait = (payment: Payment, nextAttemptAt: Date): Payment =>
  isAtRest(payment.status) ? payment : { ...payment, nextAttemptAt }
