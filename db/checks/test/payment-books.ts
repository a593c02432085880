/** Books with payments of every outcome, agreed upon by Payments, Ledger, simulator, keys, jobs and events. */
import { newId } from '@tallystick/ids'
import type postgres from 'postgres'
import {
  ADA,
  BEN,
  type Books,
  newBooks,
  OWNER,
  PAYMENT,
  post,
  tell,
  uuid,
  wallet,
} from './books.ts'

export const TOP_UP = newId('pay')
export const DECLINED = newId('pay')
export const SHORT = newId('pay')
export const WAITING = newId('pay')
export const CANCELLED = newId('pay')

const CLEARING = { code: 'PROVIDER_CLEARING', provider: 'simulator', currency: 'USD' }

type Status = 'INITIATED' | 'PROCESSING' | 'COMPLETED' | 'FAILED' | 'CANCELLED'
type Facts = Readonly<{
  id: string
  kind: 'SEND' | 'TOP_UP'
  amount: number
  steps: readonly Status[]
  reason?: string
  /** What the simulator's book says of it. */
  charge?: string
}>

/** The books of `newBooks`, and besides: a top-up that came, one declined, one called off, one under way, a send that lacked funds. */
export async function newPaymentBooks(): Promise<Books> {
  const books = await newBooks()
  const { sql } = books
  await keep(sql, 'sendMoney', { id: PAYMENT, amount: 300, steps: ['COMPLETED'] })
  await add(sql, {
    id: TOP_UP,
    kind: 'TOP_UP',
    amount: 700,
    steps: ['INITIATED', 'PROCESSING', 'COMPLETED'],
    charge: 'SUCCEEDED',
  })
  await post(sql, { from: CLEARING, to: wallet(ADA), amount: 700, payment: TOP_UP })
  await add(sql, {
    id: DECLINED,
    kind: 'TOP_UP',
    amount: 401,
    steps: ['INITIATED', 'PROCESSING', 'FAILED'],
    reason: 'PAYMENT_DECLINED',
    charge: 'DECLINED',
  })
  await add(sql, {
    id: CANCELLED,
    kind: 'TOP_UP',
    amount: 90,
    steps: ['INITIATED', 'PROCESSING', 'FAILED'],
    reason: 'PROVIDER_CANCELLED',
    charge: 'CANCELLED',
  })
  await add(sql, {
    id: SHORT,
    kind: 'SEND',
    amount: 5_000,
    steps: ['INITIATED', 'PROCESSING', 'FAILED'],
    reason: 'INSUFFICIENT_FUNDS',
  })
  await add(sql, {
    id: WAITING,
    kind: 'TOP_UP',
    amount: 104,
    steps: ['INITIATED', 'PROCESSING'],
    charge: 'PROCESSING',
  })
  await sql`select payments_jobs.add_job('advance-payment', ${JSON.stringify({ paymentId: WAITING, requestId: null })}::text::json,
    job_key => ${WAITING}, run_at => now() + interval '5 seconds')`
  await sql`
    insert into payments_jobs._private_known_crontabs (identifier, known_since, last_execution)
    values ('sweep-payments', now() - interval '1 day', now())`
  await relay(sql)
  return books
}

/** What the relay from Payments to Admin does. */
async function relay(sql: postgres.Sql): Promise<void> {
  await sql`
    insert into admin.inbox (producer, event_id) select 'payments', id from payments.outbox
    on conflict do nothing`
  await sql`
    insert into payments.outbox_readers (consumer, xid, sequence)
    select 'admin', xid, sequence from payments.outbox order by xid desc, sequence desc limit 1`
}

async function add(sql: postgres.Sql, facts: Facts): Promise<void> {
  const { id, kind, amount, steps, reason = null, charge } = facts
  const status = steps.at(-1) ?? 'INITIATED'
  const isTopUp = kind === 'TOP_UP'
  const isOver = status !== 'PROCESSING'
  await sql.begin(async (tx) => {
    await tx`
      insert into payments.payments (id, kind, status, payer_account_id, payer_user_id, payee_account_id, payee_user_id,
        amount_minor, fee_minor, currency, priority, provider, reason, sequence, attempt_count, next_attempt_at, created_at, updated_at)
      values (${uuid(id)}, ${kind}, ${status}, ${isTopUp ? null : uuid(BEN)}, ${isTopUp ? null : uuid(OWNER)},
        ${uuid(ADA)}, ${uuid(OWNER)}, ${amount}, 0, 'USD', 'STANDARD', ${isTopUp ? 'SIMULATOR' : null}, ${reason},
        ${steps.length}, 0, ${isOver ? null : new Date(Date.now() + 5_000)}, now(), now())`
    for (const [index, to] of steps.entries())
      await tx`
        insert into payments.payment_transitions (payment_id, sequence, from_status, to_status, at)
        values (${uuid(id)}, ${index + 1}, ${steps[index - 1] ?? null}, ${to}, now())`
  })
  for (const [index, to] of steps.entries())
    await tell(sql, 'payments', {
      type: 'payments:payment:updated',
      body: { paymentId: id, sequence: index + 1, from: steps[index - 1] ?? null, to },
    })
  await keep(sql, isTopUp ? 'topUpAccount' : 'sendMoney', facts)
  if (charge)
    await sql`
      insert into payments.simulator_acts (act, reference, amount_minor, currency, status, call_count)
      values ('CHARGE', ${id}, ${amount}, 'USD', ${charge}, 1)`
}

/** Keeps the key of a payment, with the answer that was given when there was one. */
async function keep(
  sql: postgres.Sql,
  operation: string,
  { id, amount, steps, reason }: Pick<Facts, 'id' | 'amount' | 'steps' | 'reason'>,
): Promise<void> {
  const status = steps.at(-1)
  const payment = { id, status, amountMinor: String(amount), currency: 'USD' }
  const outcome =
    status === 'PROCESSING'
      ? null
      : reason === 'INSUFFICIENT_FUNDS'
        ? { code: 'INSUFFICIENT_FUNDS', availableMinor: '0', currency: 'USD' }
        : { code: reason === 'PAYMENT_DECLINED' ? 'PAYMENT_DECLINED' : 'ACCEPTED', payment }
  await sql`
    insert into payments.idempotency_keys (principal, operation, key, request_hash, payment_id, outcome, created_at)
    values (${uuid(OWNER)}, ${operation}, ${`key-${id}`}, ${'0'.repeat(64)}, ${uuid(id)},
      ${outcome && JSON.stringify(outcome)}::text::jsonb, now())`
}
