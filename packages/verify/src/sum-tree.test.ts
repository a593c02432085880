import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toHex } from './bytes.ts'
import { encode } from './encode.ts'
import { sha256 } from './sha256.ts'
import {
  type SumNode,
  siblingsOf,
  sumLeaf,
  sumLevels,
  sumNode,
  sumPath,
  sumRootFromPath,
} from './sum-tree.ts'
import { inclusionPathLength } from './tree.ts'

const accounts = (count: number): SumNode[] =>
  Array.from({ length: count }, (_, at) =>
    sumLeaf({
      accountId: `acc_${at}`,
      nonce: new Uint8Array(32).fill(at),
      balance: BigInt(at % 3 === 0 ? 0 : at) ** 20n,
    }),
  )

/** The definition: the left part is the largest power of two that leaves something to the right. */
function naive(leaves: readonly SumNode[]): SumNode {
  const [first] = leaves
  if (!first) return { hash: sha256(new Uint8Array()), sum: 0n }
  if (leaves.length === 1) return first
  const half = 2 ** (Math.ceil(Math.log2(leaves.length)) - 1)
  return sumNode(naive(leaves.slice(0, half)), naive(leaves.slice(half)))
}

const at = (levels: readonly (readonly SumNode[])[], level: number, index: number): SumNode => {
  const node = levels[level]?.[index]
  if (!node) throw new Error(`there is no node ${level}/${index}`)
  return node
}

describe('the sum tree', () => {
  test('has the shape of RFC 9162 and the sum of all balances, and each of its paths leads to the root, for sizes to 70', () => {
    for (let size = 0; size <= 70; size += 1) {
      const leaves = accounts(size)
      const levels = sumLevels(leaves)
      const root = at(levels, levels.length - 1, 0)
      expect(root).toEqual(naive(leaves))
      expect(root.sum).toBe(leaves.reduce((sum, leaf) => sum + leaf.sum, 0n))
      for (const [index, leaf] of leaves.entries()) {
        const path = sumPath({ index, size }, (level, each) => at(levels, level, each))
        expect(path.length).toBe(inclusionPathLength(index, size))
        expect(sumRootFromPath({ index, size, leaf, path })).toEqual(root)
      }
    }
  })

  test('has the hashes that it always had', () => {
    expect(toHex(naive(accounts(3)).hash)).toMatchInlineSnapshot(
      `"8fd816fbc66d6bb9b64385f87bdac2da9639bffd79ff3b9574e037c42d67d71f"`,
    )
  })

  test('leads elsewhere when a balance, sum, place or hash is altered', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 70 }), fc.nat(), fc.nat(), (size, one, step) => {
        const leaves = accounts(size)
        const levels = sumLevels(leaves)
        const root = at(levels, levels.length - 1, 0)
        const index = one % size
        const path = sumPath({ index, size }, (level, each) => at(levels, level, each))
        const leaf = at(levels, 0, index)
        const spoil = (how: (node: SumNode) => SumNode): SumNode[] =>
          path.map((node, each) => (each === step % path.length ? how(node) : node))
        const altered = [
          { index, size, leaf: { ...leaf, sum: leaf.sum + 1n }, path },
          { index: (index + 1) % size, size, leaf, path },
          { index, size, leaf, path: spoil((node) => ({ ...node, sum: node.sum + 1n })) },
          { index, size, leaf, path: spoil(({ sum }) => ({ hash: sha256(leaf.hash), sum })) },
          { index, size, leaf, path: spoil((node) => ({ ...node, sum: -node.sum - 1n })) },
          { index, size, leaf, path: path.slice(1) },
          { index, size, leaf, path: [...path, leaf] },
          { index: size, size, leaf, path },
          { index: -1, size, leaf, path },
        ]
        for (const each of altered) expect(sumRootFromPath(each)).not.toEqual(root)
      }),
    )
  })

  test('takes no debt for a liability', () => {
    const account = { accountId: 'acc_1', nonce: new Uint8Array(32), balance: -1n }
    expect(() => sumLeaf(account)).toThrow(RangeError)
    const leaf = sumLeaf({ ...account, balance: 5n })
    expect(() => sumNode(leaf, { ...leaf, sum: -5n })).toThrow(RangeError)
    expect(() => siblingsOf(3, 3)).toThrow(RangeError)
  })

  test('binds an account to its nonce, in the leaf’s fixed form', () => {
    const account = { accountId: 'acc_1', nonce: new Uint8Array(32).fill(1), balance: 7n }
    expect(sumLeaf(account).hash).toEqual(
      sha256(encode(['tallystick/liability-leaf/1', 'acc_1', account.nonce, '7'])),
    )
  })
})
