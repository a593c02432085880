import type { Db, Tx } from '@tallystick/db'
import { and, count, eq, getTableColumns, gt, isNull, sql } from 'drizzle-orm'
import type { CodePurpose, OneTimeCode } from '../domain/rules/one-time-code.ts'
import { oneTimeCodes } from './tables/verification.ts'

const { tokenHash, sealedDigits, ...visible } = getTableColumns(oneTimeCodes)

const isLive = and(isNull(oneTimeCodes.usedAt), isNull(oneTimeCodes.endedAt))

/** Whose codes, and for what. */
export type CodesOf = Readonly<{ userId: string; purpose: CodePurpose }>

const areOf = ({ userId, purpose }: CodesOf) =>
  and(eq(oneTimeCodes.userId, userId), eq(oneTimeCodes.purpose, purpose))

/** Stores a code with what its link and its digits are compared with. @throws a violation of `one_time_codes_one_lives` */
export async function insertCode(
  tx: Tx,
  code: OneTimeCode,
  secrets: Readonly<{ tokenHash: string | null; sealedDigits: string | null }>,
): Promise<void> {
  await tx.insert(oneTimeCodes).values({ ...code, ...secrets })
}

/** Ends the code that is still good, if there is one. */
export async function endCodes(tx: Tx, whose: CodesOf, now: Date): Promise<void> {
  await tx
    .update(oneTimeCodes)
    .set({ endedAt: now })
    .where(and(areOf(whose), isLive))
}

/** Counts what a person was sent after `since`. */
export async function countCodes(tx: Tx, whose: CodesOf, since: Date): Promise<number> {
  const [row] = await tx
    .select({ sent: count() })
    .from(oneTimeCodes)
    .where(and(areOf(whose), gt(oneTimeCodes.createdAt, since)))
  return row?.sent ?? 0
}

/** Finds the code of a link, and whose it is. */
export async function findCodeByToken(
  db: Db,
  hash: string,
  purpose: CodePurpose,
): Promise<OneTimeCode | undefined> {
  const [row] = await db
    .select(visible)
    .from(oneTimeCodes)
    .where(and(eq(oneTimeCodes.tokenHash, hash), eq(oneTimeCodes.purpose, purpose)))
  return row
}

/** Reads a code and holds its row until `tx` ends. */
export async function lockCode(tx: Tx, id: string): Promise<OneTimeCode | undefined> {
  const [row] = await tx
    .select(visible)
    .from(oneTimeCodes)
    .where(eq(oneTimeCodes.id, id))
    .for('update')
  return row
}

/** Finds the code that is still good, with its sealed digits, and holds its row until `tx` ends. */
export async function lockLiveCode(
  tx: Tx,
  whose: CodesOf,
): Promise<(OneTimeCode & { sealedDigits: string | null }) | undefined> {
  const [row] = await tx
    .select({ ...visible, sealedDigits })
    .from(oneTimeCodes)
    .where(and(areOf(whose), isLive))
    .for('update')
  return row
}

/** Marks a code as used. @returns whether this call did it: of any number at once, exactly one is told so */
export async function takeCode(tx: Tx, id: string, now: Date): Promise<boolean> {
  const taken = await tx
    .update(oneTimeCodes)
    .set({ usedAt: now })
    .where(and(eq(oneTimeCodes.id, id), isLive))
    .returning({ id: oneTimeCodes.id })
  return taken.length === 1
}

/** Counts a wrong try. */
export async function countTry(tx: Tx, id: string): Promise<void> {
  await tx
    .update(oneTimeCodes)
    .set({ tries: sql`${oneTimeCodes.tries} + 1` })
    .where(eq(oneTimeCodes.id, id))
}
