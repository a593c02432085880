/** Valid files of every format, of a small log with one payment in it; the same ones each time. */
import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto'
import {
  commitment,
  encodeAuditHeadLeaf,
  encodeLedgerTransactionLeaf,
  fieldSalt,
  leafHash,
  metadataValue,
} from '../src/index.ts'
import { sumLeaf, sumLevels, sumPath } from '../src/sum-tree.ts'
import { consistencyPath, inclusionPath, type ReadNode, rootOf } from '../src/tree.ts'
import { keyIdOf, liabilitiesMessage, treeHeadMessage } from '../src/tree-head.ts'
import { naiveRoot } from './naive-tree.ts'

type Opened<Value> = { value: Value; salt: string }
type Closed = { commitment: string }

/** An entry as receipts have it. */
export type SampleEntry = {
  ledgerAccountId: string
  code: string
  accountId: string | null
  side: string
  amount: string
  currency: string
  version: string
  balanceAfter: Opened<string> | Closed
}

/** A ledger transaction as receipts have it. */
export type SampleLedgerTransaction = {
  index: number
  id: string
  paymentId: string | null
  reverses: string | null
  effectiveAt: string
  recordedAt: string
  description: Opened<string> | Closed
  metadata: Opened<readonly (readonly [string, string])[] | null> | Closed
  entries: SampleEntry[]
  inclusion: string[]
}

/** A tree head as files have it. */
export type SampleHead = {
  size: number
  rootHash: string
  publishedAt: string
  keyId: string
  signature: string
}

const PUBLISHED_AT = '2026-02-03T04:05:07.000Z'
const PAYMENT = sampleId('pay', 1)
/** PKCS #8 of an Ed25519 key up to its 32 secret bytes. */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex')

const nativeHash = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest()
const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
const base64urlOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url')

/** An id of this kind that differs for each number. */
export function sampleId(prefix: string, number: number): string {
  const digits = '0123456789abcdefghjkmnpqrstvwxyz'
  const tail = [...String(number).padStart(6, '0')].map((digit) => digits[Number(digit) + 3])
  return `${prefix}_01k3v4m5n6p7q8r9s0t1${tail.join('')}`
}

/** The key pair that this many times the same byte is the secret of. */
export function sampleKeys(byte = 7): { privateKey: KeyObject; publicKey: Uint8Array } {
  const der = Buffer.concat([PKCS8, Buffer.alloc(32, byte)])
  const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
  const { x = '' } = createPublicKey(privateKey).export({ format: 'jwk' })
  return { privateKey, publicKey: Buffer.from(x, 'base64url') }
}

function newEntry(
  salt: Uint8Array,
  ordinal: number,
  entry: Partial<SampleEntry> & { balance: string; isShut?: boolean },
): SampleEntry {
  const { balance, isShut = false, ...given } = entry
  const opening = fieldSalt(salt, `balance/${ordinal}`)
  return {
    ledgerAccountId: sampleId('lac', ordinal),
    code: 'CUSTOMER_WALLET',
    accountId: sampleId('acc', ordinal),
    side: ordinal % 2 === 1 ? 'DEBIT' : 'CREDIT',
    amount: '1250',
    currency: 'USD',
    version: String(ordinal),
    balanceAfter: isShut
      ? { commitment: hexOf(commitment(opening, balance)) }
      : { value: balance, salt: hexOf(opening) },
    ...given,
  }
}

/** A ledger transaction whose first side is told everything, and the other side's balance nothing. */
export function newLedgerTransaction(
  index: number,
  over: Partial<SampleLedgerTransaction> = {},
): SampleLedgerTransaction {
  const salt = nativeHash(Buffer.from(`salt ${index}`)).subarray(0, 16)
  return {
    index,
    id: sampleId('ltx', index),
    paymentId: PAYMENT,
    reverses: null,
    effectiveAt: '2026-02-03T04:05:06.000Z',
    recordedAt: '2026-02-03T04:05:06.789Z',
    description: { value: 'Lunch, naïve — 昼食 🍜', salt: hexOf(fieldSalt(salt, 'description')) },
    metadata: {
      value: metadataValue({ order: '42', channel: 'web' }),
      salt: hexOf(fieldSalt(salt, 'metadata')),
    },
    entries: [
      newEntry(salt, 1, { balance: '98750' }),
      newEntry(salt, 2, { balance: '1250', isShut: true }),
    ],
    inclusion: [],
    ...over,
  }
}

/** The hash of a ledger transaction's leaf, from what a receipt tells of it. */
export function leafHashOf(told: SampleLedgerTransaction): Uint8Array {
  const { description, metadata, entries, ...same } = told
  const bound = (field: Opened<never> | Opened<string> | SampleLedgerTransaction['metadata']) =>
    'commitment' in field
      ? Buffer.from(field.commitment, 'hex')
      : commitment(Buffer.from(field.salt, 'hex'), field.value)
  return leafHash(
    encodeLedgerTransactionLeaf({
      ...same,
      descriptionCommitment: bound(description as Opened<string>),
      metadataCommitment: bound(metadata),
      entries: entries.map(({ balanceAfter, side, ...entry }) => ({
        ...entry,
        side: side as 'DEBIT' | 'CREDIT',
        balanceCommitment: bound(balanceAfter as Opened<string>),
      })),
    }),
    nativeHash,
  )
}

/** Reads the nodes of a tree over these leaf hashes. */
export const readerOf =
  (leaves: readonly Uint8Array[]): ReadNode =>
  (level, index) =>
    naiveRoot(leaves.slice(index * 2 ** level, (index + 1) * 2 ** level))

/** Files of each format, over a log in which `ledgerTransactions` stand between leaves of other kinds. */
export function newSample(
  ledgerTransactions: readonly SampleLedgerTransaction[] = [
    newLedgerTransaction(5),
    newLedgerTransaction(9, { reverses: sampleId('ltx', 5), metadata: shutMetadata() }),
  ],
  { size = 13, earlier = 6, keys = sampleKeys() } = {},
) {
  const leaves = Array.from({ length: size }, (_, index) =>
    leafHash(encodeAuditHeadLeaf(String(index), nativeHash(Buffer.from(`audit ${index}`)))),
  )
  for (const each of ledgerTransactions) leaves[each.index] = leafHashOf(each)
  const read = readerOf(leaves)
  const publicKey = base64urlOf(keys.publicKey)
  const head = (at: number) => newHead(at, rootOf(at, read), keys)
  const treeHead = head(size)
  const path = consistencyPath({ from: earlier, to: size }, read)
  return {
    publicKey,
    receipt: {
      format: 'tallystick-receipt/1',
      paymentId: PAYMENT,
      publicKey,
      treeHead,
      ledgerTransactions: ledgerTransactions.map((each) => ({
        ...each,
        inclusion: inclusionPath({ index: each.index, size }, read).map(hexOf),
      })),
    },
    consistency: {
      format: 'tallystick-consistency/1',
      publicKey,
      from: head(earlier),
      to: treeHead,
      path: path.map(hexOf),
    },
    liability: newLiability(treeHead, keys),
    treeHead: { format: 'tallystick-tree-head/1', publicKey, treeHead },
  }
}

const shutMetadata = (): Closed => ({
  commitment: hexOf(commitment(new Uint8Array(32), null)),
})

function newHead(
  size: number,
  rootHash: Uint8Array,
  { privateKey, publicKey }: ReturnType<typeof sampleKeys>,
): SampleHead {
  const keyId = keyIdOf(publicKey)
  const message = treeHeadMessage({ keyId, size, rootHash, publishedAt: PUBLISHED_AT })
  const signature = base64urlOf(sign(null, message, privateKey))
  return { size, rootHash: hexOf(rootHash), publishedAt: PUBLISHED_AT, keyId, signature }
}

function newLiability(treeHead: SampleHead, keys: ReturnType<typeof sampleKeys>) {
  const accounts = [0n, 98750n, 1250n, 0n, 123456789012345678901234567890n].map(
    (balance, index) => ({
      accountId: sampleId('acc', index),
      nonce: nativeHash(Buffer.from(`nonce ${index}`)),
      balance,
    }),
  )
  const levels = sumLevels(accounts.map((account) => sumLeaf(account)))
  const root = levels.at(-1)?.[0]
  const mine = accounts[1]
  if (!root || !mine) throw new Error('no accounts')
  const statement = {
    keyId: treeHead.keyId,
    currency: 'USD',
    treeSize: treeHead.size,
    accountCount: accounts.length,
    total: root.sum.toString(),
    publishedAt: '2026-02-03T05:00:00.000Z',
  }
  const snapshotId = sampleId('lia', 1)
  const treeRootHash = Buffer.from(treeHead.rootHash, 'hex')
  const message = liabilitiesMessage({
    ...statement,
    snapshotId,
    treeRootHash,
    rootHash: root.hash,
  })
  const read = (level: number, index: number) => {
    const node = levels[level]?.[index]
    if (!node) throw new Error(`no node ${level}/${index}`)
    return node
  }
  return {
    format: 'tallystick-liability/1',
    publicKey: base64urlOf(keys.publicKey),
    treeHead,
    snapshot: {
      ...statement,
      id: snapshotId,
      treeRootHash: treeHead.rootHash,
      rootHash: hexOf(root.hash),
      signature: base64urlOf(sign(null, message, keys.privateKey)),
    },
    account: {
      id: mine.accountId,
      balance: mine.balance.toString(),
      nonce: hexOf(mine.nonce),
      index: 1,
    },
    path: sumPath({ index: 1, size: accounts.length }, read).map(({ hash, sum }) => ({
      hash: hexOf(hash),
      sum: sum.toString(),
    })),
  }
}
