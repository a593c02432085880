import { type Hash, sha256 } from './sha256.ts'

/** What the tally log hashes: nothing, text, bytes, or a list of such values. */
export type Encodable = null | string | Uint8Array | readonly Encodable[]

const NULL = 0
const TEXT = 1
const BYTES = 2
const LIST = 3
/** A tag byte and a length in four bytes, the most significant first. */
const HEAD_BYTES = 5

/** UTF-8 takes at most three bytes for a UTF-16 unit. */
const UNIT_BYTES_MAX = 3

const utf8 = new TextEncoder()

/** Where values are written, one after the other; it grows to the largest. What a call returns of it is a copy. */
let scratch = new Uint8Array(4096)

/**
 * The bytes of a value, injective: two different values never have the same bytes.
 *
 * Each value says its kind and its length before its content, so no separator, empty text or nesting can be mistaken for
 * another. Numbers have no form here; write them as canonical decimal text.
 *
 * @throws {RangeError} for text with half a surrogate pair, which UTF-8 cannot tell from another
 */
export function encode(value: Encodable): Uint8Array {
  const end = write(value, 0)
  return scratch.slice(0, end)
}

/** The hash of a value's bytes, without making them: what is hashed by the thousand is not copied. */
export function hashOf(value: Encodable, hash: Hash = sha256): Uint8Array {
  const end = write(value, 0)
  return hash(scratch.subarray(0, end))
}

/** The same with a zero byte before them, as a leaf of the tally log is hashed (RFC 9162 section 2.1.1). */
export function leafHashOf(value: Encodable, hash: Hash = sha256): Uint8Array {
  const end = write(value, 1)
  scratch[0] = 0
  return hash(scratch.subarray(0, end))
}

/** Writes at `at` and returns where it ended. */
function write(value: Encodable, at: number): number {
  if (value === null) {
    makeRoom(at + 1)
    scratch[at] = NULL
    return at + 1
  }
  const start = at + HEAD_BYTES
  if (typeof value === 'string') {
    const end = writeText(value, start)
    writeHead(at, TEXT, end - start)
    return end
  }
  if (value instanceof Uint8Array) {
    makeRoom(start + value.length)
    scratch.set(value, start)
    writeHead(at, BYTES, value.length)
    return start + value.length
  }
  makeRoom(start)
  writeHead(at, LIST, value.length)
  let end = start
  for (const item of value) end = write(item, end)
  return end
}

function writeHead(at: number, tag: number, length: number): void {
  scratch[at] = tag
  scratch[at + 1] = length >>> 24
  scratch[at + 2] = length >>> 16
  scratch[at + 3] = length >>> 8
  scratch[at + 4] = length
}

/** Ids, amounts and moments are ASCII and short: a loop over them costs less than a call of the encoder. */
function writeText(text: string, start: number): number {
  makeRoom(start + text.length * UNIT_BYTES_MAX)
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index)
    if (unit > 0x7f) {
      if (!isWellFormed(text)) throw new RangeError('text with half a surrogate pair has no bytes')
      return start + utf8.encodeInto(text, scratch.subarray(start)).written
    }
    scratch[start + index] = unit
  }
  return start + text.length
}

function makeRoom(size: number): void {
  if (size <= scratch.length) return
  const larger = new Uint8Array(Math.max(size, 2 * scratch.length))
  larger.set(scratch)
  scratch = larger
}

/** Whether every surrogate of the text is half of a pair. */
export const isWellFormed = (text: string): boolean => !/\p{Surrogate}/u.test(text)
