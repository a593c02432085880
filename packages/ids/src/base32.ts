/** Crockford's alphabet in lower case: no `i`, `l`, `o` or `u`, so that an id can be read aloud. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'
const VALUES: ReadonlyMap<string, number> = new Map(
  [...ALPHABET].map((char, value) => [char, value]),
)
/** 26 characters hold 130 bits; the first two of them are always zero. */
const SPARE_BITS = 2

/** The 26 characters that stand for 16 bytes, the most significant first, so that texts sort as bytes do. */
export function encode(bytes: Uint8Array): string {
  let text = ''
  let held = 0
  let bits = SPARE_BITS
  for (const byte of bytes) {
    held = (held << 8) | byte
    bits += 8
    while (bits >= 5) {
      bits -= 5
      text += ALPHABET[(held >> bits) & 31]
    }
    held &= (1 << bits) - 1
  }
  return text
}

/** The 16 bytes that `encode` made `text` of, or `undefined` when it could not have made it. */
export function decode(text: string): Uint8Array | undefined {
  if (text.length !== 26 || text.charAt(0) > '7') return
  const bytes = new Uint8Array(16)
  let held = 0
  let bits = -SPARE_BITS
  let at = 0
  for (const char of text) {
    const value = VALUES.get(char)
    if (value === undefined) return
    held = (held << 5) | value
    bits += 5
    if (bits < 8) continue
    bits -= 8
    bytes[at++] = held >> bits
    held &= (1 << bits) - 1
  }
  return bytes
}
