import type { Db, Tx } from '@tallystick/db'
import { asc, eq, gt } from 'drizzle-orm'
import type { Client } from '../domain/rules/client.ts'
import { clients } from './tables.ts'

/** Stores a client that is new. @returns whether it was */
export async function insertClient(tx: Tx, client: Client): Promise<boolean> {
  const inserted = await tx
    .insert(clients)
    .values(client)
    .onConflictDoNothing()
    .returning({ id: clients.id })
  return inserted.length === 1
}

/** Finds a client and holds its row until `tx` ends: what is done to its operations is done one after the other. */
export async function lockClient(tx: Tx, id: string): Promise<Client | undefined> {
  const [row] = await tx.select().from(clients).where(eq(clients.id, id)).for('update')
  return row
}

/** Stores what is known of a client now. The row must be locked. */
export async function updateClient(
  tx: Tx,
  { id, name, isFirstParty }: Pick<Client, 'id' | 'name' | 'isFirstParty'>,
): Promise<void> {
  await tx.update(clients).set({ name, isFirstParty }).where(eq(clients.id, id))
}

/** Lists clients by id, from the one after `after` on. */
export function listClients(
  db: Db,
  { after, limit }: { after: string | undefined; limit: number },
): Promise<Client[]> {
  return db
    .select()
    .from(clients)
    .where(after === undefined ? undefined : gt(clients.id, after))
    .orderBy(asc(clients.id))
    .limit(limit)
}
