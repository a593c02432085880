import type { Db } from '@tallystick/db'
import { toUuid } from '@tallystick/ids'
import { eq, sql } from 'drizzle-orm'
import type { Operation, StoredAnswer } from '../domain/rules/answer.ts'
import { idempotencyKeys } from './tables.ts'

/** A caller's name for one attempt. Two people, or two operations, can use the same key without meeting. */
export type KeyName = Readonly<{ principal: string; operation: Operation; key: string }>

/** A key that has been used, and for what. */
export type UsedKey = Readonly<{
  requestHash: string
  paymentId: string
  outcome: StoredAnswer | null
}>

/** Reads what keys were used for, in the order of `names`; undefined for one that is free. */
export async function findKeys(
  db: Db,
  names: readonly KeyName[],
): Promise<(UsedKey | undefined)[]> {
  // One parameter, however many: the statement stays the same and stays prepared.
  const asked = JSON.stringify(
    names.map(({ principal, operation, key }, index) => ({
      index,
      principal: toUuid('usr', principal),
      operation,
      key,
    })),
  )
  const rows = await db
    .select({
      index: sql<number>`asked.index`,
      requestHash: idempotencyKeys.requestHash,
      paymentId: idempotencyKeys.paymentId,
      outcome: idempotencyKeys.outcome,
    })
    .from(idempotencyKeys)
    .innerJoin(
      sql`jsonb_to_recordset(${asked}::text::jsonb)
        as asked (index integer, principal uuid, operation text, key text)`,
      sql`${idempotencyKeys.principal} = asked.principal and ${idempotencyKeys.operation} = asked.operation
        and ${idempotencyKeys.key} = asked.key`,
    )
  const byIndex = new Map(rows.map(({ index, ...used }) => [index, used]))
  return names.map((_name, index) => byIndex.get(index))
}

/** What was answered for a payment, if that is decided. */
export async function findOutcome(db: Db, paymentId: string): Promise<StoredAnswer | null> {
  const [row] = await db
    .select({ outcome: idempotencyKeys.outcome })
    .from(idempotencyKeys)
    .where(eq(idempotencyKeys.paymentId, paymentId))
  return row?.outcome ?? null
}
