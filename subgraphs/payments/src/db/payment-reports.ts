import type { Db } from '@tallystick/db'
import { type Currency, money } from '@tallystick/money'
import { and, count, eq, gte, lt, type SQL, sql } from 'drizzle-orm'
import type { ReportGroup, ReportRow } from '../domain/rules/payment-report.ts'
import { among, type Owner, ownedBy, type PaymentsAsked } from './payment-lists.ts'
import { payments } from './tables.ts'

/** Which payments are summed up, and how. */
export type ReportAsked = Readonly<{
  /** Whose sales; null for everybody's. */
  payeeUserId: string | null
  from: Date
  to: Date
  groupBy: ReportGroup
  /** One that PostgreSQL knows. */
  timeZone: string
}>

/** Sums payments up, by group and currency. Refunds are not sales: what they give back is told with what it was paid for. */
export async function reportPayments(db: Db, asked: ReportAsked): Promise<ReportRow[]> {
  const { payeeUserId, from, to } = asked
  const group = groupOf(asked)
  const rows = await db
    .select({
      group: sql<string>`${group}`.as('group_name'),
      currency: payments.currency,
      count: count(),
      completedCount: sql<number>`count(*) filter (where ${payments.capturedMinor} > 0)::integer`,
      failedCount: sql<number>`count(*) filter
        (where ${payments.status} in ('FAILED', 'CANCELLED', 'EXPIRED'))::integer`,
      captured: sql<string>`sum(${payments.capturedMinor})::text`,
      refunded: sql<string>`sum(${payments.refundedMinor})::text`,
      fees: sql<string>`coalesce(sum(${payments.feeMinor}) filter
        (where ${payments.capturedMinor} > 0), 0)::text`,
    })
    .from(payments)
    .where(
      and(
        payeeUserId === null ? undefined : eq(payments.payeeUserId, payeeUserId),
        gte(payments.createdAt, from),
        lt(payments.createdAt, to),
        sql`${payments.kind} <> 'REFUND'`,
      ),
    )
    .groupBy(sql`group_name`, payments.currency)
    .orderBy(sql`group_name`, payments.currency)
  return rows.map(({ captured, refunded, fees, ...row }) => ({
    ...row,
    captured: toMoney(captured, row.currency),
    refunded: toMoney(refunded, row.currency),
    fees: toMoney(fees, row.currency),
  }))
}

/** Whether PostgreSQL knows a time zone by this name. */
export async function isTimeZone(db: Db, name: string): Promise<boolean> {
  const rows = await db.execute(sql`select 1 from pg_timezone_names where name = ${name}`)
  return rows.length > 0
}

/** How many payments a list has in all. */
export async function countPayments(db: Db, owner: Owner, asked: PaymentsAsked): Promise<number> {
  const [row] = await db
    .select({ count: count() })
    .from(payments)
    .where(and(ownedBy(owner), among(asked)))
  return row?.count ?? 0
}

function groupOf({ groupBy, timeZone }: ReportAsked): SQL {
  switch (groupBy) {
    case 'KIND':
      return sql`${payments.kind}`
    case 'STATUS':
      return sql`${payments.status}`
    default:
      return sql`to_char(date_trunc(${sql.raw(`'${UNITS[groupBy]}'`)},
        ${payments.createdAt} at time zone ${timeZone}), 'YYYY-MM-DD')`
  }
}

const UNITS = { DAY: 'day', WEEK: 'week', MONTH: 'month' } as const

const toMoney = (text: string, currency: Currency) => money(BigInt(text), currency)
