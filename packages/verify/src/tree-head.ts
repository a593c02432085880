/** The statements that the ledger signs, and the name of the key that signs them. */
import { toHex } from './bytes.ts'
import { encode } from './encode.ts'
import { type Hash, sha256 } from './sha256.ts'

/** What a signature under a tree head says: at this moment the log had this many leaves and this root. */
export type TreeHeadStatement = Readonly<{
  keyId: string
  size: number
  rootHash: Uint8Array
  /** ISO 8601 in UTC with milliseconds. */
  publishedAt: string
}>

/** What a signature under a snapshot of liabilities says: at this tree head, this much was owed in this currency. */
export type LiabilitiesStatement = Readonly<{
  keyId: string
  snapshotId: string
  currency: string
  treeSize: number
  treeRootHash: Uint8Array
  accountCount: number
  /** Minor units in decimal text. */
  total: string
  rootHash: Uint8Array
  publishedAt: string
}>

/** How many hex digits name a key. */
const KEY_ID_DIGITS = 16

/** The bytes that are signed for a tree head. */
export const treeHeadMessage = (head: TreeHeadStatement): Uint8Array =>
  encode([
    'tallystick/tree-head/1',
    head.keyId,
    head.size.toString(),
    head.rootHash,
    head.publishedAt,
  ])

/** The bytes that are signed for a snapshot of liabilities. */
export const liabilitiesMessage = (snapshot: LiabilitiesStatement): Uint8Array =>
  encode([
    'tallystick/liabilities/1',
    snapshot.keyId,
    snapshot.snapshotId,
    snapshot.currency,
    snapshot.treeSize.toString(),
    snapshot.treeRootHash,
    snapshot.accountCount.toString(),
    snapshot.total,
    snapshot.rootHash,
    snapshot.publishedAt,
  ])

/** The name of an Ed25519 key: the first 16 hex digits of its hash. @param publicKey 32 bytes, raw */
export const keyIdOf = (publicKey: Uint8Array, hash: Hash = sha256): string =>
  toHex(hash(publicKey)).slice(0, KEY_ID_DIGITS)
