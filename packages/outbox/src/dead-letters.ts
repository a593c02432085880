import { toUuid } from '@tallystick/ids'
import { and, eq, isNull, sql } from 'drizzle-orm'
import type { PgSchema } from 'drizzle-orm/pg-core'
import type { StoredEvent } from './event.ts'
import type { Database } from './store.ts'
import { deadLettersTable } from './tables.ts'

/** Events that could not be applied, kept until someone mends what was wrong. */
export type DeadLetters = Readonly<{
  /** Keeps an event that could not be applied. Keeping it twice keeps it once. */
  park(event: StoredEvent, failure: { error: unknown; attemptCount: number }): Promise<void>
  /** Reads a parked event. @returns undefined when it is not parked or was replayed */
  findParked(producer: string, eventId: string): Promise<StoredEvent | undefined>
  /** Takes note that a parked event was applied after all. */
  markReplayed(event: StoredEvent): Promise<void>
}>

/** How much of an error's text is kept with a parked event, in characters. */
const ERROR_LENGTH_MAX = 4_000
const CAUSES_MAX = 8

/** Binds the SQL of dead letters to the table in `schema`. */
export function newDeadLetters(db: Database, schema: PgSchema): DeadLetters {
  const letters = deadLettersTable(schema)
  const isOf = (producer: string, id: string) =>
    and(eq(letters.producer, producer), eq(letters.eventId, toUuid('evt', id)))
  return {
    async park(event, { error, attemptCount }) {
      const { producer, id, type } = event
      await db
        .insert(letters)
        .values({
          producer,
          eventId: toUuid('evt', id),
          type,
          event,
          error: describe(error).slice(0, ERROR_LENGTH_MAX),
          attemptCount,
        })
        .onConflictDoNothing()
    },

    async findParked(producer, id) {
      const [row] = await db
        .select({ event: letters.event })
        .from(letters)
        .where(and(isOf(producer, id), isNull(letters.replayedAt)))
      if (!row) return undefined
      const event = row.event as StoredEvent
      return { ...event, at: new Date(event.at) }
    },

    async markReplayed({ producer, id }) {
      await db.update(letters).set({ replayedAt: sql`now()` }).where(isOf(producer, id))
    },
  }
}

/** An error and what caused it, outermost first. */
function describe(error: unknown): string {
  const lines: string[] = []
  for (let current = error; current !== undefined && lines.length < CAUSES_MAX; ) {
    lines.push(String(current))
    current = current instanceof Error ? current.cause : undefined
  }
  return lines.join('\ncaused by ')
}
