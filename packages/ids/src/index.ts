/**
 * Ids as clients see them: a prefix that says of what, and a UUID in 26 characters.
 *
 * In the database an id is a `uuid` of 16 bytes; the prefix is added and checked at the edge.
 */
import { createHash } from 'node:crypto'
import { uuidv7obj } from 'uuidv7'
import { decode, encode } from './base32.ts'

/**
 * What an id is of: user, session, account, payment, ledger transaction, entry, ledger account, hold, audit,
 * event, key, liability snapshot, provider's statement, reconciliation, break, passkey, OAuth client, OAuth grant, identity,
 * payment method, leg of a payment, forced status, quote.
 */
export type Prefix =
  | 'usr'
  | 'ses'
  | 'acc'
  | 'pay'
  | 'ltx'
  | 'ent'
  | 'lac'
  | 'hld'
  | 'aud'
  | 'evt'
  | 'key'
  | 'lia'
  | 'stm'
  | 'rec'
  | 'brk'
  | 'pky'
  | 'oac'
  | 'oag'
  | 'idn'
  | 'pmt'
  | 'ptx'
  | 'fst'
  | 'quo'

/** An id with its prefix: `pay_01k3v4…`, 30 characters, all in lower case. */
export type Id = string

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** Makes a new id from a UUIDv7: later ids of one process sort after earlier ones. */
export const newId = (prefix: Prefix): Id => `${prefix}_${encode(uuidv7obj().bytes)}`

/** Whether `text` is an id of this kind in its one spelling; capitals and look-alike letters are refused. */
export const isId = (prefix: Prefix, text: string): boolean => bytesOf(prefix, text) !== undefined

/** The UUID inside an id, in lower case with dashes. @throws {RangeError} when `id` is not of that kind */
export function toUuid(prefix: Prefix, id: Id): string {
  const bytes = bytesOf(prefix, id)
  if (!bytes) throw new RangeError(`not an id of the kind ${prefix}_`)
  const hex = Buffer.from(bytes.buffer).toString('hex')
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join('-')
}

/** The id that shows `uuid` to clients. @throws {RangeError} when `uuid` is not a UUID with dashes */
export function fromUuid(prefix: Prefix, uuid: string): Id {
  if (!UUID.test(uuid)) throw new RangeError('not a UUID')
  return `${prefix}_${encode(Buffer.from(uuid.replaceAll('-', ''), 'hex'))}`
}

/**
 * The id that always belongs to `name`: the same for every process and every attempt.
 *
 * The UUID is of version 8 (RFC 9562, section 5.8): the time of `near`, then 74 bits of the SHA-256 of `name` and `near`.
 * It sorts beside `near`, so that an index of derived ids grows at its end like one of new ids.
 * @param name names the thing fully, such as `pay_…:capture`; the prefix is not part of the hash
 * @param near an id made at about the same time, of whatever kind
 */
export function derivedId(prefix: Prefix, name: string, near: Id): Id {
  const time = decode(near.slice(near.indexOf('_') + 1))
  if (!time) throw new RangeError('derived ids are near an id')
  const bytes = createHash('sha256').update(`${near} ${name}`, 'utf8').digest().subarray(0, 16)
  bytes.set(time.subarray(0, 6))
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  return `${prefix}_${encode(bytes)}`
}

function bytesOf(prefix: Prefix, text: string): Uint8Array | undefined {
  return text.startsWith(`${prefix}_`) ? decode(text.slice(prefix.length + 1)) : undefined
}
