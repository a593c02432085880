/** What accounts have moved, counted in the transaction of the payments that move it. */
import type { Db, Tx } from '@tallystick/db'
import { fromUuid, toUuid } from '@tallystick/ids'
import type { Currency } from '@tallystick/money'
import { eq, sql } from 'drizzle-orm'
import type { LimitDirection, Windows } from '../domain/rules/limit.ts'
import { limitUsages } from './limit-tables.ts'

/** One payment to count. `dayLimit` and `monthLimit` are minor units of `currency`; null is no limit. */
export type UsageChange = Readonly<{
  paymentId: string
  accountId: string
  direction: LimitDirection
  currency: Currency
  minor: bigint
  at: Date
  windows: Windows
  dayLimit: bigint | null
  monthLimit: bigint | null
}>

/** A payment that does not fit, and into what. */
export type Overrun = Readonly<{ window: 'DAY' | 'MONTH'; usedMinor: bigint; resetsAt: Date }>

/** What an account has moved in the windows that are counted. */
export type LimitUsage = Readonly<{ windows: Windows; dayMinor: bigint; monthMinor: bigint }>

/**
 * Counts payments, those of one account one after the other; of those that do not fit nothing is counted. Rows are locked
 * by account, so that two transactions never wait in a circle.
 *
 * @returns for each payment undefined, or why it does not fit
 */
export async function countUsages(
  tx: Tx,
  changes: readonly UsageChange[],
): Promise<(Overrun | undefined)[]> {
  const asked = JSON.stringify(changes.map(toRow))
  const rows = await tx.execute<{ at: number; over: 'DAY' | 'MONTH'; used: string; ends: string }>(
    sql`select use_index as at, over, used::text, extract(epoch from resets_at)::text as ends
          from payments.spend_limits(${asked}::text::jsonb)`,
  )
  const overruns = new Map(
    rows.map(({ at, over, used, ends }) => [
      at,
      { window: over, usedMinor: BigInt(used), resetsAt: new Date(Number(ends) * 1_000) },
    ]),
  )
  return changes.map((_change, index) => overruns.get(index))
}

/**
 * Takes back what payments were counted with, as far as their day and month are still counted. A payment that was given
 * back, or never counted, changes nothing.
 *
 * @returns the payments that were given back
 */
export async function uncountUsages(
  tx: Tx,
  paymentIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const ids = JSON.stringify(paymentIds.map((id) => toUuid('pay', id)))
  const rows = await tx.execute<{ payment_id: string }>(sql`
    with gone as materialized (
      delete from payments.limit_uses
       where payment_id in (select id::uuid from jsonb_array_elements_text(${ids}::text::jsonb) as id)
      returning *),
    locked as materialized (
      select u.account_id, u.direction from payments.limit_usages u
        join (select distinct account_id, direction from gone) as g using (account_id, direction)
       order by u.account_id, u.direction for update of u),
    taken as materialized (
      select account_id, direction, day_start, month_start, sum(amount_minor) as minor
        from gone group by account_id, direction, day_start, month_start),
    parts as materialized (
      select account_id, direction, jsonb_agg(jsonb_build_array(day_start, month_start, minor::text)) as list
        from taken group by account_id, direction),
    given as (
      update payments.limit_usages u
         set day_minor = u.day_minor - coalesce((select sum((part ->> 2)::numeric)
               from jsonb_array_elements(parts.list) as part where (part ->> 0)::timestamptz = u.day_start), 0),
             month_minor = u.month_minor - coalesce((select sum((part ->> 2)::numeric)
               from jsonb_array_elements(parts.list) as part where (part ->> 1)::timestamptz = u.month_start), 0)
        from parts join locked using (account_id, direction)
       where u.account_id = parts.account_id and u.direction = parts.direction)
    select payment_id from gone`)
  return new Set(rows.map((row) => fromUuid('pay', row.payment_id)))
}

/** Reads what an account has moved, each way; undefined where it never has. */
export async function findUsages(
  db: Db,
  accountId: string,
): Promise<ReadonlyMap<LimitDirection, LimitUsage>> {
  const rows = await db.select().from(limitUsages).where(eq(limitUsages.accountId, accountId))
  return new Map(
    rows.map(({ direction, dayStart, dayEnd, monthStart, monthEnd, dayMinor, monthMinor }) => [
      direction,
      {
        windows: {
          day: { start: dayStart, end: dayEnd },
          month: { start: monthStart, end: monthEnd },
        },
        dayMinor,
        monthMinor,
      },
    ]),
  )
}

const toRow = (change: UsageChange, index: number) => ({
  index,
  payment_id: toUuid('pay', change.paymentId),
  account_id: toUuid('acc', change.accountId),
  direction: change.direction,
  currency: change.currency,
  // As text: a JSON number of ours would go through a float.
  minor: change.minor.toString(),
  at: change.at,
  day_limit: change.dayLimit?.toString() ?? null,
  month_limit: change.monthLimit?.toString() ?? null,
  day_start: change.windows.day.start,
  day_end: change.windows.day.end,
  month_start: change.windows.month.start,
  month_end: change.windows.month.end,
})
