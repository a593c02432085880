import type { Invariant } from '../invariant.ts'
import { MOVED, NEVER_MOVED, ONE_STEP, SHOWN } from './payments.ts'

/** The postings of a payment that are its own: a correction by hand names what it reverses. */
const POSTINGS = `
  (select t.payment_id, count(*)::int as postings, array_agg(pg_temp.shown('ltx', t.id) order by t.id) as ids
     from ledger.ledger_transactions t
    where t.payment_id is not null and t.reverses is null
    group by t.payment_id)`

/** Nobody has paid twice, and nobody was told something else than what was done. */
export const executedOnce: Invariant = {
  id: 'I5',
  promise: 'Each payment has moved its money once if it is completed, and never if it failed.',
  checks: [
    {
      message: 'a payment was posted more than once',
      sql: `
        select ${SHOWN}, p.kind, p.status, x.postings, x.ids
          from payments.payments p join ${POSTINGS} x on x.payment_id = p.id
         where p.kind in ${ONE_STEP} and x.postings > 1`,
    },
    {
      message: 'a completed payment was not posted',
      sql: `
        select ${SHOWN}, p.kind, p.status
          from payments.payments p
         where p.kind in ${ONE_STEP} and p.status in ${MOVED}
           and not exists (select from ledger.ledger_transactions t where t.payment_id = p.id and t.reverses is null)`,
    },
    {
      message: 'a payment that failed was posted',
      sql: `
        select ${SHOWN}, p.kind, p.status, x.ids
          from payments.payments p join ${POSTINGS} x on x.payment_id = p.id
         where p.kind in ${ONE_STEP} and p.status in ${NEVER_MOVED}`,
    },
    {
      message: 'a ledger transaction is of a payment that there is not',
      sql: `
        select pg_temp.shown('ltx', t.id) as ledger_transaction_id, pg_temp.shown('pay', t.payment_id) as payment_id
          from ledger.ledger_transactions t
         where t.payment_id is not null and t.reverses is null
           and not exists (select from payments.payments p where p.id = t.payment_id)`,
    },
    {
      message: 'the simulator did something more than once, or was asked to',
      sql: `
        select act, reference, count(*)::int as times, sum(call_count)::int as calls
          from payments.simulator_acts
         group by act, reference having count(*) > 1 or sum(call_count) > 1`,
    },
  ],
}
