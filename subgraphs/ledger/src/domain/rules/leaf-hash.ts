/**
 * Leaf hashes by the thousand: the bytes that `@tallystick/verify` defines, written where they are hashed instead of made
 * value by value. What stays the same from leaf to leaf is made once, by its encoder.
 */
import { encode, metadataValue } from '@tallystick/verify'
import type { SealedTransaction } from './tally-leaf.ts'

/** SHA-256 as text with a character for each byte (`latin1`), which costs a quarter of what a buffer of its own does. */
export type Digest = (bytes: Uint8Array) => string

/** Tags of `encode`. */
const NULL = 0
const TEXT = 1
const BYTES = 2
const LIST = 3
/** A tag and a length. */
const HEAD_BYTES = 5

/** UTF-8 takes at most three bytes for a UTF-16 unit. */
const UNIT_BYTES_MAX = 3

const SALT_BYTES = 16
const HASH_BYTES = 32

/** Bytes that a leaf takes at most, without its entries and for each of them: ids, moments, amounts of 78 digits, hashes. */
const LEAF_BYTES = 1024
const ENTRY_BYTES = 1024

/** The bytes of a list with a hole that is filled in anew each time. */
type Form = Readonly<{ bytes: Buffer; hole: number }>

/** The list of a name, bytes that are yet to come, and `last`. */
function newForm(name: string, hole: number, last: string | null): Form {
  const bytes = Buffer.from(encode([name, new Uint8Array(hole), last]))
  return { bytes, hole: HEAD_BYTES + encode(name).length + HEAD_BYTES }
}

const SALTS = new Map<string, Form>()

function saltForm(label: string): Form {
  const known = SALTS.get(label)
  if (known) return known
  const form = newForm('tallystick/salt/1', SALT_BYTES, label)
  SALTS.set(label, form)
  return form
}

const COMMITMENT = newForm('tallystick/commitment/1', HASH_BYTES, null)
/** Where the value of a commitment begins, behind name and salt. */
const VALUE = COMMITMENT.hole + HASH_BYTES

/** Everything before the id, the zero byte of a leaf hash first. */
const BEGINNING = Buffer.from([
  0,
  ...encode(['tallystick/leaf/1', 'ledger-transaction', ...Array<null>(8).fill(null)]).slice(0, -8),
])

/** Where commitments and leaves are written, one at a time; each grows to the largest. */
let commitmentBytes: Buffer = Buffer.from(COMMITMENT.bytes)
let leafBytes: Buffer = Buffer.from(BEGINNING)

/**
 * The hash of a ledger transaction's leaf. Its ids, codes and amounts are short, as in the books; text is well-formed, as
 * Postgres holds it.
 */
export function hashOfTransaction(transaction: SealedTransaction, digest: Digest): Uint8Array {
  const { salt, description, metadata, entries } = transaction
  leafBytes = withRoom(leafBytes, LEAF_BYTES + ENTRY_BYTES * entries.length)
  const bytes = leafBytes
  let at = BEGINNING.length
  at = writeText(bytes, transaction.id, at)
  at = writeText(bytes, transaction.paymentId, at)
  at = writeText(bytes, transaction.reverses, at)
  at = writeText(bytes, transaction.effectiveAt, at)
  at = writeText(bytes, transaction.recordedAt, at)
  at = writeHash(bytes, closeText({ salt, label: 'description' }, description, digest), at)
  at = writeHash(bytes, closeMetadata({ salt, label: 'metadata' }, metadata, digest), at)
  at = writeHead(bytes, LIST, { length: entries.length, at })
  for (const [index, entry] of entries.entries()) {
    at = writeHead(bytes, LIST, { length: 8, at })
    at = writeText(bytes, entry.ledgerAccountId, at)
    at = writeText(bytes, entry.code, at)
    at = writeText(bytes, entry.accountId, at)
    at = writeText(bytes, entry.side, at)
    at = writeText(bytes, entry.amount, at)
    at = writeText(bytes, entry.currency, at)
    at = writeText(bytes, entry.version, at)
    const field = { salt, label: `balance/${index + 1}` }
    at = writeHash(bytes, closeText(field, entry.balanceAfter, digest), at)
  }
  return Buffer.from(digest(bytes.subarray(0, at)), 'latin1')
}

type Field = Readonly<{ salt: Uint8Array; label: string }>

function closeText(field: Field, text: string, digest: Digest): string {
  commitmentBytes = withRoom(commitmentBytes, VALUE + HEAD_BYTES + UNIT_BYTES_MAX * text.length)
  return close(field, writeText(commitmentBytes, text, VALUE), digest)
}

function closeMetadata(
  field: Field,
  metadata: SealedTransaction['metadata'],
  digest: Digest,
): string {
  const value = encode(metadataValue(metadata))
  commitmentBytes = withRoom(commitmentBytes, VALUE + value.length)
  commitmentBytes.set(value, VALUE)
  return close(field, VALUE + value.length, digest)
}

/** The commitment to the value that stands ready, up to `end`. */
function close({ salt, label }: Field, end: number, digest: Digest): string {
  const form = saltForm(label)
  form.bytes.set(salt, form.hole)
  commitmentBytes.write(digest(form.bytes), COMMITMENT.hole, 'latin1')
  return digest(commitmentBytes.subarray(0, end))
}

function writeText(bytes: Buffer, text: string | null, at: number): number {
  if (text === null) {
    bytes[at] = NULL
    return at + 1
  }
  const length = bytes.write(text, at + HEAD_BYTES, 'utf8')
  return writeHead(bytes, TEXT, { length, at }) + length
}

function writeHash(bytes: Buffer, hash: string, at: number): number {
  bytes.write(hash, at + HEAD_BYTES, 'latin1')
  return writeHead(bytes, BYTES, { length: HASH_BYTES, at }) + HASH_BYTES
}

function writeHead(
  bytes: Buffer,
  tag: number,
  { length, at }: { length: number; at: number },
): number {
  bytes[at] = tag
  bytes.writeUInt32BE(length, at + 1)
  return at + HEAD_BYTES
}

/** At least `size` bytes, beginning with what was there. */
function withRoom(bytes: Buffer, size: number): Buffer {
  return size <= bytes.length ? bytes : Buffer.concat([bytes], Math.max(size, 2 * bytes.length))
}
