import type { Db, Tx } from '@tallystick/db'
import { and, asc, count, desc, eq, isNull, type SQL, sql } from 'drizzle-orm'
import type { RegisteredOperation } from '../domain/rules/operation.ts'
import { clients, registeredOperations } from './tables.ts'

/** An operation to be stored, or to be brought back. */
export type NewOperation = Pick<
  RegisteredOperation,
  'id' | 'document' | 'name' | 'kind' | 'cost' | 'rootFields'
>

/** Where an operation stands in the list of its client: after every later one. */
export type OperationPosition = Readonly<{ at: Date; id: string }>

/** Where an operation stands in a manifest. */
export type ManifestPosition = Readonly<{ clientId: string; id: string }>

/** How often an operation was run. */
export type Uses = Readonly<{ clientId: string; id: string; uses: number; lastUsedAt: Date }>

const table = registeredOperations
const isLive = isNull(table.retiredAt)
const isAnyOf = (ids: readonly string[]): SQL =>
  sql`${table.id} in (select jsonb_array_elements_text(${JSON.stringify(ids)}::text::jsonb))`

/** Reads operations of a client by id, retired ones included; by id. */
export function findOperations(
  db: Db,
  clientId: string,
  ids: readonly string[],
): Promise<RegisteredOperation[]> {
  return db
    .select()
    .from(table)
    .where(and(eq(table.clientId, clientId), isAnyOf(ids)))
    .orderBy(asc(table.id))
}

/** Counts the operations of a client that may be run. */
export async function countLiveOperations(db: Db, clientId: string): Promise<number> {
  const [row] = await db
    .select({ live: count() })
    .from(table)
    .where(and(eq(table.clientId, clientId), isLive))
  return row?.live ?? 0
}

/** Stores operations that are new, and brings retired ones back. The client must be locked. */
export async function insertOperations(
  tx: Tx,
  operations: readonly NewOperation[],
  { clientId, now }: { clientId: string; now: Date },
): Promise<void> {
  // One parameter, however many operations: the statement stays the same and stays prepared.
  const rows = JSON.stringify(operations)
  await tx.execute(sql`
    insert into ${table} (client_id, id, document, name, kind, cost, root_fields, registered_at)
    select ${clientId}::text, id, document, name, kind, cost, "rootFields", ${now.toISOString()}::timestamptz
      from jsonb_to_recordset(${rows}::text::jsonb)
        as operation (id text, document text, name text, kind text, cost int, "rootFields" text[])
    on conflict on constraint registered_operations_pkey
      do update set retired_at = null, cost = excluded.cost, root_fields = excluded.root_fields`)
}

/** Retires those of the operations that may be run. The client must be locked. @returns them, in no order */
export function retireOperationsOf(
  tx: Tx,
  clientId: string,
  { ids, now }: { ids: readonly string[]; now: Date },
): Promise<RegisteredOperation[]> {
  return tx
    .update(table)
    .set({ retiredAt: now })
    .where(and(eq(table.clientId, clientId), isLive, isAnyOf(ids)))
    .returning()
}

/** Lists the operations of a client, newest first, from the one after `after` on. */
export function listOperations(
  db: Db,
  page: { clientId: string; after: OperationPosition | undefined; limit: number },
): Promise<RegisteredOperation[]> {
  return db
    .select()
    .from(table)
    .where(and(eq(table.clientId, page.clientId), page.after && isAfter(page.after)))
    .orderBy(desc(table.registeredAt), desc(table.id))
    .limit(page.limit)
}

const isAfter = ({ at, id }: OperationPosition): SQL =>
  sql`(${table.registeredAt}, ${table.id}) < (${sql.param(at, table.registeredAt)}::timestamptz, ${id}::text)`

/** Whose operations: one client's, or those of every client of our own. */
const isOf = (db: Db, clientId: string | null): SQL =>
  clientId === null
    ? sql`${table.clientId} in (${db.select({ id: clients.id }).from(clients).where(eq(clients.isFirstParty, true))})`
    : eq(table.clientId, clientId)

/** Lists what may be run, of a client or of all first-party clients, by client and id, from the one after `after` on. */
export function listManifest(
  db: Db,
  page: { clientId: string | null; after: ManifestPosition | undefined; limit: number },
): Promise<RegisteredOperation[]> {
  const { clientId, after, limit } = page
  return db
    .select()
    .from(table)
    .where(
      and(
        isOf(db, clientId),
        isLive,
        after &&
          sql`(${table.clientId}, ${table.id}) > (${after.clientId}::text, ${after.id}::text)`,
      ),
    )
    .orderBy(asc(table.clientId), asc(table.id))
    .limit(limit)
}

/** Finds an operation that may be run, of a client or of the first of the first-party clients that has it. */
export async function findLiveOperation(
  db: Db,
  clientId: string | null,
  id: string,
): Promise<RegisteredOperation | undefined> {
  const [row] = await db
    .select()
    .from(table)
    .where(and(isOf(db, clientId), eq(table.id, id), isLive))
    .orderBy(asc(table.clientId))
    .limit(1)
  return row
}

/** Adds to the counts of operations. @returns how many of them there are */
export async function addUses(db: Db, uses: readonly Uses[]): Promise<number> {
  const rows = JSON.stringify(uses)
  // Rows are locked in their order, so that two gateways that count at once wait for each other and never in a circle.
  const counted = await db.execute(sql`
    with given as (
      select "clientId" as client_id, id, sum(uses) as uses, max("lastUsedAt") as last_used_at
        from jsonb_to_recordset(${rows}::text::jsonb) as used ("clientId" text, id text, uses bigint, "lastUsedAt" timestamptz)
       group by 1, 2
    ), held as (
      select o.client_id, o.id, given.uses, given.last_used_at from ${table} o join given using (client_id, id)
       order by o.client_id, o.id for update of o
    )
    update ${table} o
       set uses = o.uses + held.uses, last_used_at = greatest(o.last_used_at, held.last_used_at)
      from held where o.client_id = held.client_id and o.id = held.id
    returning 1`)
  return counted.length
}
