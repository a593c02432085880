/**
 * The Merkle-sum tree of liabilities: the shape of RFC 9162, where every node also holds the sum of the balances below it.
 *
 * A node's hash binds both of its children's sums, so neither can be made larger than what stands below it. In each level
 * two neighbours are joined; an odd last node is passed up as it is.
 */
import { hashOf } from './encode.ts'
import { type Hash, sha256 } from './sha256.ts'

/** A hash and the sum of what is below it, in minor units, never negative. */
export type SumNode = Readonly<{ hash: Uint8Array; sum: bigint }>

/** One customer account. `nonce` is 32 random bytes that only its owner is told. */
export type LiabilityLeaf = Readonly<{ accountId: string; nonce: Uint8Array; balance: bigint }>

/** Level 0 has the leaves; an odd last node stands in every level that it is passed up to. */
export type ReadSumNode = (level: number, index: number) => SumNode

/** The leaf of an account. @throws {RangeError} for a negative balance */
export function sumLeaf(
  { accountId, nonce, balance }: LiabilityLeaf,
  hash: Hash = sha256,
): SumNode {
  if (balance < 0n) throw new RangeError('a liability is never negative')
  return {
    hash: hashOf(['tallystick/liability-leaf/1', accountId, nonce, balance.toString()], hash),
    sum: balance,
  }
}

/** The node over two nodes. @throws {RangeError} for a negative sum */
export function sumNode(left: SumNode, right: SumNode, hash: Hash = sha256): SumNode {
  if (left.sum < 0n || right.sum < 0n) throw new RangeError('a liability is never negative')
  const joined = [left.hash, left.sum.toString(), right.hash, right.sum.toString()]
  return {
    hash: hashOf(['tallystick/liability-node/1', ...joined], hash),
    sum: left.sum + right.sum,
  }
}

/** Every level from the leaves up to the one with the root alone; without leaves, the hash of nothing with the sum 0. */
export function sumLevels(leaves: readonly SumNode[], hash: Hash = sha256): SumNode[][] {
  if (leaves.length === 0) return [[{ hash: hash(new Uint8Array()), sum: 0n }]]
  const levels: SumNode[][] = [[...leaves]]
  for (let level = levels[0] ?? []; level.length > 1; ) {
    const above: SumNode[] = []
    for (let at = 0; at < level.length; at += 2) {
      const [left, right] = [level[at] as SumNode, level[at + 1]]
      above.push(right ? sumNode(left, right, hash) : left)
    }
    levels.push(above)
    level = above
  }
  return levels
}

/** The nodes beside the way from an account's leaf to the root, from the leaf up. */
export const sumPath = (
  { index, size }: Readonly<{ index: number; size: number }>,
  read: ReadSumNode,
): SumNode[] => siblingsOf(index, size).map(({ level, index: at }) => read(level, at))

/** Where the nodes of `sumPath` are, to fetch them in one go. @throws {RangeError} for a leaf outside the tree */
export function siblingsOf(
  index: number,
  size: number,
): { level: number; index: number; isRight: boolean }[] {
  if (!Number.isSafeInteger(size) || !Number.isSafeInteger(index) || index < 0 || index >= size)
    throw new RangeError(`no leaf ${index} in a tree of ${size}`)
  const siblings: { level: number; index: number; isRight: boolean }[] = []
  for (let level = 0, at = index, width = size; width > 1; level += 1) {
    const isOdd = at % 2 === 1
    const sibling = isOdd ? at - 1 : at + 1
    if (sibling < width) siblings.push({ level, index: sibling, isRight: !isOdd })
    at = (at - (isOdd ? 1 : 0)) / 2
    width = (width + (width % 2)) / 2
  }
  return siblings
}

/** The root that a path leads to, or `undefined` when it has a wrong length, the leaf no place, or a sum is negative. */
export function sumRootFromPath(
  { index, size, leaf, path }: Readonly<SumInclusion>,
  hash: Hash = sha256,
): SumNode | undefined {
  if (!Number.isSafeInteger(index) || !Number.isSafeInteger(size)) return
  if (index < 0 || index >= size || path.some(({ sum }) => sum < 0n)) return
  const siblings = siblingsOf(index, size)
  if (siblings.length !== path.length) return
  return path.reduce(
    (node, beside, at) =>
      siblings[at]?.isRight ? sumNode(node, beside, hash) : sumNode(beside, node, hash),
    leaf,
  )
}

/** A leaf, its place among how many, and the nodes beside its way to the root. */
export type SumInclusion = { index: number; size: number; leaf: SumNode; path: readonly SumNode[] }
