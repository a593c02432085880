import type { Db, Tx } from '@tallystick/db'
import { fromUuid, toUuid } from '@tallystick/ids'
import type { Currency } from '@tallystick/money'
import { and, eq, sql } from 'drizzle-orm'
import type { LiabilityEntry, LiabilitySnapshot } from '../../domain/rules/liability.ts'
import { toArray, toByteaArray } from '../array.ts'
import { ledgerAccounts } from '../tables.ts'
import { liabilityLeaves, liabilitySnapshots } from '../tally-tables.ts'

/** Rows that one transaction deletes: it ends within milliseconds, and so holds no event back. */
const DELETE_CHUNK = 5_000

/** Lets one publisher in until its transaction ends. @returns whether it is this one */
export async function lockLiabilities(tx: Tx): Promise<boolean> {
  const [row] = await tx.execute<{ taken: boolean }>(
    sql`select pg_try_advisory_xact_lock(hashtextextended('ledger:liabilities', 0)) as taken`,
  )
  return row?.taken === true
}

/** Every currency in which some customer has a wallet, in the order of the alphabet. */
export async function listWalletCurrencies(db: Db): Promise<Currency[]> {
  const rows = await db.execute<{ currency: Currency }>(sql`
    select distinct currency from ledger.ledger_accounts
     where code = 'CUSTOMER_WALLET' order by currency`)
  return rows.map(({ currency }) => currency)
}

/**
 * Reads what was in every wallet of a currency when the first `treeSize` leaves were sealed, each with 32 new random bytes
 * and in the order of these, so that a place says nothing about its account. A wallet that had no sealed entry is left
 * out; an overdrawn one comes with 0.
 *
 * One statement whatever the number: Postgres sorts, on disk when it must, and hands over `batch` rows at a time. Entries
 * and leaves are never changed, so the answer is the same whenever it is asked for.
 */
export async function* readLiabilities(
  tx: Tx,
  { currency, treeSize, batch }: { currency: Currency; treeSize: number; batch: number },
): AsyncGenerator<LiabilityEntry[]> {
  await tx.execute(sql`
    declare liabilities no scroll cursor for
    select wallet.account_id,
           sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())
                  || uuid_send(gen_random_uuid())) as nonce,
           greatest(sealed.balance_after, 0)::text as balance
      from ledger.ledger_accounts wallet
           -- From the newest entry back to the first that is sealed: nearly always the newest itself.
           cross join lateral (
             select e.balance_after
               from ledger.entries e
                    join ledger.tally_leaves leaf
                      on leaf.ledger_transaction_id = e.ledger_transaction_id
                     and leaf.position < ${treeSize}
              where e.ledger_account_id = wallet.id
              order by e.version desc
              limit 1) sealed
     where wallet.code = 'CUSTOMER_WALLET' and wallet.currency = ${currency}
     order by nonce`)
  for (let position = 0; ; ) {
    const rows = await tx.execute<{ account_id: string; nonce: Buffer; balance: string }>(
      sql`fetch ${sql.raw(String(batch))} from liabilities`,
    )
    const start = position
    yield rows.map((row, at) => ({
      position: start + at,
      accountId: fromUuid('acc', row.account_id),
      nonce: row.nonce,
      balance: BigInt(row.balance),
    }))
    position += rows.length
    if (rows.length < batch) break
  }
  await tx.execute(sql`close liabilities`)
}

/** A node of a snapshot's tree as it is stored. */
export type StoredSumNode = Readonly<{
  level: number
  index: number
  hash: Uint8Array
  sum: bigint
}>

/** Stores some leaves and nodes of a snapshot. They count for nothing until its statement is inserted. */
export async function insertLiabilities(
  db: Db,
  snapshotId: string,
  { leaves, nodes }: { leaves: readonly LiabilityEntry[]; nodes: readonly StoredSumNode[] },
): Promise<void> {
  const id = toUuid('lia', snapshotId)
  // One parameter a column: the statement stays the same, and prepared, whatever the number of rows.
  await db.execute(sql`
    with leaf as (
      insert into ledger.liability_leaves (snapshot_id, position, account_id, nonce, balance)
      select ${id}::uuid, position, account_id, nonce, balance from unnest(
        ${toArray(leaves.map(({ position }) => String(position)))}::bigint[],
        ${toArray(leaves.map(({ accountId }) => toUuid('acc', accountId)))}::uuid[],
        ${toByteaArray(leaves.map(({ nonce }) => nonce))}::bytea[],
        ${toArray(leaves.map(({ balance }) => String(balance)))}::text[]
      ) as given (position, account_id, nonce, balance)
    )
    insert into ledger.liability_nodes (snapshot_id, level, index, hash, sum)
    select ${id}::uuid, level, index, hash, sum from unnest(
      ${toArray(nodes.map(({ level }) => String(level)))}::smallint[],
      ${toArray(nodes.map(({ index }) => String(index)))}::bigint[],
      ${toByteaArray(nodes.map(({ hash }) => hash))}::bytea[],
      ${toArray(nodes.map(({ sum }) => String(sum)))}::text[]
    ) as given (level, index, hash, sum)`)
}

/** Stores statements: from here on their snapshots stand. */
export async function insertLiabilitySnapshots(
  db: Db,
  snapshots: readonly LiabilitySnapshot[],
): Promise<void> {
  await db.insert(liabilitySnapshots).values(
    snapshots.map(({ treeRootHash, rootHash, signature, total, ...rest }) => ({
      ...rest,
      treeRootHash: Buffer.from(treeRootHash),
      rootHash: Buffer.from(rootHash),
      signature: Buffer.from(signature),
      total: String(total),
    })),
  )
}

/** The latest statement of each currency, in the order of the alphabet. */
export async function findLatestSnapshots(db: Db): Promise<LiabilitySnapshot[]> {
  const rows = await db
    .selectDistinctOn([liabilitySnapshots.currency])
    .from(liabilitySnapshots)
    .orderBy(liabilitySnapshots.currency, sql`${liabilitySnapshots.treeSize} desc`)
  return rows.map(({ currency, total, ...row }) => ({
    ...row,
    currency: currency as Currency,
    total: BigInt(total),
  }))
}

/** A customer's wallet, if the ledger has heard of the account. */
export async function findWallet(
  db: Db,
  accountId: string,
): Promise<{ ownerId: string | null; currency: Currency } | undefined> {
  const [row] = await db
    .select({ ownerId: ledgerAccounts.ownerId, currency: ledgerAccounts.currency })
    .from(ledgerAccounts)
    .where(eq(ledgerAccounts.accountId, accountId))
  return row
}

/** An account's leaf in a snapshot. */
export async function findLiability(
  db: Db,
  { snapshotId, accountId }: { snapshotId: string; accountId: string },
): Promise<LiabilityEntry | undefined> {
  const [row] = await db
    .select()
    .from(liabilityLeaves)
    .where(
      and(eq(liabilityLeaves.accountId, accountId), eq(liabilityLeaves.snapshotId, snapshotId)),
    )
  return row && { ...row, balance: BigInt(row.balance) }
}

/** Nodes of a snapshot's tree, in the order in which they are asked for. @throws when one is missing */
export async function getSumNodes(
  db: Db,
  snapshotId: string,
  places: readonly Readonly<{ level: number; index: number }>[],
): Promise<StoredSumNode[]> {
  const rows = await db.execute<{ level: number; index: string; hash: Buffer; sum: string }>(sql`
    select node.level, node.index::text as index, node.hash, node.sum
      from unnest(${toArray(places.map(({ level }) => String(level)))}::smallint[],
                  ${toArray(places.map(({ index }) => String(index)))}::bigint[])
             with ordinality as asked (level, index, place)
           join ledger.liability_nodes node
             on node.snapshot_id = ${toUuid('lia', snapshotId)}::uuid
            and node.level = asked.level and node.index = asked.index
     order by asked.place`)
  if (rows.length !== places.length) throw new Error(`the tree of ${snapshotId} has a hole`)
  return rows.map(({ level, index, hash, sum }) => ({
    level,
    index: Number(index),
    hash,
    sum: BigInt(sum),
  }))
}

/**
 * Drops the trees of all snapshots but the latest `keep` of each currency, and what was left by one that was never
 * finished. The statements stay.
 */
export async function deleteOldLiabilities(db: Db, keep: number): Promise<void> {
  // Nodes first: a tree is found by its leaves, so that what is interrupted is found again.
  for (const id of await listTreesToDelete(db, keep))
    for (const table of ['liability_nodes', 'liability_leaves'] as const) {
      let count: number
      do count = await deleteChunk(db, table, id)
      while (count === DELETE_CHUNK)
    }
}

/** As UUIDs. Looks up one leaf for each tree, not all of them. */
async function listTreesToDelete(db: Db, keep: number): Promise<string[]> {
  const rows = await db.execute<{ id: string }>(sql`
    with recursive tree (id) as (
      (select snapshot_id from ledger.liability_leaves order by snapshot_id limit 1)
      union all
      select (select leaf.snapshot_id from ledger.liability_leaves leaf
               where leaf.snapshot_id > tree.id order by leaf.snapshot_id limit 1)
        from tree where tree.id is not null
    )
    select tree.id from tree
     where tree.id is not null and tree.id not in (
       select ranked.id from (
         select id, row_number() over (partition by currency order by tree_size desc) as rank
           from ledger.liability_snapshots) ranked
        where ranked.rank <= ${keep})`)
  return rows.map(({ id }) => id)
}

async function deleteChunk(
  db: Db,
  table: 'liability_nodes' | 'liability_leaves',
  snapshotId: string,
): Promise<number> {
  const name = sql.raw(`ledger.${table}`)
  const { count } = await db.execute(sql`
    delete from ${name} where ctid = any (array(
      select ctid from ${name} where snapshot_id = ${snapshotId}::uuid limit ${DELETE_CHUNK}))`)
  return count
}
