import { type Actor, maySee } from '@tallystick/actor'
import type { Db } from '@tallystick/db'
import { accepted, type Result, refused } from '@tallystick/result'
import { siblingsOf, toBase64url, toHex } from '@tallystick/verify'
import {
  findLatestSnapshots,
  findLiability,
  findWallet,
  getSumNodes,
} from '../../db/tally/liabilities.ts'
import { findTreeHead } from '../../db/tally/tally-log.ts'
import { type LiabilitySnapshot, nextSnapshotAt } from '../rules/liability.ts'
import { latestOf } from './publish-liabilities.ts'

/** Who asks, when, and how often snapshots are published: 0 for never by themselves. */
export type Asking = Readonly<{ db: Db; actor: Actor; now: Date; everyMs: number }>

/** NOT_PUBLISHED: the account had no sealed entry at the latest snapshot; `nextAt` is when to ask again, if known. */
export type ProofRefusal =
  | Readonly<{ code: 'NOT_FOUND' }>
  | Readonly<{ code: 'NOT_PUBLISHED'; nextAt: Date | undefined }>

/** The proof, as JSON text, that an account's balance is in what is said to be owed in its currency. */
export async function proveLiability(
  { db, actor, now, everyMs }: Asking,
  accountId: string,
): Promise<Result<string, ProofRefusal>> {
  const wallet = await findWallet(db, accountId)
  if (!wallet || !maySee(actor, wallet.ownerId)) return refused({ code: 'NOT_FOUND' })
  const snapshots = await findLatestSnapshots(db)
  const snapshot = snapshots.find(({ currency }) => currency === wallet.currency)
  const leaf = snapshot && (await findLiability(db, { snapshotId: snapshot.id, accountId }))
  if (!leaf) {
    const nextAt = nextSnapshotAt({ latest: latestOf(snapshots), everyMs }, now)
    return refused({ code: 'NOT_PUBLISHED', nextAt })
  }
  const { position, balance, nonce } = leaf
  const path = await getSumNodes(db, snapshot.id, siblingsOf(position, snapshot.accountCount))
  const proof = {
    format: 'tallystick-liability/1',
    ...(await toStatement(db, snapshot)),
    account: { id: accountId, balance: String(balance), nonce: toHex(nonce), index: position },
    path: path.map(({ hash, sum }) => ({ hash: toHex(hash), sum: String(sum) })),
  }
  return accepted(JSON.stringify(proof))
}

/** A snapshot that anyone may see, with all that its signature can be verified by, as JSON text. */
export type PublicSnapshot = LiabilitySnapshot & Readonly<{ json: string }>

/** The latest snapshot of each currency. */
export async function listLiabilities(db: Db): Promise<PublicSnapshot[]> {
  const snapshots = await findLatestSnapshots(db)
  return Promise.all(
    snapshots.map(async (snapshot) => ({
      ...snapshot,
      json: JSON.stringify({
        format: 'tallystick-liabilities/1',
        ...(await toStatement(db, snapshot)),
      }),
    })),
  )
}

/** The public key, the tree head and the snapshot, as they stand in proofs. */
async function toStatement(db: Db, snapshot: LiabilitySnapshot) {
  const head = await findTreeHead(db, snapshot.treeSize)
  if (!head) throw new Error(`the tally log has lost its head at ${snapshot.treeSize}`)
  const { publicKey, size, rootHash, publishedAt, keyId, signature } = head
  return {
    publicKey,
    treeHead: {
      ...{ size, publishedAt, keyId },
      rootHash: toHex(rootHash),
      signature: toBase64url(signature),
    },
    snapshot: {
      id: snapshot.id,
      currency: snapshot.currency,
      treeSize: snapshot.treeSize,
      treeRootHash: toHex(snapshot.treeRootHash),
      accountCount: snapshot.accountCount,
      total: String(snapshot.total),
      rootHash: toHex(snapshot.rootHash),
      publishedAt: snapshot.publishedAt.toISOString(),
      keyId: snapshot.keyId,
      signature: toBase64url(snapshot.signature),
    },
  }
}
