/**
 * The transactions of payments, each for as many as arrive together: one that makes them, one that moves them.
 *
 * What belongs to a payment (its key, history, events and job) is committed with it, as if it were alone.
 */
import type { Jobs } from '@tallystick/jobs'
import {
  type Cause,
  type Gathering,
  newGathering,
  type Outbox,
  type Publish,
} from '@tallystick/outbox'
import { findKeys, type KeyName, type UsedKey } from '../db/idempotency-keys.ts'
import { lockPayments } from '../db/payments.ts'
import {
  insertPayments,
  type NewPayment,
  type PaymentChange,
  updatePayments,
} from '../db/write-payments.ts'
import { toEvent } from '../events/outbox.ts'
import type { PaymentsEvent } from '../events/published.ts'
import { type Answer, answerOf, fromStored, toStored } from './rules/answer.ts'
import type { Decision } from './rules/decision.ts'
import type { Payment } from './rules/payment.ts'
import { after } from './rules/timing.ts'
import { type Moved, transition, wait } from './rules/transition.ts'
import { scheduleNext } from './schedule.ts'

/** Payments in one transaction: enough to share its cost, few enough that nobody waits long for its locks. */
const BATCH_MAX = 64

/** A new payment as it came to be, status by status, and the key that asks for it. */
export type Creation = Readonly<{
  history: readonly Moved[]
  key: NewPayment['key']
  cause: Cause
}>

/** A decision about a payment as it was read. */
export type DecidedMove = Readonly<{ payment: Payment; decision: Decision; cause: Cause }>

/** How payments are written, many callers at a time, and how a key is looked up before. */
export type PaymentStore = Readonly<{
  /** What a key was used for, if it was. */
  findKey: Gathering<KeyName, UsedKey | undefined>
  /** Stores key and payment together. @returns undefined when the key is taken */
  create: Gathering<Creation, Payment | undefined>
  /** Stores a decision. @returns the answer that stands, or undefined when the payment has moved since it was read */
  move: Gathering<DecidedMove, Answer | undefined>
}>

type StoreParts = Readonly<{ outbox: Outbox<PaymentsEvent>; jobs: Jobs; now: () => Date }>

/** Opens the store; callers gather in each of its three ways apart from the others. */
export const newPaymentStore = (parts: StoreParts): PaymentStore => ({
  findKey: newGathering({
    batchMax: BATCH_MAX,
    answerAll: (names) => findKeys(parts.outbox.db, names),
  }),
  create: newGathering({ batchMax: BATCH_MAX, answerAll: (all) => createAll(parts, all) }),
  move: newGathering({ batchMax: BATCH_MAX, answerAll: (all) => moveAll(parts, all) }),
})

function createAll(
  { outbox, jobs }: StoreParts,
  creations: readonly Creation[],
): Promise<(Payment | undefined)[]> {
  const made = creations.map((creation) => ({ creation, payment: lastOf(creation) }))
  return outbox.transaction(async (tx, publish) => {
    const stored = await insertPayments(
      tx,
      made.map(({ creation: { history, key }, payment }) => ({
        payment,
        transitions: history.map((moved) => moved.transition),
        key,
      })),
    )
    const fresh = made.filter(({ payment }) => stored.has(payment.id))
    await Promise.all([
      tell(
        publish,
        fresh.flatMap(({ creation: { history, cause } }) =>
          history.map((moved) => ({ ...moved, cause })),
        ),
      ),
      scheduleNext(
        jobs,
        tx,
        fresh.map(({ creation: { cause }, payment }) => ({ payment, requestId: cause.requestId })),
      ),
    ])
    return made.map(({ payment }) => (stored.has(payment.id) ? payment : undefined))
  })
}

function lastOf({ history }: Creation): Payment {
  const last = history.at(-1)
  if (!last) throw new TypeError('a payment has a first status')
  return last.payment
}

type Change = PaymentChange & Readonly<{ cause: Cause }>

function moveAll(
  parts: StoreParts,
  moves: readonly DecidedMove[],
): Promise<(Answer | undefined)[]> {
  return parts.outbox.transaction(async (tx, publish) => {
    const current = await lockPayments(
      tx,
      moves.map(({ payment }) => payment.id),
    )
    const changes = new Map<DecidedMove, Change>()
    for (const move of moves) {
      const { id, sequence } = move.payment
      const locked = current.get(id)
      if (!locked) throw new Error(`payment ${id} is gone`)
      if (locked.sequence !== sequence) continue
      changes.set(move, toChange(parts, locked, move))
      // Should one process ever move a payment twice at once, the second looks at it again.
      current.set(id, { ...locked, sequence: -1 })
    }
    if (changes.size === 0) return moves.map(() => undefined)
    const all = [...changes.values()]
    const standing = await updatePayments(tx, all)
    await Promise.all([tell(publish, all), scheduleNext(parts.jobs, tx, all.map(toScheduled))])
    const answers = new Map([...changes.keys()].map((move, index) => [move, standing[index]]))
    return moves.map((move) => {
      const stored = answers.get(move)
      return stored && fromStored(stored)
    })
  })
}

function toChange(
  { now }: StoreParts,
  before: Payment,
  { decision: { to, reason, pauseMs, available }, cause }: DecidedMove,
): Change {
  const at = now()
  const nextAttemptAt = after(at, pauseMs)
  const change = (payment: Payment, moved?: Moved): Change => ({
    payment,
    isChanged: payment !== before,
    transition: moved?.transition,
    outcome: toStored(answerOf(payment, available)),
    cause,
  })
  if (to === before.status) return change(wait(before, nextAttemptAt))
  const moved = transition(before, { to, at, reason, nextAttemptAt })
  if (!moved.ok) throw new Error(`payment ${before.id}: ${JSON.stringify(moved.refusal)}`)
  return change(moved.value.payment, moved.value)
}

const toScheduled = ({ payment, cause }: Change) => ({ payment, requestId: cause.requestId })

type Told = Readonly<{
  payment: Payment
  transition: Moved['transition'] | undefined
  cause: Cause
}>

const tell = (publish: Publish<PaymentsEvent>, changes: readonly Told[]): Promise<void> =>
  publish(
    ...changes.flatMap(({ payment, transition: step, cause }) =>
      step ? [toEvent(payment, step, cause)] : [],
    ),
  )
