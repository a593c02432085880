import type { Db, Tx } from '@tallystick/db'
import { toUuid } from '@tallystick/ids'
import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Operation, StoredAnswer } from '../domain/rules/answer.ts'
import { idempotencyKeys } from './idempotency-tables.ts'

/** A caller's name for one attempt. Two people, or two operations, can use the same key without meeting. */
export type KeyName = Readonly<{ principal: string; operation: Operation; key: string }>

/** A key that has been used, and for what. */
export type UsedKey = Readonly<{
  requestHash: string
  paymentId: string
  /** The leg that it asked for; null when it asked for the payment. */
  legId: string | null
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
      legId: idempotencyKeys.legId,
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

/**
 * Takes a key for a leg of a payment that is there. A transaction that takes the same key waits until this one ends.
 *
 * @returns whether it was free
 */
export async function insertLegKey(
  tx: Tx,
  key: KeyName & Readonly<{ requestHash: string; paymentId: string; legId: string; at: Date }>,
): Promise<boolean> {
  const { at, ...row } = key
  const rows = await tx
    .insert(idempotencyKeys)
    .values({ ...row, createdAt: at })
    .onConflictDoNothing()
    .returning({ key: idempotencyKeys.key })
  return rows.length > 0
}

/** Forgets at most `limit` keys that were used before a moment and have their answer. @returns how many */
export async function deleteKeys(
  db: Db,
  { usedBefore, limit }: Readonly<{ usedBefore: Date; limit: number }>,
): Promise<number> {
  const rows = await db.execute(sql`
    delete from payments.idempotency_keys where ctid = any (array(
      select ctid from payments.idempotency_keys
       where created_at < ${usedBefore.toISOString()}::timestamptz and outcome is not null
       order by created_at limit ${limit}))
    returning 1`)
  return rows.length
}

/** What was answered for a payment, if that is decided. */
export async function findOutcome(db: Db, paymentId: string): Promise<StoredAnswer | null> {
  const [row] = await db
    .select({ outcome: idempotencyKeys.outcome })
    .from(idempotencyKeys)
    .where(and(eq(idempotencyKeys.paymentId, paymentId), isNull(idempotencyKeys.legId)))
  return row?.outcome ?? null
}

/** What was answered to whoever asked for a leg, if that is decided. */
export async function findLegOutcome(
  db: Db,
  { paymentId, legId }: Readonly<{ paymentId: string; legId: string | null }>,
): Promise<StoredAnswer | null> {
  if (legId === null) return findOutcome(db, paymentId)
  const [row] = await db
    .select({ outcome: idempotencyKeys.outcome })
    .from(idempotencyKeys)
    .where(and(eq(idempotencyKeys.paymentId, paymentId), eq(idempotencyKeys.legId, legId)))
  return row?.outcome ?? null
}
