/**
 * The two statements that write payments: many new ones with their keys, and many changes with their answers.
 *
 * Each takes its rows as one parameter, so it stays the same and stays prepared however many payments there are, and
 * costs one round trip for all of them.
 */
import type { Db, Tx } from '@tallystick/db'
import { toUuid } from '@tallystick/ids'
import { sql } from 'drizzle-orm'
import type { StoredAnswer } from '../domain/rules/answer.ts'
import type { Leg, Payment, PaymentTransition } from '../domain/rules/payment.ts'
import type { KeyName } from './idempotency-keys.ts'

/** A payment that is about to be stored, with the statuses it has taken so far and the key that asks for it. */
export type NewPayment = Readonly<{
  payment: Payment
  transitions: readonly PaymentTransition[]
  key: KeyName & Readonly<{ requestHash: string }>
}>

/** What becomes of a payment whose row is locked. */
export type PaymentChange = Readonly<{
  payment: Payment
  /** Whether the row must be written at all. */
  isChanged: boolean
  transition: PaymentTransition | undefined
  /** What is answered, unless something was answered before. */
  outcome: StoredAnswer
  /** The leg that this change begins or ends, if it does. */
  leg: Leg | undefined
  /** Whose key the outcome belongs to: that of the leg, or that of the payment. */
  isAnswerOfLeg: boolean
}>

/**
 * Stores new payments, each if its key is free. A transaction that takes the same key waits here until the first one
 * ends; of two in `creations` the first has it.
 *
 * @returns the ids of those whose key was free; of the others nothing is stored
 */
export async function insertPayments(
  tx: Tx,
  creations: readonly NewPayment[],
): Promise<ReadonlySet<string>> {
  const payments = JSON.stringify(creations.map(toPaymentRow))
  const transitions = JSON.stringify(
    creations.flatMap((each) => each.transitions.map(toTransitionRow)),
  )
  // Keys in their order, so that two transactions that share some do not wait for each other in a circle.
  const rows = await tx.execute<{ index: number }>(sql`
    with asked as materialized (
      select * from jsonb_to_recordset(${payments}::text::jsonb)
        as asked (${PAYMENT_ROW}, index integer, principal uuid, operation text, key text, request_hash text)),
    taken as (
      insert into payments.idempotency_keys (principal, operation, key, request_hash, payment_id, created_at)
      select principal, operation, key, request_hash, id, created_at
        from asked order by principal, operation, key, index
      on conflict do nothing
      returning payment_id),
    stored as (
      insert into payments.payments (${PAYMENT_COLUMNS})
      select ${PAYMENT_COLUMNS} from asked join taken on taken.payment_id = asked.id order by id),
    told as (
      insert into payments.payment_transitions (payment_id, sequence, from_status, to_status, at, reason)
      select payment_id, sequence, from_status, to_status, at, reason
        from jsonb_to_recordset(${transitions}::text::jsonb) as transition (${TRANSITION_ROW})
        join taken using (payment_id)
       order by payment_id, sequence)
    select asked.index from asked join taken on taken.payment_id = asked.id`)
  return new Set(rows.map(({ index }) => creations[index]?.payment.id ?? ''))
}

/**
 * Stores what moves, status and timer, and keeps the answers. The rows must be locked by `lockPayments`.
 *
 * @returns the answers that stand, in the order of `changes`
 */
export async function updatePayments(
  tx: Tx,
  changes: readonly PaymentChange[],
): Promise<readonly StoredAnswer[]> {
  const outcomes = JSON.stringify(
    changes.map(({ payment, outcome, leg, isAnswerOfLeg }, index) => ({
      index,
      id: uuidOf(payment),
      leg_id: isAnswerOfLeg && leg ? toUuid('ptx', leg.id) : null,
      outcome,
    })),
  )
  const payments = JSON.stringify(
    changes.flatMap(({ payment, isChanged }) => (isChanged ? [toStateRow(payment)] : [])),
  )
  const transitions = JSON.stringify(
    changes.flatMap(({ transition }) => (transition ? [toTransitionRow(transition)] : [])),
  )
  const legs = JSON.stringify(changes.flatMap(({ leg }) => (leg ? [toLegRow(leg)] : [])))
  const rows = await tx.execute<{ index: number; outcome: StoredAnswer }>(sql`
    with moved as (
      update payments.payments p
         set status = m.status, reason = m.reason, sequence = m.sequence, attempt_count = m.attempt_count,
             next_attempt_at = m.next_attempt_at, updated_at = m.updated_at, payer_account_id = m.payer_account_id,
             payer_user_id = m.payer_user_id, captured_minor = m.captured_minor, refunded_minor = m.refunded_minor,
             hold_id = m.hold_id, expires_at = m.expires_at
        from jsonb_to_recordset(${payments}::text::jsonb)
          as m (${STATE_ROW})
       where p.id = m.id),
    told as (
      insert into payments.payment_transitions (payment_id, sequence, from_status, to_status, at, reason)
      select payment_id, sequence, from_status, to_status, at, reason
        from jsonb_to_recordset(${transitions}::text::jsonb) as transition (${TRANSITION_ROW})
       order by payment_id),
    done as (
      insert into payments.payment_transactions (${LEG_COLUMNS})
      select ${LEG_COLUMNS} from jsonb_to_recordset(${legs}::text::jsonb) as leg (${LEG_ROW})
       order by id
      on conflict (id) do update
         set status = excluded.status, ending = excluded.ending, reason = excluded.reason,
             provider_reference = excluded.provider_reference, action_url = excluded.action_url,
             updated_at = excluded.updated_at)
    update payments.idempotency_keys k set outcome = coalesce(k.outcome, answered.outcome)
      from jsonb_to_recordset(${outcomes}::text::jsonb)
        as answered (index integer, id uuid, leg_id uuid, outcome jsonb)
     where k.payment_id = answered.id and k.leg_id is not distinct from answered.leg_id
    returning answered.index, k.outcome`)
  const standing = new Map(rows.map(({ index, outcome }) => [index, outcome]))
  // What nobody asked for by a key, such as an end by time, has the answer that it deserves.
  return changes.map(({ outcome }, index) => standing.get(index) ?? outcome)
}

/**
 * Says that a leg is being done, for the one process that may call the provider for it.
 *
 * @returns whether it was not said before: only then may the caller call
 */
export async function claimLeg(db: Db, leg: Leg): Promise<boolean> {
  const rows = await db.execute<{ id: string }>(sql`
    insert into payments.payment_transactions (${LEG_COLUMNS})
    select ${LEG_COLUMNS} from jsonb_to_record(${JSON.stringify(toLegRow(leg))}::text::jsonb) as leg (${LEG_ROW})
    on conflict do nothing returning id`)
  return rows.length > 0
}

const STATE_ROW =
  sql.raw(`id uuid, status text, reason text, sequence integer, attempt_count integer, next_attempt_at timestamptz,
  updated_at timestamptz, payer_account_id uuid, payer_user_id uuid, captured_minor numeric, refunded_minor numeric,
  hold_id uuid, expires_at timestamptz`)

const PAYMENT_ROW =
  sql.raw(`id uuid, status text, reason text, sequence integer, attempt_count integer, next_attempt_at timestamptz,
  updated_at timestamptz, payer_account_id uuid, payer_user_id uuid, captured_minor numeric, refunded_minor numeric,
  hold_id uuid, expires_at timestamptz, kind text, payee_account_id uuid, payee_user_id uuid, amount_minor numeric,
  fee_minor numeric, currency text, any_payer boolean, capture text, refund_of uuid, description text, metadata jsonb, priority text,
  provider text, method_id uuid, created_at timestamptz`)

const PAYMENT_COLUMNS =
  sql.raw(`id, status, reason, sequence, attempt_count, next_attempt_at, updated_at, payer_account_id, payer_user_id,
  captured_minor, refunded_minor, hold_id, expires_at, kind, payee_account_id, payee_user_id, amount_minor, fee_minor,
  currency, any_payer, capture, refund_of, description, metadata, priority, provider, method_id, created_at`)

const LEG_ROW =
  sql.raw(`id uuid, payment_id uuid, type text, status text, amount_minor numeric, ending text, reference text,
  provider_reference text, action_url text, reason text, created_at timestamptz, updated_at timestamptz`)

const LEG_COLUMNS =
  sql.raw(`id, payment_id, type, status, amount_minor, ending, reference, provider_reference, action_url, reason, created_at,
  updated_at`)

const TRANSITION_ROW = sql.raw(
  'payment_id uuid, sequence integer, from_status text, to_status text, at timestamptz, reason text',
)

const uuidOf = ({ id }: Payment): string => toUuid('pay', id)

const toPaymentRow = ({ payment, key }: NewPayment, index: number) => ({
  ...toStateRow(payment),
  index,
  kind: payment.kind,
  payee_account_id: payment.payeeAccountId && toUuid('acc', payment.payeeAccountId),
  payee_user_id: payment.payeeUserId && toUuid('usr', payment.payeeUserId),
  // As text: a JSON number of ours would go through a float.
  amount_minor: payment.amountMinor.toString(),
  fee_minor: payment.feeMinor.toString(),
  currency: payment.currency,
  any_payer: payment.anyPayer,
  capture: payment.capture,
  refund_of: payment.refundOf && toUuid('pay', payment.refundOf),
  description: payment.description,
  metadata: payment.metadata,
  priority: payment.priority,
  provider: payment.provider,
  method_id: payment.methodId && toUuid('pmt', payment.methodId),
  created_at: payment.createdAt,
  principal: toUuid('usr', key.principal),
  operation: key.operation,
  key: key.key,
  request_hash: key.requestHash,
})

const toStateRow = (payment: Payment) => ({
  id: uuidOf(payment),
  status: payment.status,
  reason: payment.reason,
  sequence: payment.sequence,
  attempt_count: payment.attemptCount,
  next_attempt_at: payment.nextAttemptAt,
  updated_at: payment.updatedAt,
  payer_account_id: payment.payerAccountId && toUuid('acc', payment.payerAccountId),
  payer_user_id: payment.payerUserId && toUuid('usr', payment.payerUserId),
  captured_minor: payment.capturedMinor.toString(),
  refunded_minor: payment.refundedMinor.toString(),
  hold_id: payment.holdId && toUuid('hld', payment.holdId),
  expires_at: payment.expiresAt,
})

const toLegRow = (leg: Leg) => ({
  id: toUuid('ptx', leg.id),
  payment_id: toUuid('pay', leg.paymentId),
  type: leg.type,
  status: leg.status,
  amount_minor: leg.amountMinor.toString(),
  ending: leg.ending,
  reference: leg.reference,
  provider_reference: leg.providerReference,
  action_url: leg.actionUrl,
  reason: leg.reason,
  created_at: leg.createdAt,
  updated_at: leg.updatedAt,
})

const toTransitionRow = ({ paymentId, sequence, from, to, at, reason }: PaymentTransition) => ({
  payment_id: toUuid('pay', paymentId),
  sequence,
  from_status: from,
  to_status: to,
  at,
  reason,
})
