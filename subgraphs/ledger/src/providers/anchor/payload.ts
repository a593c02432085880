import type { AnchoredHead } from './port.ts'

/** Says whose bytes these are, and in which form. */
const MAGIC = Buffer.from('TALLY1', 'ascii')
const SIZE_BYTES = 8
const ROOT_BYTES = 32

/** How many bytes a head takes on a chain: `TALLY1`, the size in 8 bytes, the root in 32. Bitcoin relays up to 80. */
export const PAYLOAD_BYTES = MAGIC.length + SIZE_BYTES + ROOT_BYTES

/** The bytes that say a head on a chain. @throws {RangeError} for a root that is not 32 bytes long */
export function toPayload({ size, rootHash }: AnchoredHead): Buffer {
  if (rootHash.length !== ROOT_BYTES) throw new RangeError('a root has 32 bytes')
  const sizeBytes = Buffer.alloc(SIZE_BYTES)
  sizeBytes.writeBigUInt64BE(BigInt(size))
  return Buffer.concat([MAGIC, sizeBytes, rootHash])
}

/** The head that bytes say; undefined when they are none of ours. @param hex without 0x */
export function fromPayload(hex: string): AnchoredHead | undefined {
  if (!/^[0-9a-f]*$/i.test(hex)) return undefined
  const bytes = Buffer.from(hex, 'hex')
  if (bytes.length !== PAYLOAD_BYTES || !bytes.subarray(0, MAGIC.length).equals(MAGIC))
    return undefined
  const size = Number(bytes.readBigUInt64BE(MAGIC.length))
  return Number.isSafeInteger(size)
    ? { size, rootHash: bytes.subarray(MAGIC.length + SIZE_BYTES) }
    : undefined
}

/** Whether both say the same. */
export const isSameHead = (one: AnchoredHead, other: AnchoredHead): boolean =>
  one.size === other.size && Buffer.from(one.rootHash).equals(other.rootHash)
