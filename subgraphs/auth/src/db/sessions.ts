import type { Db, Tx } from '@tallystick/db'
import { and, desc, eq, gt, isNull, ne, or } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { RevokeReason, Session } from '../domain/rules/session.ts'
import { refreshTokens, sessions } from './tables.ts'

/** Under a name without its schema, because `for update of` takes no other. */
const family = alias(sessions, 'family')

/** What a session says of the device that it began on. */
type Device = Readonly<{ userAgent: string | null; address: string | null }>

type Moment = Readonly<{ now: Date; sessionIdleS: number }>

/** Stores a session that has just begun, with the device that it began on. */
export async function insertSession(tx: Tx, session: Session, device: Device): Promise<void> {
  await tx.insert(sessions).values({ ...session, ...device })
}

/** Reads one session and holds its row until `tx` ends. */
export async function lockSession(tx: Tx, id: string): Promise<Session | undefined> {
  const [row] = await tx.select().from(sessions).where(eq(sessions.id, id)).for('update')
  return row
}

/** Lists the sessions of a person that live, newest use first. */
export function listLiveSessions(
  db: Db,
  userId: string,
  { limit, ...moment }: Moment & Readonly<{ limit: number }>,
): Promise<(Session & Device)[]> {
  return db
    .select()
    .from(sessions)
    .where(and(eq(sessions.userId, userId), isLive(moment)))
    .orderBy(desc(sessions.lastUsedAt), desc(sessions.id))
    .limit(limit)
}

/** A session that was not ended and is not over: `endOf` of the rules, as SQL. */
const isLive = ({ now, sessionIdleS }: Moment) =>
  and(
    isNull(sessions.revokedAt),
    gt(sessions.expiresAt, now),
    or(
      eq(sessions.mode, 'BEARER'),
      gt(sessions.lastUsedAt, new Date(now.getTime() - sessionIdleS * 1000)),
    ),
  )

/** A session by one of its refresh tokens, and what the token says of itself that never changes. */
export type FoundByToken = Readonly<{ session: Session; expiresAt: Date; generation: number }>

/**
 * Finds the session that a refresh token belongs to, and holds the session's row until `tx` ends: all uses of one family
 * queue here. Whether the token was used before is for `takeRefreshToken` to say.
 */
export async function lockSessionOfToken(tx: Tx, hash: string): Promise<FoundByToken | undefined> {
  const [row] = await tx
    .select({
      session: family,
      expiresAt: refreshTokens.expiresAt,
      generation: refreshTokens.generation,
    })
    .from(refreshTokens)
    .innerJoin(family, eq(family.id, refreshTokens.sessionId))
    .where(eq(refreshTokens.hash, hash))
    .for('update', { of: family })
  return row
}

/** Stores that a session was refreshed at `now`, for the `refreshCount`th time. The row must be locked. */
export async function updateRefreshed(
  tx: Tx,
  id: string,
  { now, refreshCount }: Readonly<{ now: Date; refreshCount: number }>,
): Promise<void> {
  await tx.update(sessions).set({ lastUsedAt: now, refreshCount }).where(eq(sessions.id, id))
}

type Ending = Readonly<{ now: Date; reason: RevokeReason }>

/** Ends a session. The row must be locked; a session that has ended keeps its first time and reason. */
export async function revokeSession(tx: Tx, id: string, { now, reason }: Ending): Promise<void> {
  await tx
    .update(sessions)
    .set({ revokedAt: now, revokeReason: reason })
    .where(and(eq(sessions.id, id), isNull(sessions.revokedAt)))
}

/** Ends the sessions of a person that live, all but `exceptId`. @returns the ids of those that this call ended */
export async function revokeSessionsOf(
  tx: Tx,
  userId: string,
  { exceptId, now, reason, sessionIdleS }: Ending & Moment & Readonly<{ exceptId: string | null }>,
): Promise<string[]> {
  const isOther = exceptId === null ? undefined : ne(sessions.id, exceptId)
  const ended = await tx
    .update(sessions)
    .set({ revokedAt: now, revokeReason: reason })
    .where(and(eq(sessions.userId, userId), isOther, isLive({ now, sessionIdleS })))
    .returning({ id: sessions.id })
  return ended.map(({ id }) => id)
}

/** Reads one session. */
export async function findSession(db: Db, id: string): Promise<Session | undefined> {
  const [row] = await db.select().from(sessions).where(eq(sessions.id, id))
  return row
}

/** Stores that the person of a session has proved anew who they are. The row must be locked. */
export async function updateProved(
  tx: Tx,
  id: string,
  { provedAt, provedBy }: Pick<Session, 'provedAt' | 'provedBy'>,
): Promise<void> {
  await tx.update(sessions).set({ provedAt, provedBy }).where(eq(sessions.id, id))
}
