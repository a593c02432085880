import { setTimeout as pause } from 'node:timers/promises'
import type postgres from 'postgres'

/** The rooms that publish. */
const SUBGRAPHS = ['auth', 'accounts', 'payments', 'ledger', 'admin'] as const

/** What is still to be done at one moment. A payment that waits for its payer is not: nobody acts for them here. */
export type Sample = Readonly<{ notAtRest: number; dueJobs: number; outboxLag: number }>

/** From one look to the next, in milliseconds. */
const LOOK_MS = 1_000

const LAG = SUBGRAPHS.map(
  (name) => `(select count(*) from ${name}.outbox o where exists (
    select from ${name}.outbox_readers r where (o.xid, o.sequence) > (r.xid, r.sequence)))`,
).join(' + ')

const SAMPLE = `
  select (select count(*)::int from payments.payments
           where status in ('PENDING', 'INITIATED', 'PROCESSING', 'UNKNOWN')) as "notAtRest",
         (select count(*)::int from payments_jobs._private_jobs
           where attempts < max_attempts and run_at <= now()) as "dueJobs",
         (${LAG})::int as "outboxLag"`

const REST: Sample = { notAtRest: 0, dueJobs: 0, outboxLag: 0 }
const isRest = (each: Sample): boolean => JSON.stringify(each) === JSON.stringify(REST)

/**
 * Waits until two looks in a row find nothing left to do (I15: what is used as a queue does not grow once the load stops).
 *
 * @returns how long it took, and the last look; `isQuiet` false when it did not come in time
 */
export async function waitForQuiescence(
  sql: postgres.Sql,
  withinMs: number,
): Promise<Readonly<{ isQuiet: boolean; tookMs: number; last: Sample }>> {
  const since = performance.now()
  let quietLooks = 0
  for (;;) {
    const [row] = await sql.unsafe(SAMPLE)
    const last = { ...(row as unknown as Sample) }
    quietLooks = isRest(last) ? quietLooks + 1 : 0
    const tookMs = Math.round(performance.now() - since)
    if (quietLooks === 2) return { isQuiet: true, tookMs, last }
    if (tookMs > withinMs) return { isQuiet: false, tookMs, last }
    await pause(LOOK_MS)
  }
}
