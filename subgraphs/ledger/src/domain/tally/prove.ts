/** Proofs from the tally log, made to be verified by whoever does not trust us. */
import { setTimeout as delay } from 'node:timers/promises'
import { type Actor, hasRole, maySee } from '@tallystick/actor'
import type { Db } from '@tallystick/db'
import { accepted, type Result, refused } from '@tallystick/result'
import {
  consistencyPath,
  inclusionPath,
  nodesReadBy,
  type ReadNode,
  toBase64url,
  toHex,
} from '@tallystick/verify'
import { findSealedTransactions } from '../../db/tally/sealed-transactions.ts'
import { findNodes, findPositions, findTreeHead, type TreeHead } from '../../db/tally/tally-log.ts'
import { receiptOf } from '../rules/tally-leaf.ts'
import { sha256 } from './sealing-key.ts'

/** How long a proof waits for the sealer, in milliseconds, and how often it looks. */
const WAIT_MS = 3_000
const LOOK_MS = 50

/** Looks for the last tree head, or that of a size. */
export async function findHead(
  db: Db,
  size: number | null,
): Promise<Result<TreeHead, { code: 'NOT_FOUND' }>> {
  const head = isSize(size) ? await findTreeHead(db, size) : undefined
  return head ? accepted(head) : refused({ code: 'NOT_FOUND' })
}

/**
 * A receipt for ledger transactions that the actor may see, as JSON. Waits for those that were just recorded.
 *
 * @param ids at least one, all of `paymentId`
 */
export async function proveInclusion(
  { db, actor }: Readonly<{ db: Db; actor: Actor }>,
  { paymentId, ids }: Readonly<{ paymentId: string | null; ids: readonly string[] }>,
): Promise<Result<string, { code: 'NOT_SEALED_YET' }>> {
  const positions = await waitForSealing(db, ids)
  if (!positions) return refused({ code: 'NOT_SEALED_YET' })
  const head = await lastHead(db)
  const transactions = await findSealedTransactions(db, ids)
  const paths = await readProofs(
    db,
    transactions.map(
      ({ id }) =>
        (read: ReadNode, hash: typeof sha256) =>
          inclusionPath({ index: positions.get(id) ?? 0, size: head.size }, read, hash),
    ),
  )
  const reader = {
    isAdmin: hasRole(actor, 'ADMIN'),
    maySee: (ownerId: string | null) => maySee(actor, ownerId),
  }
  return accepted(
    JSON.stringify({
      format: 'tallystick-receipt/1',
      paymentId,
      publicKey: head.publicKey,
      treeHead: toJson(head),
      ledgerTransactions: transactions.map((transaction, at) => ({
        index: positions.get(transaction.id),
        ...receiptOf(transaction, reader, sha256),
        inclusion: paths[at]?.map(toHex),
      })),
    }),
  )
}

/** The proof, as JSON, that the log of `to` leaves, or the last, begins with that of `from`. Both must be published. */
export async function proveConsistency(
  db: Db,
  { from, to }: Readonly<{ from: number; to: number | null }>,
): Promise<Result<string, { code: 'NOT_FOUND' | 'BACKWARDS' }>> {
  const [first, second] = await Promise.all([findHead(db, from), findHead(db, to)])
  if (!first.ok) return first
  if (!second.ok) return second
  const sizes = { from: first.value.size, to: second.value.size }
  if (sizes.from > sizes.to) return refused({ code: 'BACKWARDS' })
  const [path] = await readProofs(db, [(read, hash) => consistencyPath(sizes, read, hash)])
  return accepted(
    JSON.stringify({
      format: 'tallystick-consistency/1',
      publicKey: second.value.publicKey,
      from: toJson(first.value),
      to: toJson(second.value),
      path: path?.map(toHex),
    }),
  )
}

/** @returns where each is in the log; undefined when one is not there in time */
async function waitForSealing(
  db: Db,
  ids: readonly string[],
): Promise<ReadonlyMap<string, number> | undefined> {
  const until = performance.now() + WAIT_MS
  for (;;) {
    const positions = await findPositions(db, ids)
    if (positions.size === ids.length) return positions
    if (performance.now() >= until) return undefined
    await delay(LOOK_MS)
  }
}

async function lastHead(db: Db): Promise<TreeHead> {
  const head = await findTreeHead(db)
  if (!head) throw new Error('the tally log has no head')
  return head
}

type Proof = (read: ReadNode, hash: typeof sha256) => Uint8Array[]

/** Computes proofs with one reading of all the nodes that they need. */
async function readProofs(db: Db, proofs: readonly Proof[]): Promise<Uint8Array[][]> {
  const needed = nodesReadBy((read) => {
    for (const proof of proofs) proof(read, noHash)
  })
  const nodes = await findNodes(db, needed)
  const read: ReadNode = (level, index) => nodes.get(`${level}/${index}`) as Uint8Array
  return proofs.map((proof) => proof(read, sha256))
}

const noHash = (): Uint8Array => new Uint8Array(32)

const isSize = (size: number | null): boolean => size === null || size >= 0

const toJson = ({ size, rootHash, publishedAt, keyId, signature }: TreeHead) => ({
  size,
  rootHash: toHex(rootHash),
  publishedAt,
  keyId,
  signature: toBase64url(signature),
})
