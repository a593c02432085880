/**
 * The transactions of payments, each for as many as arrive together: one that makes them, one that moves them.
 *
 * What belongs to a payment (its key, history, events and job) is committed with it, as if it were alone.
 */
import type { Tx } from '@tallystick/db'
import type { Jobs } from '@tallystick/jobs'
import {
  type Cause,
  type Gathering,
  newGathering,
  type Outbox,
  type Publish,
} from '@tallystick/outbox'
import { accepted, type Result, refused } from '@tallystick/result'
import { findKeys, type KeyName, type UsedKey } from '../db/idempotency-keys.ts'
import { lockPayments } from '../db/payments.ts'
import { markRefunded, releaseRefund, sumRefunds } from '../db/refunds.ts'
import {
  insertPayments,
  type NewPayment,
  type PaymentChange,
  updatePayments,
} from '../db/write-payments.ts'
import { toEvent } from '../events/outbox.ts'
import type { PaymentsEvent } from '../events/published.ts'
import { giveBackLimits } from './limits/spend-limits.ts'
import { type Answer, answerOf, fromStored, toStored } from './rules/answer.ts'
import type { Decision } from './rules/decision.ts'
import type { Prepared } from './rules/order.ts'
import { isAtRest, type Payment } from './rules/payment.ts'
import { after } from './rules/timing.ts'
import { type Moved, transition, wait } from './rules/transition.ts'
import { scheduleNext } from './schedule.ts'
import { type CreateRefused, giveBackAll, takeFor } from './take-for-payments.ts'

/** Payments in one transaction: enough to share its cost, few enough that nobody waits long for its locks. */
const BATCH_MAX = 64

/** A new payment as it came to be, status by status, and the key that asks for it. */
export type Creation = Readonly<{
  history: readonly Moved[]
  key: NewPayment['key']
  /** What has to be taken with it. */
  takes: Omit<Prepared, 'order'>
  cause: Cause
}>

/** A decision about a payment as it was read. */
export type DecidedMove = Readonly<{
  payment: Payment
  decision: Decision
  cause: Cause
  /** Whether somebody asked for the leg that it ends by a key of its own, and not only for the payment. */
  isAnswerOfLeg: boolean
}>

/** A payment after a decision, and the answer that stands for whoever asked. */
export type Stored = Readonly<{ payment: Payment; answer: Answer }>

/** What became of a request for a new payment. */
export type Created = Result<Payment, CreateRefused>

/** How payments are written, many callers at a time, and how a key is looked up before. */
export type PaymentStore = Readonly<{
  /** What a key was used for, if it was. */
  findKey: Gathering<KeyName, UsedKey | undefined>
  /** Stores key and payment together with what they take, or nothing. */
  create: Gathering<Creation, Created>
  /** Stores a decision. @returns undefined when the payment has moved since it was read */
  move: Gathering<DecidedMove, Stored | undefined>
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
): Promise<Created[]> {
  const made = creations.map((creation) => ({ ...creation, payment: lastOf(creation) }))
  return outbox.transaction(async (tx, publish) => {
    const refusals = await takeFor(tx, made)
    const passed = made.filter((making) => !refusals.has(making))
    const stored = await insertPayments(
      tx,
      passed.map(({ history, key, payment }) => ({
        payment,
        transitions: history.map((moved) => moved.transition),
        key,
      })),
    )
    const fresh = passed.filter(({ payment }) => stored.has(payment.id))
    await Promise.all([
      giveBackAll(
        tx,
        passed.filter(({ payment }) => !stored.has(payment.id)),
      ),
      tell(
        publish,
        fresh.flatMap(({ history, cause }) => history.map((moved) => ({ ...moved, cause }))),
      ),
      scheduleNext(
        jobs,
        tx,
        fresh.map(({ cause, payment }) => ({ payment, requestId: cause.requestId })),
      ),
    ])
    return made.map((making) => {
      const { payment } = making
      if (stored.has(payment.id)) return accepted(payment)
      return refused(refusals.get(making) ?? { code: 'KEY_TAKEN' })
    })
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
): Promise<(Stored | undefined)[]> {
  return parts.outbox.transaction(async (tx, publish) => {
    const current = await lockPayments(
      tx,
      moves.flatMap(({ payment: { id, refundOf } }) => (refundOf === null ? [id] : [id, refundOf])),
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
    await giveBackLimits(tx, all.filter(({ payment }) => isUncounted(payment)).map(idOf))
    const refunded = await toldOfRefunds(parts, { tx, current }, all)
    await Promise.all([
      tell(publish, [...all, ...refunded]),
      scheduleNext(parts.jobs, tx, all.map(toScheduled)),
    ])
    const stored = new Map(
      [...changes].map(([move, { payment, outcome }], index) => [
        move,
        { payment, answer: fromStored(standing[index] ?? outcome) },
      ]),
    )
    return moves.map((move) => stored.get(move))
  })
}

/** Moves the payments of which refunds have just ended. Their rows are locked with those of the refunds. */
async function toldOfRefunds(
  parts: StoreParts,
  { tx, current }: Readonly<{ tx: Tx; current: ReadonlyMap<string, Payment> }>,
  changes: readonly Change[],
): Promise<Told[]> {
  const ended = changes.flatMap(({ payment, cause }) => {
    const original = payment.refundOf === null ? undefined : current.get(payment.refundOf)
    return original && isAtRest(payment.status) ? [{ payment, original, cause }] : []
  })
  if (ended.length === 0) return []
  for (const { payment, original } of ended)
    if (payment.status !== 'COMPLETED')
      await releaseRefund(tx, { refundOf: original.id, amountMinor: payment.amountMinor })
  const originals = new Map(ended.map(({ original, cause }) => [original.id, { original, cause }]))
  const sums = await sumRefunds(tx, [...originals.keys()])
  const moved = [...originals.values()].flatMap(({ original, cause }): Told[] => {
    const back = sums.get(original.id) ?? 0n
    const to = back === original.capturedMinor ? 'REFUNDED' : 'PARTIALLY_REFUNDED'
    if (back === 0n || original.status === to) return []
    const at = parts.now()
    const step = transition(original, { to, at, reason: null, nextAttemptAt: at })
    if (!step.ok) throw new Error(`payment ${original.id}: ${JSON.stringify(step.refusal)}`)
    return [{ ...step.value, cause }]
  })
  await markRefunded(tx, moved)
  return moved
}

function toChange(
  { now }: StoreParts,
  before: Payment,
  { decision, cause, isAnswerOfLeg }: DecidedMove,
): Change {
  const { to, reason, pauseMs, available, change: also = {}, leg } = decision
  const at = now()
  const nextAttemptAt = after(at, pauseMs)
  const change = (payment: Payment, moved?: Moved): Change => ({
    payment,
    isChanged: payment !== before,
    transition: moved?.transition,
    outcome: toStored(answerOf(payment, available)),
    leg,
    isAnswerOfLeg,
    cause,
  })
  if (to === before.status) return change(wait({ ...before, ...also }, nextAttemptAt))
  const moved = transition({ ...before, ...also }, { to, at, reason, nextAttemptAt })
  if (!moved.ok) throw new Error(`payment ${before.id}: ${JSON.stringify(moved.refusal)}`)
  return change(moved.value.payment, moved.value)
}

/** Whether a payment counts against no limit: it has ended without moving money, or somebody may pay it still. */
const isUncounted = ({ status }: Payment): boolean =>
  status === 'FAILED' || status === 'CANCELLED' || status === 'EXPIRED' || status === 'PENDING'

const idOf = ({ payment }: Change): string => payment.id

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
