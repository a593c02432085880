import { type SumNode, sumNode } from '@tallystick/verify'
import { sha256 } from '../tally/sealing-key.ts'

/** A node of the tree with its place: level 0 has the leaves. */
export type PlacedSumNode = SumNode & Readonly<{ level: number; index: number }>

/**
 * Builds a Merkle-sum tree from leaves that come one after the other. It keeps one node for each level and hands
 * everything else to `emit`, so that memory does not grow with the number of leaves.
 */
export function newSumTree(emit: (node: PlacedSumNode) => void) {
  /** On each level, the left one of a pair whose right one has not come. */
  const waiting: (SumNode | undefined)[] = []
  const counts: number[] = []

  function place(level: number, node: SumNode): void {
    const index = counts[level] ?? 0
    counts[level] = index + 1
    emit({ level, index, ...node })
    const left = waiting[level]
    waiting[level] = left ? undefined : node
    if (left) place(level + 1, sumNode(left, node, sha256))
  }

  return {
    /** Adds the next leaf. */
    add: (leaf: SumNode): void => place(0, leaf),
    /** Passes the odd last nodes up, and answers the root; undefined when there were no leaves. */
    finish(): SumNode | undefined {
      let level = 0
      for (; (counts[level] ?? 0) > 1; level += 1) {
        const odd = waiting[level]
        waiting[level] = undefined
        if (odd) place(level + 1, odd)
      }
      return waiting[level]
    },
  }
}
