import type postgres from 'postgres'
import type { Invariant, Row } from '../invariant.ts'
import { AT_REST, SHOWN } from './payments.ts'

/**
 * So much later than a timer may a sweep have run without taking the payment. A sweep comes each minute and takes every
 * timer that has run out; of three one may still be under way.
 */
const MISSED = `interval '3 minutes'`

/** Jobs that wait. One that runs may wait for nothing more, and one that was given up is not tried again. */
const WAITING = `
  select j.id, j.key, j.payload ->> 'paymentId' as payment_id
    from payments_jobs._private_jobs j join payments_jobs._private_tasks t on t.id = j.task_id
   where t.identifier = 'advance-payment' and j.locked_at is null and j.attempts < j.max_attempts`

const JOB_CHECKS = {
  'a payment waits in two jobs': `
    select payment_id, count(*)::int as jobs from (${WAITING}) w
     group by payment_id having count(*) > 1`,
  'a job waits for a payment that is at rest, or that there is not': `
    select w.id::text as job_id, w.payment_id, p.status
      from (${WAITING}) w left join payments.payments p on pg_temp.shown('pay', p.id) = w.payment_id
     where p.id is null or p.status in ${AT_REST}`,
  'a payment was passed over by the sweeps since its timer ran out': `
    select ${SHOWN}, p.status, p.next_attempt_at::text, c.last_execution::text as last_sweep
      from payments.payments p
      join payments_jobs._private_known_crontabs c on c.identifier = 'sweep-payments'
     where p.status not in ${AT_REST} and p.next_attempt_at < c.last_execution - ${MISSED}`,
} as const

/** Asks only where jobs were ever made: the schema comes with the roles, not with the tables. */
const ofJobs = (message: keyof typeof JOB_CHECKS) => ({
  message,
  async find(sql: postgres.ISql): Promise<readonly Row[]> {
    const [there] =
      await sql`select to_regclass('payments_jobs._private_jobs') is not null as is_so`
    return there?.['is_so'] ? await sql.unsafe(JOB_CHECKS[message]) : []
  },
})

/** No payment is forgotten. */
export const paymentsMoveOn: Invariant = {
  id: 'I6',
  promise: 'Every payment is at rest, or has one timer and at most one job that will move it on.',
  checks: [
    {
      message: 'a payment is not at rest and has no timer, or is at rest and has one',
      sql: `
        select ${SHOWN}, p.status, p.next_attempt_at::text from payments.payments p
         where (p.next_attempt_at is null) <> (p.status in ${AT_REST})`,
    },
    ofJobs('a payment waits in two jobs'),
    ofJobs('a job waits for a payment that is at rest, or that there is not'),
    ofJobs('a payment was passed over by the sweeps since its timer ran out'),
  ],
}
