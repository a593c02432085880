/** What the tally log says of a ledger transaction: its leaf, and what a receipt opens of it to whom. */
import {
  commitment,
  encodeAuditHeadLeaf,
  fieldSalt,
  fromHex,
  type Hash,
  leafHash,
  metadataValue,
  toHex,
} from '@tallystick/verify'
import type { Side } from './side.ts'

/** One entry as it is sealed. Amounts and versions are canonical decimal text. */
export type SealedEntry = Readonly<{
  ledgerAccountId: string
  code: string
  accountId: string | null
  /** Whose account it is. Not sealed: it decides who may see the balance. */
  ownerId: string | null
  side: Side
  amount: string
  currency: string
  version: string
  balanceAfter: string
}>

/** A ledger transaction as it is sealed. Moments are ISO 8601 in UTC. */
export type SealedTransaction = Readonly<{
  id: string
  paymentId: string | null
  reverses: string | null
  effectiveAt: string
  recordedAt: string
  description: string
  metadata: Readonly<Record<string, string>> | null
  /** 16 bytes, secret: whoever has them can open every commitment of this ledger transaction. */
  salt: Uint8Array
  entries: readonly SealedEntry[]
}>

/** The head of the audit log's chain, as it was told to the ledger. */
export type AuditHead = Readonly<{ position: string; hash: string }>

/** The hash of an audit head's leaf. @throws {TypeError} when its hash is not 32 bytes in hex */
export function hashOfAuditHead(head: AuditHead, hash: Hash): Uint8Array {
  const bytes = fromHex(head.hash)
  if (bytes?.length !== 32) throw new TypeError('an audit head has a hash of 32 bytes in hex')
  return leafHash(encodeAuditHeadLeaf(head.position, bytes), hash)
}

/** Whom a receipt is for. */
export type Reader = Readonly<{
  isAdmin: boolean
  /** Whether it may see the balance of an account of this owner. */
  maySee(ownerId: string | null): boolean
}>

/**
 * A ledger transaction as a receipt shows it to `reader`: the description open, metadata to administrators alone, a balance
 * to those who may see its account. The rest stays shut, and is proved all the same.
 */
export const receiptOf = (transaction: SealedTransaction, reader: Reader, hash: Hash) => ({
  id: transaction.id,
  paymentId: transaction.paymentId,
  reverses: transaction.reverses,
  effectiveAt: transaction.effectiveAt,
  recordedAt: transaction.recordedAt,
  description: show(transaction, { field: DESCRIPTION, isOpen: true }, hash),
  metadata: show(transaction, { field: METADATA, isOpen: reader.isAdmin }, hash),
  entries: transaction.entries.map(({ ownerId, balanceAfter: _, ...entry }, index) => ({
    ...entry,
    balanceAfter: show(
      transaction,
      { field: balanceAt(index), isOpen: reader.maySee(ownerId) },
      hash,
    ),
  })),
})

/** A field that a leaf commits to: the label of its salt, and its value. */
type Field = Readonly<{
  label: string
  valueIn(transaction: SealedTransaction): ReturnType<typeof metadataValue> | string
}>

const DESCRIPTION: Field = { label: 'description', valueIn: ({ description }) => description }

const METADATA: Field = { label: 'metadata', valueIn: ({ metadata }) => metadataValue(metadata) }

const balanceAt = (index: number): Field => ({
  label: `balance/${index + 1}`,
  valueIn: ({ entries }) => entries[index]?.balanceAfter ?? '',
})

const close = (transaction: SealedTransaction, { label, valueIn }: Field, hash: Hash) =>
  commitment(fieldSalt(transaction.salt, label, hash), valueIn(transaction), hash)

const show = (
  transaction: SealedTransaction,
  { field, isOpen }: Readonly<{ field: Field; isOpen: boolean }>,
  hash: Hash,
) =>
  isOpen
    ? {
        value: field.valueIn(transaction),
        salt: toHex(fieldSalt(transaction.salt, field.label, hash)),
      }
    : { commitment: toHex(close(transaction, field, hash)) }
