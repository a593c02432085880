import { type SumNode, sumLeaf, sumLevels } from '@tallystick/verify'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sha256 } from '../tally/sealing-key.ts'
import { newSumTree, type PlacedSumNode } from './liability-tree.ts'

const leavesOf = (balances: readonly bigint[]): SumNode[] =>
  balances.map((balance, at) =>
    sumLeaf({ accountId: `acc_${at}`, nonce: new Uint8Array(32).fill(at), balance }, sha256),
  )

function build(leaves: readonly SumNode[]) {
  const nodes: PlacedSumNode[] = []
  const tree = newSumTree((node) => nodes.push(node))
  for (const leaf of leaves) tree.add(leaf)
  return { root: tree.finish(), nodes }
}

describe('a tree that is built leaf by leaf', () => {
  test('has every node that the whole one has, in its place', () => {
    for (let count = 1; count <= 70; count += 1) {
      const leaves = leavesOf(Array.from({ length: count }, (_, at) => BigInt(at * at)))
      const levels = sumLevels(leaves, sha256)
      const { root, nodes } = build(leaves)
      expect(root).toEqual(levels.at(-1)?.[0])
      expect(nodes).toHaveLength(levels.flat().length)
      for (const { level, index, ...node } of nodes) expect(node).toEqual(levels[level]?.[index])
    }
  })

  test('sums up exactly, to more than 78 digits', () => {
    fc.assert(
      fc.property(fc.array(fc.bigInt(0n, 10n ** 78n - 1n), { minLength: 1 }), (balances) => {
        const total = balances.reduce((one, other) => one + other, 0n)
        expect(build(leavesOf(balances)).root?.sum).toBe(total)
      }),
      { numRuns: 50 },
    )
  })

  test('has no root without leaves', () => {
    expect(build([])).toEqual({ root: undefined, nodes: [] })
  })
})
