import type { Invariant } from '../invariant.ts'
import { AT_REST, MOVED } from './payments.ts'

const KEY = `pg_temp.shown('usr', k.principal) as principal, k.operation, left(k.key, 60) as key, pg_temp.shown('pay', k.payment_id) as payment_id`

/** What was answered once is what is answered for ever. */
export const keysAnswer: Invariant = {
  id: 'I9',
  promise: 'Each idempotency key stands for one payment and keeps the answer that is true of it.',
  checks: [
    {
      message: 'a key of one person and operation is there twice',
      sql: `
        select pg_temp.shown('usr', principal) as principal, operation, left(key, 60) as key, count(*)::int as rows
          from payments.idempotency_keys group by principal, operation, key having count(*) > 1`,
    },
    {
      message: 'a payment, or a leg of one, has two keys',
      sql: `
        select pg_temp.shown('pay', payment_id) as payment_id, count(*)::int as keys
          from payments.idempotency_keys group by payment_id, leg_id having count(*) > 1`,
    },
    {
      message: 'a key stands for a payment that there is not',
      sql: `
        select ${KEY} from payments.idempotency_keys k
         where not exists (select from payments.payments p where p.id = k.payment_id)`,
    },
    {
      message: 'a key of a payment at rest keeps no answer',
      sql: `
        select ${KEY}, p.status from payments.idempotency_keys k join payments.payments p on p.id = k.payment_id
         where k.outcome is null and p.status in ${AT_REST}`,
    },
    {
      message: 'a key belongs to somebody who is neither payer nor payee',
      sql: `
        select ${KEY} from payments.idempotency_keys k join payments.payments p on p.id = k.payment_id
         where k.leg_id is null and k.principal is distinct from p.payer_user_id and k.principal is distinct from p.payee_user_id`,
    },
    {
      message: 'a key keeps an answer about another payment',
      sql: `
        select ${KEY}, k.outcome -> 'payment' ->> 'id' as answered_id, k.outcome -> 'payment' ->> 'amountMinor' as answered_minor
          from payments.idempotency_keys k join payments.payments p on p.id = k.payment_id
         where k.outcome ? 'payment'
           and (k.outcome -> 'payment' ->> 'id' is distinct from pg_temp.shown('pay', p.id)
             or k.outcome -> 'payment' ->> 'amountMinor' is distinct from p.amount_minor::text
             or k.outcome -> 'payment' ->> 'currency' is distinct from p.currency)`,
    },
    {
      message: 'somebody was told that a payment is at rest where it is not',
      sql: `
        select ${KEY}, k.outcome ->> 'code' as code, k.outcome -> 'payment' ->> 'status' as answered, p.status
          from payments.idempotency_keys k join payments.payments p on p.id = k.payment_id
         where (k.outcome -> 'payment' ->> 'status' in ${MOVED} and p.status not in ${MOVED})
            or (k.outcome -> 'payment' ->> 'status' in ${AT_REST} and k.outcome -> 'payment' ->> 'status' not in ${MOVED}
                and p.status <> k.outcome -> 'payment' ->> 'status')
            or (k.outcome ->> 'code' = 'INSUFFICIENT_FUNDS' and k.leg_id is null and p.status <> 'FAILED')`,
    },
  ],
}
