/** What the tally log holds: one leaf for each ledger transaction and for each head of the audit chain. */
import { type Encodable, encode, hashOf, leafHashOf } from './encode.ts'
import { type Hash, sha256 } from './sha256.ts'

/** One entry of a leaf. `amount` and `version` are canonical decimal text, the amount in minor units. */
export type EntryLeaf = Readonly<{
  ledgerAccountId: string
  code: string
  /** The customer's account; null for an account of the house. */
  accountId: string | null
  side: 'DEBIT' | 'CREDIT'
  amount: string
  currency: string
  version: string
  /** To the ledger account's posted balance after this entry, in minor units, under `balance/<ordinal>`. */
  balanceCommitment: Uint8Array
}>

/** A ledger transaction as the tally log has it. Moments are ISO 8601 in UTC with milliseconds. */
export type LedgerTransactionLeaf = Readonly<{
  id: string
  paymentId: string | null
  reverses: string | null
  effectiveAt: string
  recordedAt: string
  /** Under `description`. */
  descriptionCommitment: Uint8Array
  /** To `metadataValue`, under `metadata`. */
  metadataCommitment: Uint8Array
  entries: readonly EntryLeaf[]
}>

const LEAF = 'tallystick/leaf/1'

/** The bytes of a ledger transaction's leaf; `leafHash` of them is what the tree holds. */
export const encodeLedgerTransactionLeaf = (leaf: LedgerTransactionLeaf): Uint8Array =>
  encode(leafValue(leaf))

/** `leafHash` of those bytes, which are not made. */
export const hashLedgerTransactionLeaf = (leaf: LedgerTransactionLeaf, hash: Hash): Uint8Array =>
  leafHashOf(leafValue(leaf), hash)

const leafValue = (leaf: LedgerTransactionLeaf): Encodable => [
  LEAF,
  'ledger-transaction',
  leaf.id,
  leaf.paymentId,
  leaf.reverses,
  leaf.effectiveAt,
  leaf.recordedAt,
  leaf.descriptionCommitment,
  leaf.metadataCommitment,
  leaf.entries.map((entry) => [
    entry.ledgerAccountId,
    entry.code,
    entry.accountId,
    entry.side,
    entry.amount,
    entry.currency,
    entry.version,
    entry.balanceCommitment,
  ]),
]

/** The bytes of an audit head's leaf. @param position decimal text @param hash 32 bytes */
export const encodeAuditHeadLeaf = (position: string, hash: Uint8Array): Uint8Array =>
  encode([LEAF, 'audit-head', position, hash])

/**
 * The salt of one field, 32 bytes, from the secret salt of its ledger transaction (16 bytes). Telling it opens this field's
 * commitment and no other.
 * @param label `description`, `metadata` or `balance/<ordinal>`, ordinals from 1
 */
export const fieldSalt = (
  ledgerTransactionSalt: Uint8Array,
  label: string,
  hash: Hash = sha256,
): Uint8Array => hashOf(['tallystick/salt/1', ledgerTransactionSalt, label], hash)

/** A hash that binds to a value and tells nothing of it to who has not the field's salt. */
export const commitment = (salt: Uint8Array, value: Encodable, hash: Hash = sha256): Uint8Array =>
  hashOf(['tallystick/commitment/1', salt, value], hash)

/** Metadata as commitments and receipts have it: pairs in the order of their keys' UTF-16 units, null for none. */
export const metadataValue = (
  metadata: Readonly<Record<string, string>> | null,
): readonly (readonly [string, string])[] | null =>
  metadata &&
  Object.entries(metadata).sort(([one], [other]) => (one < other ? -1 : Number(one > other)))
