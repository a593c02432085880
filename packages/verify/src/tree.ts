/**
 * The Merkle tree of the tally log (RFC 9162 section 2.1), for sizes up to 2^53 - 1.
 *
 * Positions and sizes are halved by division, never shifted: a shift would cut them to 32 bits.
 */
import { isSameBytes } from './bytes.ts'
import { type Hash, sha256 } from './sha256.ts'

/** The root of the complete subtree over the leaves from `index * 2^level` to before `(index + 1) * 2^level`. */
export type ReadNode = (level: number, index: number) => Uint8Array

/** Where a complete subtree is: level 0 has the leaves, level 1 joins two of them. */
export type NodeAt = Readonly<{ level: number; index: number }>

/** A leaf, the tree it is said to be in, and the way from the one to the root of the other. */
export type Inclusion = Readonly<{
  index: number
  size: number
  leafHash: Uint8Array
  path: readonly Uint8Array[]
}>

/** Two trees, the first said to be the beginning of the second. */
export type Consistency = Readonly<{
  fromSize: number
  fromRoot: Uint8Array
  toSize: number
  toRoot: Uint8Array
  path: readonly Uint8Array[]
}>

/** The hash of a leaf's bytes; its first byte tells a leaf from a node, so that neither can pass for the other. */
export function leafHash(leaf: Uint8Array, hash: Hash = sha256): Uint8Array {
  const bytes = new Uint8Array(1 + leaf.length)
  bytes.set(leaf, 1)
  return hash(bytes)
}

/** The hash of two subtrees' roots. */
export function nodeHash(left: Uint8Array, right: Uint8Array, hash: Hash = sha256): Uint8Array {
  const bytes = new Uint8Array(1 + left.length + right.length)
  bytes[0] = 1
  bytes.set(left, 1)
  bytes.set(right, 1 + left.length)
  return hash(bytes)
}

/** The root of the first `size` leaves; of none, the hash of nothing. */
export function rootOf(size: number, read: ReadNode, hash: Hash = sha256): Uint8Array {
  assertSize(size)
  return size === 0 ? hash(new Uint8Array()) : rangeRoot({ start: 0, size }, read, hash)
}

/** The nodes beside the way from a leaf to the root, from the leaf up. @throws {RangeError} for a leaf outside the tree */
export function inclusionPath(
  { index, size }: Readonly<{ index: number; size: number }>,
  read: ReadNode,
  hash: Hash = sha256,
): Uint8Array[] {
  assertSize(size)
  return wayTo(index, size)
    .map(({ sibling }) => rangeRoot(sibling, read, hash))
    .reverse()
}

/** How many nodes an inclusion path has: at most the binary logarithm of the size, rounded up. */
export const inclusionPathLength = (index: number, size: number): number =>
  wayTo(index, size).length

/**
 * The nodes that prove the first `from` leaves of a tree of `to` leaves to be what they were (RFC 9162 section 2.1.4).
 * Empty when `from` is 0 or `to`. @throws {RangeError} when `from` is beyond `to`
 */
export function consistencyPath(
  { from, to }: Readonly<{ from: number; to: number }>,
  read: ReadNode,
  hash: Hash = sha256,
): Uint8Array[] {
  assertSize(to)
  if (from === 0) return []
  const { end, siblings } = wayToEdge(from, to)
  const path = siblings.map((range) => rangeRoot(range, read, hash))
  // The old root itself is known to who verifies; a smaller subtree that ends at the edge is not.
  if (end.start > 0) path.push(rangeRoot(end, read, hash))
  return path.reverse()
}

/** The root that an inclusion path leads to, or `undefined` when it has a wrong length or the leaf is not in the tree. */
export function rootFromInclusion(
  { index, size, leafHash: leaf, path }: Inclusion,
  hash: Hash = sha256,
): Uint8Array | undefined {
  if (!isIndexIn(index, size)) return
  const way = wayTo(index, size).reverse()
  if (way.length !== path.length) return
  return path.reduce(
    (node, sibling, at) =>
      way[at]?.isLeft ? nodeHash(node, sibling, hash) : nodeHash(sibling, node, hash),
    leaf,
  )
}

/** Whether the path leads from the leaf to this root. */
export function verifyInclusion(
  { rootHash, ...inclusion }: Inclusion & Readonly<{ rootHash: Uint8Array }>,
  hash: Hash = sha256,
): boolean {
  const root = rootFromInclusion(inclusion, hash)
  return root !== undefined && isSameBytes(root, rootHash)
}

/** How many nodes a consistency path has. */
export function consistencyPathLength(from: number, to: number): number {
  if (from === 0) return 0
  const { end, siblings } = wayToEdge(from, to)
  return siblings.length + (end.start > 0 ? 1 : 0)
}

/** Whether the path proves the second tree to begin with the first; the empty tree begins every other. */
export function verifyConsistency(
  { fromSize, fromRoot, toSize, toRoot, path }: Consistency,
  hash: Hash = sha256,
): boolean {
  if (!isSize(fromSize) || !isSize(toSize) || fromSize > toSize) return false
  if (path.length !== consistencyPathLength(fromSize, toSize)) return false
  if (fromSize === 0) {
    const empty = hash(new Uint8Array())
    return isSameBytes(fromRoot, empty) && (toSize > 0 || isSameBytes(toRoot, empty))
  }
  const { end, siblings } = wayToEdge(fromSize, toSize)
  const first = end.start > 0 ? path[0] : fromRoot
  let before = first as Uint8Array
  let after = before
  const rest = path.slice(end.start > 0 ? 1 : 0)
  for (const [at, range] of siblings.reverse().entries()) {
    const sibling = rest[at] as Uint8Array
    // What lies left of the edge was in the first tree, too; what lies right of it was not.
    if (range.start < end.start) before = nodeHash(sibling, before, hash)
    after =
      range.start < end.start ? nodeHash(sibling, after, hash) : nodeHash(after, sibling, hash)
  }
  return isSameBytes(before, fromRoot) && isSameBytes(after, toRoot)
}

/**
 * The complete subtrees that come into being when leaves are appended to a tree of `size` leaves, leaves included, each
 * after those it joins. `read` is asked only for nodes that were complete before.
 */
export function appendedNodes(
  { size, leafHashes }: Readonly<{ size: number; leafHashes: readonly Uint8Array[] }>,
  read: ReadNode,
  hash: Hash = sha256,
): (NodeAt & Readonly<{ hash: Uint8Array }>)[] {
  assertSize(size + leafHashes.length)
  const made = new Map<string, Uint8Array>()
  const nodes: (NodeAt & Readonly<{ hash: Uint8Array }>)[] = []
  for (const [offset, leaf] of leafHashes.entries()) {
    let node = { level: 0, index: size + offset, hash: leaf }
    nodes.push(node)
    made.set(`0/${node.index}`, leaf)
    while (node.index % 2 === 1) {
      const { level, index } = node
      const left = made.get(`${level}/${index - 1}`) ?? read(level, index - 1)
      node = { level: level + 1, index: (index - 1) / 2, hash: nodeHash(left, node.hash, hash) }
      nodes.push(node)
      made.set(`${node.level}/${node.index}`, node.hash)
    }
  }
  return nodes
}

/** Which nodes a computation would read, to fetch them in one go: `nodesReadBy((read) => rootOf(size, read))`. */
export function nodesReadBy(computation: (read: ReadNode) => unknown): NodeAt[] {
  const nodes = new Map<string, NodeAt>()
  computation((level, index) => {
    nodes.set(`${level}/${index}`, { level, index })
    return new Uint8Array(32)
  })
  return [...nodes.values()]
}

type Range = Readonly<{ start: number; size: number }>

/** From the root down to the leaf: on which side each step goes, and the leaves beside it. */
function wayTo(index: number, size: number): { isLeft: boolean; sibling: Range }[] {
  if (!isIndexIn(index, size)) throw new RangeError(`no leaf ${index} in a tree of ${size}`)
  const way: { isLeft: boolean; sibling: Range }[] = []
  for (let range: Range = { start: 0, size }; range.size > 1; ) {
    const [left, right] = halvesOf(range)
    const isLeft = index < right.start
    way.push({ isLeft, sibling: isLeft ? right : left })
    range = isLeft ? left : right
  }
  return way
}

/** From the root of `to` leaves down to the largest subtree that ends where the first `from` leaves end. */
function wayToEdge(from: number, to: number): { end: Range; siblings: Range[] } {
  if (!isSize(from) || from < 1 || from > to) throw new RangeError(`no ${from} leaves in ${to}`)
  const siblings: Range[] = []
  let end: Range = { start: 0, size: to }
  while (end.start + end.size > from) {
    const [left, right] = halvesOf(end)
    const isLeft = from <= right.start
    siblings.push(isLeft ? right : left)
    end = isLeft ? left : right
  }
  return { end, siblings }
}

/** A left part that is as large a power of two as leaves something to the right. */
function halvesOf({ start, size }: Range): [Range, Range] {
  let half = 1
  while (half * 2 < size) half *= 2
  return [
    { start, size: half },
    { start: start + half, size: size - half },
  ]
}

function rangeRoot(range: Range, read: ReadNode, hash: Hash): Uint8Array {
  const level = levelOf(range.size)
  if (level !== undefined) return read(level, range.start / range.size)
  const [left, right] = halvesOf(range)
  return nodeHash(rangeRoot(left, read, hash), rangeRoot(right, read, hash), hash)
}

/** The exponent of a power of two, `undefined` for any other size. */
function levelOf(size: number): number | undefined {
  let level = 0
  let power = 1
  for (; power < size; power *= 2) level += 1
  return power === size ? level : undefined
}

const isSize = (size: number): boolean => Number.isSafeInteger(size) && size >= 0

const isIndexIn = (index: number, size: number): boolean =>
  isSize(index) && isSize(size) && index < size

function assertSize(size: number): void {
  if (!isSize(size)) throw new RangeError(`no tree has ${size} leaves`)
}
