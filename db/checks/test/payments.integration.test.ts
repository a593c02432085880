import { INVARIANTS, verifyBooks } from '@tallystick/db/checks'
import { newId } from '@tallystick/ids'
import { expect, it } from 'vitest'
import { PAYMENT, TRANSFER, uuid } from './books.ts'
import { CANCELLED, DECLINED, newPaymentBooks, SHORT, TOP_UP, WAITING } from './payment-books.ts'

const is = (id: string): string => `id = '${uuid(id)}'`
const of = (id: string): string => `payment_id = '${uuid(id)}'`
const charge = (id: string): string => `reference = '${id}'`
const jobOf = (id: string): string => `key = '${id}'`
const stranger = newId('usr')
/** The ledger transaction of a payment. */
const posting = (id: string): string =>
  `(select id from ledger.ledger_transactions where payment_id = '${uuid(id)}')`
/** The status, its transition and its event, so that nothing but the new status is wrong. */
const moveTo = (id: string, to: string, timer = 'null'): string => `
  update payments.payments set status = '${to}', next_attempt_at = ${timer} where ${is(id)};
  update payments.payment_transitions set to_status = '${to}' where ${of(id)} and sequence = (select sequence from payments.payments where ${is(id)});
  update payments.outbox set body = body || '{"to": "${to}"}' where body ->> 'paymentId' = '${id}'
     and (body ->> 'sequence')::int = (select sequence from payments.payments where ${is(id)})`

/** What is done to the payments, and who must notice. */
const CORRUPTIONS: readonly (readonly [string, string, readonly string[]])[] = [
  // I5
  [
    'a second posting of one payment',
    `update ledger.ledger_transactions set payment_id = '${uuid(PAYMENT)}' where ${of(TOP_UP)};
     update ledger.outbox set body = body || '{"paymentId": "${PAYMENT}"}' where body ->> 'paymentId' = '${TOP_UP}'`,
    ['I5', 'I11'],
  ],
  [
    'a payment that is completed in Payments alone',
    `${moveTo(SHORT, 'COMPLETED')}; update payments.idempotency_keys set outcome = null where ${of(SHORT)};
     update payments.idempotency_keys set outcome = '{"code":"ACCEPTED"}' where ${of(SHORT)}`,
    ['I5'],
  ],
  [
    'a failed payment whose money has moved',
    `${moveTo(PAYMENT, 'FAILED')}; update payments.idempotency_keys set outcome = '{"code":"ACCEPTED"}' where ${of(PAYMENT)}`,
    ['I5'],
  ],
  [
    'a payment gone that the ledger has posted',
    `delete from payments.payments where ${is(PAYMENT)}; delete from payments.payment_transitions where ${of(PAYMENT)};
     delete from admin.inbox where event_id in (select id from payments.outbox where body ->> 'paymentId' = '${PAYMENT}');
     delete from payments.outbox where body ->> 'paymentId' = '${PAYMENT}'; delete from payments.idempotency_keys where ${of(PAYMENT)}`,
    ['I5'],
  ],
  [
    'a charge that was asked for twice',
    `update payments.simulator_acts set call_count = 2 where ${charge(TOP_UP)}`,
    ['I5'],
  ],
  [
    'a charge that is in the book twice',
    `alter table payments.simulator_acts drop constraint simulator_acts_once;
     insert into payments.simulator_acts select * from payments.simulator_acts where ${charge(TOP_UP)}`,
    ['I5'],
  ],
  // I6
  [
    'a payment under way without a timer',
    `alter table payments.payments drop constraint payments_timer_until_rest;
     update payments.payments set next_attempt_at = null where ${is(WAITING)}`,
    ['I6'],
  ],
  [
    'a payment at rest with a timer',
    `alter table payments.payments drop constraint payments_timer_until_rest;
     update payments.payments set next_attempt_at = now() where ${is(TOP_UP)}`,
    ['I6'],
  ],
  [
    'a payment in two jobs',
    `update payments_jobs._private_jobs set key = 'other' where ${jobOf(WAITING)};
     select payments_jobs.add_job('advance-payment', json_build_object('paymentId', '${WAITING}'), job_key => '${WAITING}')`,
    ['I6'],
  ],
  [
    'a job for a payment at rest',
    `select payments_jobs.add_job('advance-payment', json_build_object('paymentId', '${TOP_UP}'), job_key => '${TOP_UP}')`,
    ['I6'],
  ],
  [
    'a job for a payment that there is not',
    `select payments_jobs.add_job('advance-payment', json_build_object('paymentId', '${newId('pay')}'))`,
    ['I6'],
  ],
  [
    'a payment that the sweeps pass over',
    `update payments.payments set next_attempt_at = now() - interval '10 minutes' where ${is(WAITING)}`,
    ['I6'],
  ],
  // I8
  [
    'an event that was passed over',
    `delete from admin.inbox where event_id = (select id from payments.outbox where body ->> 'paymentId' = '${TOP_UP}' limit 1)`,
    ['I8'],
  ],
  [
    'an event that was applied twice',
    `alter table admin.inbox drop constraint inbox_applied_once; insert into admin.inbox select * from admin.inbox limit 1`,
    ['I8'],
  ],
  [
    'a transition of a top-up that was not told',
    `with gone as (delete from payments.outbox where body ->> 'paymentId' = '${TOP_UP}' and (body ->> 'sequence')::int = 2 returning id)
     delete from admin.inbox where event_id in (select id from gone)`,
    ['I8'],
  ],
  // I9
  [
    'a key that is there twice',
    `alter table payments.idempotency_keys drop constraint idempotency_keys_once;
     alter table payments.idempotency_keys drop constraint idempotency_keys_one_per_act;
     update payments.idempotency_keys set key = 'key-${TOP_UP}' where ${of(DECLINED)}`,
    ['I9'],
  ],
  [
    'a payment with two keys',
    `alter table payments.idempotency_keys drop constraint idempotency_keys_one_per_act;
     insert into payments.idempotency_keys select principal, operation, 'another', request_hash, payment_id, leg_id, outcome, created_at
       from payments.idempotency_keys where ${of(TOP_UP)}`,
    ['I9'],
  ],
  [
    'a key for a payment that there is not',
    `update payments.idempotency_keys set payment_id = uuidv7() where ${of(WAITING)}`,
    ['I9'],
  ],
  [
    'an answer gone',
    `update payments.idempotency_keys set outcome = null where ${of(TOP_UP)}`,
    ['I9'],
  ],
  [
    'a key of a stranger',
    `update payments.idempotency_keys set principal = '${uuid(stranger)}' where ${of(TOP_UP)}`,
    ['I9'],
  ],
  [
    'an answer about another payment',
    `update payments.idempotency_keys set outcome = jsonb_set(outcome, '{payment,id}', '"${PAYMENT}"') where ${of(TOP_UP)}`,
    ['I9'],
  ],
  [
    'an answer with another amount',
    `update payments.idempotency_keys set outcome = jsonb_set(outcome, '{payment,amountMinor}', '"701"') where ${of(TOP_UP)}`,
    ['I9'],
  ],
  [
    'an answer that said completed of a payment that failed',
    `update payments.idempotency_keys set outcome = jsonb_set(outcome, '{payment,status}', '"COMPLETED"') where ${of(CANCELLED)}`,
    ['I9'],
  ],
  [
    'an answer that said failed of a payment that came',
    `update payments.idempotency_keys set outcome = jsonb_set(outcome, '{payment,status}', '"FAILED"') where ${of(TOP_UP)}`,
    ['I9'],
  ],
  [
    'an answer that lacked funds for a payment that came',
    `update payments.idempotency_keys set outcome = '{"code":"INSUFFICIENT_FUNDS","availableMinor":"0","currency":"USD"}' where ${of(PAYMENT)}`,
    ['I9'],
  ],
  // I11
  [
    'a payment of one unit more than was posted',
    `update payments.payments set amount_minor = amount_minor + 1 where ${is(PAYMENT)};
     update payments.idempotency_keys set outcome = jsonb_set(outcome, '{payment,amountMinor}', '"301"') where ${of(PAYMENT)}`,
    ['I11'],
  ],
  [
    'a fee that nobody paid',
    `update payments.payments set fee_minor = 5 where ${is(PAYMENT)}`,
    ['I11'],
  ],
  [
    'a payment to somebody who got nothing',
    `update payments.payments set payee_account_id = uuidv7() where ${is(PAYMENT)}`,
    ['I11'],
  ],
  [
    'entries of a payment that are one unit short on both sides',
    `update ledger.entries set amount = amount - 1 where ledger_transaction_id = ${posting(TOP_UP)}`,
    ['I3', 'I11'],
  ],
  [
    'a charge of one unit more',
    `update payments.simulator_acts set amount_minor = amount_minor + 1 where ${charge(TOP_UP)}`,
    ['I11'],
  ],
  [
    'a charge in another currency',
    `update payments.simulator_acts set currency = 'EUR' where ${charge(TOP_UP)}`,
    ['I11'],
  ],
  [
    'a top-up that the provider was never paid for',
    `update payments.simulator_acts set status = 'DECLINED' where ${charge(TOP_UP)}`,
    ['I11'],
  ],
  [
    'a top-up that the provider has never heard of',
    `delete from payments.simulator_acts where ${charge(TOP_UP)}`,
    ['I11'],
  ],
  [
    'money taken for a top-up that failed',
    `update payments.simulator_acts set status = 'SUCCEEDED' where ${charge(CANCELLED)}`,
    ['I11'],
  ],
  [
    'a charge that nobody here asked for',
    `insert into payments.simulator_acts (act, reference, amount_minor, currency, status, call_count) values ('CHARGE', '${newId('pay')}', 5, 'USD', 'SUCCEEDED', 1)`,
    ['I11'],
  ],
  [
    'a decline that the provider did not make',
    `update payments.simulator_acts set status = 'CANCELLED' where ${charge(DECLINED)}`,
    ['I11'],
  ],
  // I12
  [
    'a role that may rewrite the history of payments',
    `grant update on payments.payment_transitions to tallystick_payments`,
    ['I12'],
  ],
  [
    'a role that may empty the audit log',
    `grant truncate on admin.audit_logs to tallystick_admin`,
    ['I12'],
  ],
  [
    'a neighbour that may delete events',
    `grant delete on payments.outbox to tallystick_ledger`,
    ['I12'],
  ],
  [
    'a trigger that was switched off',
    `alter table payments.payment_transitions disable trigger payment_transitions_append_only`,
    ['I12'],
  ],
]

const found = new Set<string>()

it('finds nothing in payments that are in order (I5, I6, I8, I9, I11, I12)', async () => {
  const books = await newPaymentBooks()
  expect(await verifyBooks(books.url)).toEqual([])
  await books.drop()
})

it.each(CORRUPTIONS)('finds %s', async (_what, statement, expected) => {
  const books = await newPaymentBooks()
  try {
    // As someone who has the whole server would do it: no trigger and no foreign key watches.
    await books.sql.unsafe(`set session_replication_role = 'replica'; ${statement}`)
    const violations = await verifyBooks(books.url)
    expect([...new Set(violations.map(({ invariant }) => invariant))]).toEqual(expected)
    for (const { invariant, message } of violations) found.add(`${invariant} ${message}`)
  } finally {
    await books.drop()
  }
})

it('makes no check of payments that nothing above has failed', () => {
  const all = INVARIANTS.filter(({ id }) => ['I5', 'I6', 'I9', 'I11', 'I12'].includes(id)).flatMap(
    ({ id, checks }) => checks.map(({ message }) => `${id} ${message}`),
  )
  all.push(
    'I8 an event was applied twice',
    'I8 an event was passed over: Admin, which hears all, neither applied nor parked it',
  )
  expect(all.filter((check) => !found.has(check))).toEqual([])
  expect(CORRUPTIONS.length).toBeGreaterThanOrEqual(30)
})

it('names the rows that are guilty', async () => {
  const books = await newPaymentBooks()
  await books.sql.unsafe(`set session_replication_role = 'replica';
    update ledger.ledger_transactions set payment_id = null where ${is(TRANSFER)}`)
  const violations = await verifyBooks(books.url)
  expect(violations.find(({ invariant }) => invariant === 'I5')?.rows).toEqual([
    { payment_id: PAYMENT, kind: 'SEND', status: 'COMPLETED' },
  ])
  await books.drop()
})
