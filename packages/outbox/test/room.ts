/** Two subgraphs that own nothing but outbox and inbox: `till` tells, `desk` hears. */
import { SILENT } from '@tallystick/telemetry'
import { sql } from 'drizzle-orm'
import { getTableConfig, type PgTable, pgSchema } from 'drizzle-orm/pg-core'
import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { newTestDatabase } from '../../../db/testing/index.ts'
import { type Cause, type NewEvent, newInbox, newOutbox, type StoredEvent } from '../src/index.ts'
import { deadLettersTable, inboxTable, outboxReadersTable, outboxTable } from '../src/tables.ts'
import { newMemoryWake, type Wake } from '../src/wake.ts'

/** What the till tells. */
export type TillEvent = Readonly<{ type: 'till:sale:made'; body: { n: number; by?: number } }>

export const till = pgSchema('till')
export const desk = pgSchema('desk')

export const tillReaders = outboxReadersTable(till)
export const deskLetters = deadLettersTable(desk)

const CAUSE: Cause = { actor: { kind: 'SERVICE', id: 'till' }, requestId: 'request-1' }

/** An event of the aggregate `by`, numbered. */
export const sale = (n: number, by = 0): NewEvent<TillEvent> => ({
  type: 'till:sale:made',
  body: { n, by },
  aggregate: { type: 'sale', id: String(by) },
  topics: [`by:${by}`, `n:${n}`],
  cause: CAUSE,
})

export const numberOf = (event: StoredEvent<TillEvent>): number => event.body.n

/** Takes the next `count` events. */
export async function take(
  tail: AsyncIterator<StoredEvent<TillEvent>>,
  count: number,
): Promise<StoredEvent<TillEvent>[]> {
  const taken: StoredEvent<TillEvent>[] = []
  while (taken.length < count) {
    const { value, done } = await tail.next()
    if (done) break
    taken.push(value)
  }
  return taken
}

/** A database of its own with both schemas. */
export async function newRoom({ wake = newMemoryWake() }: { wake?: Wake } = {}) {
  const database = await newTestDatabase()
  const client = postgres(database.adminUrl, { max: 10, onnotice: () => {} })
  const db = drizzle({ client, casing: 'snake_case' })
  for (const schema of [till, desk]) {
    await db.execute(sql`create schema ${sql.identifier(schema.schemaName)}`)
    const tables = [outboxTable, outboxReadersTable, inboxTable, deadLettersTable]
    for (const table of tables) await db.execute(sql.raw(definitionOf(table(schema))))
  }
  await db.execute(sql`create table desk.takings (n integer not null, by integer not null)`)
  const options = { db, wake, log: SILENT }
  const newTill = (over: Partial<typeof options> = {}) =>
    newOutbox<TillEvent>({ ...options, schema: till, name: 'till', ...over })
  const deskOutbox = newOutbox<never>({ ...options, schema: desk, name: 'desk' })
  return {
    url: database.adminUrl,
    db,
    wake,
    newTill,
    inbox: newInbox({ outbox: deskOutbox, schema: desk, name: 'desk' }),
    async close() {
      await deskOutbox.close()
      await wake.close()
      await client.end({ timeout: 5 })
      await database.drop()
    },
  }
}

export type Room = Awaited<ReturnType<typeof newRoom>>

/** The statement that makes a table; its indexes are the migrations' business. */
function definitionOf(table: PgTable): string {
  const { schema, name, columns, primaryKeys } = getTableConfig(table)
  const snake = (text: string): string => text.replace(/[A-Z]/g, (each) => `_${each.toLowerCase()}`)
  const defaults: Record<string, string> = { xid: 'pg_current_xact_id()', timestamptz: 'now()' }
  const lines = columns.map((column) => {
    const type = column.getSQLType()
    const isTime = type.startsWith('timestamp')
    const preset = column.hasDefault ? defaults[isTime ? 'timestamptz' : column.name] : undefined
    return [
      snake(column.name),
      type,
      column.notNull ? 'not null' : '',
      column.primary ? 'primary key' : '',
      preset ? `default ${preset}` : '',
    ].join(' ')
  })
  for (const key of primaryKeys)
    lines.push(`primary key (${key.columns.map((column) => snake(column.name)).join(', ')})`)
  return `create table ${schema}.${name} (${lines.join(', ')})`
}
