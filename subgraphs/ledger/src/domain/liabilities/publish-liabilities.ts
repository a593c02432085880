/**
 * Says what is owed: for each currency a Merkle-sum tree over all customers' balances at the latest tree head, and a signed
 * statement of its root and its total.
 *
 * Leaves and nodes go in by small transactions and count for nothing until all statements are inserted together at the end.
 * One long transaction would hold back every event of every subgraph for as long as it lasts.
 */
import type { Database, Tx } from '@tallystick/db'
import { newId } from '@tallystick/ids'
import type { Currency } from '@tallystick/money'
import { accepted, type Result, refused } from '@tallystick/result'
import { liabilitiesMessage, sumLeaf } from '@tallystick/verify'
import {
  deleteOldLiabilities,
  findLatestSnapshots,
  insertLiabilities,
  insertLiabilitySnapshots,
  listWalletCurrencies,
  lockLiabilities,
  readLiabilities,
} from '../../db/tally/liabilities.ts'
import { findTreeHead, type TreeHead, tellTime } from '../../db/tally/tally-log.ts'
import { type LiabilitySnapshot, nextSnapshotAt } from '../rules/liability.ts'
import { type SealingKey, sha256 } from '../tally/sealing-key.ts'
import { newSumTree, type PlacedSumNode } from './liability-tree.ts'

/** What is needed to publish. */
export type Publishing = Readonly<{ db: Database; key: SealingKey }>

/** Why nothing was published. NOTHING_SEALED: not since the key was changed, if it ever was. */
export type PublishingRefusal = Readonly<{ code: 'NOTHING_SEALED' | 'ALREADY_PUBLISHING' }>

/** Accounts that are read, hashed and stored together: some milliseconds, between which others get their turn. */
const BATCH = 500

/** Of so many snapshots of a currency the tree is kept, so that a proof may be asked for while the next is made. */
const KEPT_TREES = 3

/**
 * Publishes a snapshot for each currency that has none at the latest tree head, and answers the latest of all currencies.
 */
export function publishLiabilities({
  db,
  key,
}: Publishing): Promise<Result<readonly LiabilitySnapshot[], PublishingRefusal>> {
  // Only reads, and holds the lock: such a transaction has no number, so no event waits for it.
  return db.transaction(
    async (reading) => {
      if (!(await lockLiabilities(reading))) return refused({ code: 'ALREADY_PUBLISHING' })
      const head = await findTreeHead(reading)
      // A proof has one key for both signatures.
      if (!head || head.size === 0 || head.keyId !== key.keyId)
        return refused({ code: 'NOTHING_SEALED' })
      await publishAt(head, { db, key, reading })
      await deleteOldLiabilities(db, KEPT_TREES)
      return accepted(await findLatestSnapshots(db))
    },
    { accessMode: 'read only' },
  )
}

/**
 * Publishes when a period has passed since the last time, and at once when there was none; not while nothing was sealed
 * in between, for the statement would say the same.
 *
 * @returns how many snapshots stand at the latest head, undefined when there was nothing to do
 */
export async function publishLiabilitiesWhenDue(
  { db, key }: Publishing,
  { everyMs, now }: { everyMs: number; now: Date },
): Promise<number | undefined> {
  const head = await findTreeHead(db)
  const snapshots = await findLatestSnapshots(db)
  const due = nextSnapshotAt({ latest: latestOf(snapshots), everyMs }, now)
  if (!head || !due || due > now) return undefined
  if (snapshots.some(({ treeSize }) => treeSize === head.size)) return undefined
  const result = await publishLiabilities({ db, key })
  return result.ok ? result.value.length : undefined
}

/** When anything was last published. */
export const latestOf = (snapshots: readonly LiabilitySnapshot[]): Date | undefined =>
  snapshots
    .map(({ publishedAt }) => publishedAt)
    .reduce<Date | undefined>((one, other) => (one && one > other ? one : other), undefined)

type Circumstances = Publishing & Readonly<{ reading: Tx }>

async function publishAt(head: TreeHead, circumstances: Circumstances): Promise<void> {
  const { db, reading } = circumstances
  const standing = await findLatestSnapshots(reading)
  const made: LiabilitySnapshot[] = []
  for (const currency of await listWalletCurrencies(reading)) {
    const isThere = standing.some(
      (each) => each.currency === currency && each.treeSize === head.size,
    )
    const snapshot = isThere ? undefined : await makeSnapshot({ head, currency }, circumstances)
    if (snapshot) made.push(snapshot)
  }
  if (made.length > 0) await insertLiabilitySnapshots(db, made)
}

/** Builds and stores a tree, and signs its root; undefined when no wallet of the currency had a sealed entry. */
async function makeSnapshot(
  { head, currency }: { head: TreeHead; currency: Currency },
  { db, key, reading }: Circumstances,
): Promise<LiabilitySnapshot | undefined> {
  const id = newId('lia')
  let nodes: PlacedSumNode[] = []
  const tree = newSumTree((node) => nodes.push(node))
  let accountCount = 0
  const which = { currency, treeSize: head.size, batch: BATCH }
  for await (const leaves of readLiabilities(reading, which)) {
    for (const leaf of leaves) tree.add(sumLeaf(leaf, sha256))
    accountCount += leaves.length
    await insertLiabilities(db, id, { leaves, nodes })
    nodes = []
  }
  const root = tree.finish()
  if (!root) return undefined
  await insertLiabilities(db, id, { leaves: [], nodes })
  const { keyId } = key
  const publishedAt = await tellTime(db)
  const statement = {
    ...{ id, keyId, currency, accountCount },
    ...{ treeSize: head.size, treeRootHash: head.rootHash, rootHash: root.hash },
  }
  const signature = key.sign(
    liabilitiesMessage({ ...statement, snapshotId: id, total: String(root.sum), publishedAt }),
  )
  return { ...statement, total: root.sum, publishedAt: new Date(publishedAt), signature }
}
