/**
 * SHA-256 (FIPS 180-4), synchronous and without the platform: pages that were not opened securely have no WebCrypto, and
 * trees are hashed in loops that must not wait.
 */

/** A hash function of 32 bytes; servers put a native one in the place of `sha256`. */
export type Hash = (bytes: Uint8Array) => Uint8Array

const BLOCK_BYTES = 64
const ROUNDS = 64
/** 2^29 bytes have 2^32 bits, where the second word of the length begins. */
const BYTES_PER_HIGH_BIT = 0x20000000

/** First 32 bits of the fractions of the square roots of the first 8 primes. */
const START = Uint32Array.of(
  0x6a09e667,
  0xbb67ae85,
  0x3c6ef372,
  0xa54ff53a,
  0x510e527f,
  0x9b05688c,
  0x1f83d9ab,
  0x5be0cd19,
)

/** First 32 bits of the fractions of the cube roots of the first 64 primes. */
// biome-ignore format: eight words a line
const CONSTANTS = Uint32Array.of(
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
  0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
  0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
  0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
  0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
  0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
  0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
  0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
)

/** The SHA-256 of the bytes, 32 of them. */
export function sha256(bytes: Uint8Array): Uint8Array {
  const state = START.slice()
  const words = new Uint32Array(ROUNDS)
  const whole = bytes.length - (bytes.length % BLOCK_BYTES)
  const blocks = viewOf(bytes)
  for (let at = 0; at < whole; at += BLOCK_BYTES) compress(state, words, { block: blocks, at })
  const tail = paddedTail(bytes, whole)
  const tailView = viewOf(tail)
  for (let at = 0; at < tail.length; at += BLOCK_BYTES)
    compress(state, words, { block: tailView, at })
  const digest = new Uint8Array(32)
  const out = viewOf(digest)
  state.forEach((word, index) => {
    out.setUint32(4 * index, word)
  })
  return digest
}

/** What is left after the whole blocks, a one bit, zeros, and the length in bits as 64 bits. */
function paddedTail(bytes: Uint8Array, from: number): Uint8Array {
  const rest = bytes.length - from
  const tail = new Uint8Array(rest + 9 <= BLOCK_BYTES ? BLOCK_BYTES : 2 * BLOCK_BYTES)
  tail.set(bytes.subarray(from))
  tail[rest] = 0x80
  const view = viewOf(tail)
  view.setUint32(tail.length - 8, Math.floor(bytes.length / BYTES_PER_HIGH_BIT))
  view.setUint32(tail.length - 4, (bytes.length % BYTES_PER_HIGH_BIT) * 8)
  return tail
}

function compress(
  state: Uint32Array,
  words: Uint32Array,
  { block, at }: { block: DataView; at: number },
): void {
  for (let round = 0; round < 16; round += 1) words[round] = block.getUint32(at + 4 * round)
  for (let round = 16; round < ROUNDS; round += 1) {
    const early = words[round - 15] as number
    const late = words[round - 2] as number
    const small0 = rotated(early, 7) ^ rotated(early, 18) ^ (early >>> 3)
    const small1 = rotated(late, 17) ^ rotated(late, 19) ^ (late >>> 10)
    words[round] = (words[round - 16] as number) + small0 + (words[round - 7] as number) + small1
  }
  let [a, b, c, d, e, f, g, h] = state as unknown as Eight
  for (let round = 0; round < ROUNDS; round += 1) {
    const large1 = rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25)
    const choice = (e & f) ^ (~e & g)
    const first =
      (h + large1 + choice + (CONSTANTS[round] as number) + (words[round] as number)) | 0
    const large0 = rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22)
    const majority = (a & b) ^ (a & c) ^ (b & c)
    h = g
    g = f
    f = e
    e = (d + first) | 0
    d = c
    c = b
    b = a
    a = (first + large0 + majority) | 0
  }
  for (const [index, word] of [a, b, c, d, e, f, g, h].entries())
    state[index] = (state[index] as number) + word
}

type Eight = [number, number, number, number, number, number, number, number]

const rotated = (word: number, by: number): number => (word >>> by) | (word << (32 - by))

const viewOf = ({ buffer, byteOffset, byteLength }: Uint8Array): DataView =>
  new DataView(buffer, byteOffset, byteLength)
