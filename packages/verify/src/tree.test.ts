import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  bitwiseConsistencyRoots,
  bitwiseInclusionRoot,
  naiveConsistency,
  naiveInclusion,
  naiveRoot,
  nativeSha256,
} from '../test/naive-tree.ts'
import { toHex } from './bytes.ts'
import {
  appendedNodes,
  consistencyPath,
  consistencyPathLength,
  inclusionPath,
  inclusionPathLength,
  leafHash,
  nodeHash,
  nodesReadBy,
  type ReadNode,
  rootFromInclusion,
  rootOf,
  verifyConsistency,
  verifyInclusion,
} from './tree.ts'

const SIZE_MAX = 130
const LARGEST = Number.MAX_SAFE_INTEGER

const leaves = Array.from({ length: SIZE_MAX }, (_, at) => leafHash(Buffer.from(`leaf ${at}`)))
const read = storeOf(leaves)
const roots = Array.from({ length: SIZE_MAX + 1 }, (_, size) => naiveRoot(leaves.slice(0, size)))
const at = <Item>(list: readonly Item[], index: number): Item => list.at(index) as Item

/** Every complete subtree, made by appending in one go. */
function storeOf(hashes: readonly Uint8Array[]): ReadNode {
  const nodes = new Map<string, Uint8Array>()
  const readNode: ReadNode = (level, index) => {
    const node = nodes.get(`${level}/${index}`)
    if (!node) throw new Error(`there is no node ${level}/${index}`)
    return node
  }
  for (const { level, index, hash } of appendedNodes({ size: 0, leafHashes: hashes }, readNode))
    nodes.set(`${level}/${index}`, hash)
  return readNode
}

/** All leaves of this tree are the same, so that its nodes are known however large it is. */
const alike = [leafHash(Buffer.from('alike'))]
for (let level = 1; level <= 53; level += 1)
  alike.push(nodeHash(at(alike, level - 1), at(alike, level - 1), nativeSha256))
const readAlike: ReadNode = (level) => at(alike, level)
const anyLarge = fc.oneof(
  fc.integer({ min: 1, max: LARGEST }),
  fc.nat(52).map((level) => 2 ** level),
  fc.constantFrom(2 ** 31, 2 ** 32, 2 ** 32 + 1, LARGEST),
)

describe('the root', () => {
  // The reference tree of Certificate Transparency (RFC 6962), which RFC 9162 keeps.
  const inputs = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657']
  const known = [...inputs, '606162636465666768696a6b6c6d6e6f'].map((hex) =>
    leafHash(Buffer.from(hex, 'hex')),
  )
  test.each([
    [0, 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    [1, '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d'],
    [2, 'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125'],
    [3, 'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77'],
    [4, 'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7'],
    [5, '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4'],
    [6, '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef'],
    [7, 'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c'],
    [8, '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328'],
  ])('of the first %d known leaves is the published one', (size, expected) => {
    expect(toHex(rootOf(size, storeOf(known)))).toBe(expected)
  })

  test('is that of the definition for every size to 130', () => {
    for (let size = 0; size <= SIZE_MAX; size += 1)
      expect(toHex(rootOf(size, read))).toBe(toHex(at(roots, size)))
  })

  test('of a tree of 2^53 - 1 leaves is reckoned, of more refused', () => {
    expect(rootOf(LARGEST, readAlike)).toHaveLength(32)
    expect(() => rootOf(LARGEST + 1, readAlike)).toThrow(RangeError)
    expect(() => rootOf(-1, readAlike)).toThrow(RangeError)
    expect(() => rootOf(1.5, readAlike)).toThrow(RangeError)
  })
})

describe('an inclusion path', () => {
  test('is that of the definition, leads to the root, and is no longer than log2 of the size, for every size to 130', () => {
    for (let size = 1; size <= SIZE_MAX; size += 1)
      for (let index = 0; index < size; index += 1) {
        const path = inclusionPath({ index, size }, read, nativeSha256)
        expect(path).toEqual(naiveInclusion(index, leaves.slice(0, size)))
        expect(path.length).toBe(inclusionPathLength(index, size))
        expect(path.length).toBeLessThanOrEqual(Math.ceil(Math.log2(size)))
        const proof = { index, size, leafHash: at(leaves, index), path }
        expect(verifyInclusion({ ...proof, rootHash: at(roots, size) }, nativeSha256)).toBe(true)
      }
  }, 60_000)

  test('leads to the root of large trees, and the bitwise algorithm of the standard agrees', () => {
    fc.assert(
      fc.property(anyLarge, fc.double({ min: 0, max: 1, noNaN: true }), (size, share) => {
        const index = Math.min(Math.floor(size * share), size - 1)
        const path = inclusionPath({ index, size }, readAlike, nativeSha256)
        const rootHash = rootOf(size, readAlike, nativeSha256)
        const leaf = at(alike, 0)
        const proof = { index, size, leafHash: leaf, path }
        expect(verifyInclusion({ ...proof, rootHash }, nativeSha256)).toBe(true)
        expect(bitwiseInclusionRoot({ index, size }, leaf, path)).toEqual(rootHash)
        const length = path.length
        expect(length).toBeLessThanOrEqual(size.toString(2).length)
        expect(length).toBe(inclusionPathLength(index, size))
      }),
      { numRuns: 300 },
    )
  })

  test('does not verify for another index, size, leaf, node, order or length', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: SIZE_MAX }), fc.nat(), fc.nat(), (size, one, other) => {
        const index = one % size
        const path = inclusionPath({ index, size }, read)
        const rootHash = at(roots, size)
        const proof = { index, size, leafHash: at(leaves, index), path, rootHash }
        const elsewhere = (index + 1 + (other % (size - 1))) % size
        const turned = [...path].reverse()
        const spoilt = path.map((node, step) =>
          step === other % path.length ? nativeSha256(node) : node,
        )
        const altered = [
          { ...proof, index: elsewhere },
          { ...proof, leafHash: at(leaves, elsewhere) },
          { ...proof, path: spoilt },
          { ...proof, path: path.slice(1) },
          { ...proof, path: [...path, rootHash] },
          { ...proof, rootHash: at(roots, size - 1) },
          { ...proof, size: index },
          { ...proof, index: -1 },
          { ...proof, index: 0.5 },
          { ...proof, size: LARGEST + 1 },
          ...(path.length > 1 ? [{ ...proof, path: turned }] : []),
        ]
        for (const each of altered) expect(verifyInclusion(each)).toBe(false)
      }),
    )
  })

  test('of a leaf outside the tree is refused', () => {
    expect(() => inclusionPath({ index: 5, size: 5 }, read)).toThrow(RangeError)
    expect(
      rootFromInclusion({ index: 5, size: 5, leafHash: at(leaves, 5), path: [] }),
    ).toBeUndefined()
  })
})

describe('a consistency path', () => {
  test('is that of the definition and verifies, for every pair of sizes to 130', () => {
    for (let to = 1; to <= SIZE_MAX; to += 1)
      for (let from = 1; from <= to; from += 1) {
        const path = consistencyPath({ from, to }, read, nativeSha256)
        expect(path).toEqual(naiveConsistency(from, leaves.slice(0, to)))
        expect(path.length).toBe(consistencyPathLength(from, to))
        const sizes = { fromSize: from, toSize: to, path }
        const ends = { fromRoot: at(roots, from), toRoot: at(roots, to) }
        expect(verifyConsistency({ ...sizes, ...ends }, nativeSha256)).toBe(true)
      }
  }, 60_000)

  test('verifies for large trees, and the bitwise algorithm of the standard agrees', () => {
    fc.assert(
      fc.property(anyLarge, anyLarge, (one, other) => {
        const [from, to] = one < other ? [one, other] : [other, one]
        const path = consistencyPath({ from, to }, readAlike, nativeSha256)
        const fromRoot = rootOf(from, readAlike, nativeSha256)
        const toRoot = rootOf(to, readAlike, nativeSha256)
        const proof = { fromSize: from, toSize: to, fromRoot, toRoot, path }
        expect(verifyConsistency(proof, nativeSha256)).toBe(true)
        if (from < to)
          expect(bitwiseConsistencyRoots({ from, to }, fromRoot, path)).toEqual([fromRoot, toRoot])
      }),
      { numRuns: 300 },
    )
  })

  test('from the empty tree has no node and needs the empty root', () => {
    const proof = { fromSize: 0, toSize: 3, toRoot: at(roots, 3), path: [] }
    expect(consistencyPath({ from: 0, to: 3 }, read)).toEqual([])
    expect(verifyConsistency({ ...proof, fromRoot: at(roots, 0) })).toBe(true)
    expect(verifyConsistency({ ...proof, fromRoot: at(roots, 1) })).toBe(false)
    const empty = { fromSize: 0, toSize: 0, fromRoot: at(roots, 0), path: [] }
    expect(verifyConsistency({ ...empty, toRoot: at(roots, 0) })).toBe(true)
    expect(verifyConsistency({ ...empty, toRoot: at(roots, 1) })).toBe(false)
  })

  test('does not verify when a leaf of the past was changed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: SIZE_MAX - 1 }), fc.nat(), fc.nat(), (from, a, b) => {
        const to = from + 1 + (a % (SIZE_MAX - from))
        const changed = leaves.slice(0, to)
        changed[b % from] = leafHash(Buffer.from('changed'))
        const path = consistencyPath({ from, to }, storeOf(changed))
        const ends = { fromRoot: at(roots, from), toRoot: naiveRoot(changed) }
        expect(verifyConsistency({ fromSize: from, toSize: to, path, ...ends })).toBe(false)
      }),
    )
  })

  test('does not verify for another node, length or order of sizes', () => {
    const path = consistencyPath({ from: 6, to: 13 }, read)
    const proof = { fromSize: 6, fromRoot: at(roots, 6), toSize: 13, toRoot: at(roots, 13), path }
    expect(verifyConsistency(proof)).toBe(true)
    for (let step = 0; step < path.length; step += 1) {
      const spoilt = path.map((node, each) => (each === step ? nativeSha256(node) : node))
      expect(verifyConsistency({ ...proof, path: spoilt })).toBe(false)
    }
    expect(verifyConsistency({ ...proof, path: path.slice(1) })).toBe(false)
    expect(verifyConsistency({ ...proof, path: [...path, at(roots, 1)] })).toBe(false)
    expect(verifyConsistency({ ...proof, fromSize: 13, toSize: 6 })).toBe(false)
    expect(verifyConsistency({ ...proof, fromSize: -1 })).toBe(false)
    expect(() => consistencyPath({ from: 7, to: 6 }, read)).toThrow(RangeError)
  })
})

describe('appended nodes', () => {
  test('in any batches are those of one batch, and read only what was there', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20), { maxLength: 20 }), (batches) => {
        const nodes = new Map<string, Uint8Array>()
        let size = 0
        for (const count of batches) {
          const leafHashes = leaves.slice(size, size + count)
          const before = new Map(nodes)
          const made = appendedNodes({ size, leafHashes }, (level, index) => {
            const node = before.get(`${level}/${index}`)
            if (!node) throw new Error(`read ${level}/${index} too early`)
            return node
          })
          for (const { level, index, hash } of made) nodes.set(`${level}/${index}`, hash)
          size += leafHashes.length
        }
        for (const [name, node] of nodes) {
          const [level = 0, index = 0] = name.split('/').map(Number)
          expect(node).toEqual(read(level, index))
        }
        const stored: ReadNode = (level, index) => nodes.get(`${level}/${index}`) as Uint8Array
        expect(rootOf(size, stored)).toEqual(at(roots, size))
      }),
      { numRuns: 30 },
    )
  })

  test('that a computation reads are named beforehand, each once', () => {
    const needed = nodesReadBy((look) => inclusionPath({ index: 4, size: 7 }, look))
    expect(needed).toEqual([
      { level: 2, index: 0 },
      { level: 0, index: 6 },
      { level: 0, index: 5 },
    ])
  })
})
