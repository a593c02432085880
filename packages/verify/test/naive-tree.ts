/** The trees as the standard defines them, by recursion over the leaves; slow and plain, to compare with. */
import { createHash } from 'node:crypto'

type Bytes = Uint8Array

/** SHA-256 over some bytes after each other. */
export const nativeSha256 = (...parts: readonly Bytes[]): Bytes => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return new Uint8Array(hash.digest())
}

/** MTH of RFC 9162 section 2.1.1, over leaf hashes. */
export function naiveRoot(leaves: readonly Bytes[]): Bytes {
  const [first] = leaves
  if (!first) return nativeSha256()
  if (leaves.length === 1) return first
  const half = splitOf(leaves.length)
  return nativeSha256(Buffer.of(1), naiveRoot(leaves.slice(0, half)), naiveRoot(leaves.slice(half)))
}

/** PATH of RFC 9162 section 2.1.3.1. */
export function naiveInclusion(index: number, leaves: readonly Bytes[]): Bytes[] {
  if (leaves.length === 1) return []
  const half = splitOf(leaves.length)
  return index < half
    ? [...naiveInclusion(index, leaves.slice(0, half)), naiveRoot(leaves.slice(half))]
    : [...naiveInclusion(index - half, leaves.slice(half)), naiveRoot(leaves.slice(0, half))]
}

/** SUBPROOF of RFC 9162 section 2.1.4.1; PROOF is the one with `isWhole`. */
export function naiveConsistency(from: number, leaves: readonly Bytes[], isWhole = true): Bytes[] {
  if (from === leaves.length) return isWhole ? [] : [naiveRoot(leaves)]
  const half = splitOf(leaves.length)
  return from <= half
    ? [...naiveConsistency(from, leaves.slice(0, half), isWhole), naiveRoot(leaves.slice(half))]
    : [
        ...naiveConsistency(from - half, leaves.slice(half), false),
        naiveRoot(leaves.slice(0, half)),
      ]
}

const splitOf = (size: number): number => 2 ** (Math.ceil(Math.log2(size)) - 1)

/** Where the sides of the steps to the root are, as RFC 9162 section 2.1.3.2 verifies: over bits instead of halves. */
export function bitwiseInclusionRoot(
  { index, size }: Readonly<{ index: number; size: number }>,
  leaf: Bytes,
  path: readonly Bytes[],
): Bytes | undefined {
  if (index >= size) return
  let at = BigInt(index)
  let last = BigInt(size - 1)
  let root = leaf
  for (const node of path) {
    if (last === 0n) return
    if (at % 2n === 1n || at === last) {
      root = nativeSha256(Buffer.of(1), node, root)
      while (at % 2n === 0n && at !== 0n) [at, last] = [at >> 1n, last >> 1n]
    } else root = nativeSha256(Buffer.of(1), root, node)
    at >>= 1n
    last >>= 1n
  }
  return last === 0n ? root : undefined
}

/** Both roots of a consistency proof, as RFC 9162 section 2.1.4.2 reckons them. */
export function bitwiseConsistencyRoots(
  { from, to }: Readonly<{ from: number; to: number }>,
  fromRoot: Bytes,
  proof: readonly Bytes[],
): readonly [Bytes, Bytes] | undefined {
  const isPower = (BigInt(from) & BigInt(from - 1)) === 0n
  const path = isPower ? [fromRoot, ...proof] : [...proof]
  let at = BigInt(from - 1)
  let last = BigInt(to - 1)
  while (at % 2n === 1n) [at, last] = [at >> 1n, last >> 1n]
  const [first, ...rest] = path
  if (!first) return
  let [before, after] = [first, first]
  for (const node of rest) {
    if (last === 0n) return
    if (at % 2n === 1n || at === last) {
      before = nativeSha256(Buffer.of(1), node, before)
      after = nativeSha256(Buffer.of(1), node, after)
      while (at % 2n === 0n && at !== 0n) [at, last] = [at >> 1n, last >> 1n]
    } else after = nativeSha256(Buffer.of(1), after, node)
    at >>= 1n
    last >>= 1n
  }
  return last === 0n ? [before, after] : undefined
}
