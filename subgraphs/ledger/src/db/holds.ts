import { hash } from 'node:crypto'
import type { Db, Tx } from '@tallystick/db'
import { fromUuid, toUuid } from '@tallystick/ids'
import { type Money, money } from '@tallystick/money'
import { eq, sql } from 'drizzle-orm'
import type { Hold, HoldRefusal, HoldRequest } from '../domain/rules/hold.ts'
import { toNamed } from './postings.ts'
import { holds, ledgerAccounts } from './tables.ts'

/** Why an amount is not reserved; with what was available when that was too little. */
export type HoldRow = Readonly<{
  refusal: HoldRefusal | null
  /** False when this very hold was placed before. */
  isNew: boolean
  available: Money | null
}>

/** Reserves the amount. */
export async function insertHold(
  tx: Tx,
  { id, ledgerAccount, amount, expiresAt }: HoldRequest,
): Promise<HoldRow> {
  const named = toNamed(ledgerAccount, amount.currency)
  const content = JSON.stringify([named, amount.minor.toString(), expiresAt])
  const contentHash = hash('sha256', content)
  const [row] = await tx.execute<{
    refusal: HoldRefusal | null
    placed: boolean
    available: string | null
  }>(sql`
    select refusal, placed, available::text from ledger.place_hold(
      ${toUuid('hld', id)}::uuid, decode(${contentHash}, 'hex'), ${named.code}, ${named.account}::uuid,
      ${named.owner}::uuid, ${named.provider}, ${named.currency}, ${amount.minor.toString()}::numeric,
      ${expiresAt?.toISOString() ?? null}::timestamptz)`)
  if (!row) throw new Error('placing a hold gave no answer')
  const available = row.available === null ? null : money(BigInt(row.available), amount.currency)
  return { refusal: row.refusal, isNew: row.placed, available }
}

/** Gives the hold back. `isNew` is false when it was voided before. */
export async function voidHoldRow(
  tx: Tx,
  id: string,
): Promise<{ refusal: HoldRefusal | null; isNew: boolean }> {
  const [row] = await tx.execute<{ refusal: HoldRefusal | null; voided: boolean }>(
    sql`select refusal, voided from ledger.void_hold(${toUuid('hld', id)}::uuid)`,
  )
  if (!row) throw new Error('voiding a hold gave no answer')
  return { refusal: row.refusal, isNew: row.voided }
}

/** Ends open holds whose time is up at `now`, at most `limit` of them, and answers their ids. */
export async function expireHoldRows(
  tx: Tx,
  { now, limit }: { now: Date; limit: number },
): Promise<string[]> {
  const rows = await tx.execute<{ id: string }>(
    sql`select id from ledger.expire_holds(${now.toISOString()}::timestamptz, ${limit}::integer) as id`,
  )
  return rows.map(({ id }) => fromUuid('hld', id))
}

/** Reads one hold as it stands. */
export async function findHold(db: Db, id: string): Promise<Hold | undefined> {
  const [row] = await db
    .select({
      id: holds.id,
      status: holds.status,
      amount: holds.amount,
      posted: holds.posted,
      currency: ledgerAccounts.currency,
      expiresAt: holds.expiresAt,
    })
    .from(holds)
    .innerJoin(ledgerAccounts, eq(ledgerAccounts.id, holds.ledgerAccountId))
    .where(eq(holds.id, id))
  if (!row) return undefined
  const { currency, ...hold } = row
  return { ...hold, amount: money(hold.amount, currency), posted: money(hold.posted, currency) }
}
