/**
 * Reads the tally log from its first leaf to its last, computes every leaf anew from the books, and every node and root from
 * the leaves, and says where the log stops being what was signed. In constant memory, however long the log is.
 */
import { appendedNodes, isSameBytes, nodesReadBy, type ReadNode, rootOf } from '@tallystick/verify'
import type postgres from 'postgres'
import { type Anchor, readAnchors } from './anchors.ts'
import { firstOf, type TallyFault } from './fault.ts'
import { isSigned, type Keys, readHeads, readKeys, type StoredHead } from './heads.ts'
import { isTrue, type LeafRow, readLeaves, sha256 } from './leaves.ts'
import { type AddedNode, findBadNodes, findBadPlace, findMisplaced } from './slices.ts'
import { findStrays } from './strays.ts'

/** Leaves that are looked at together; more only when a single tree head covers more. */
const WINDOW = 2_000

/**
 * Finds the first place where the tally log is wrong: a leaf that does not tell of the books as they are, a gap, a node, a
 * root or a signature that does not follow, something that the log should have and has not, an anchor that says otherwise.
 *
 * @param sql as someone who may read the schema `ledger`, best in a transaction with one snapshot; nothing is written
 * @param anchors a file of tree heads that were written down outside, one JSON object a line
 * @returns undefined when all is well
 * @throws when the file of anchors cannot be read
 */
export async function findTallyFault(
  sql: postgres.ISql,
  { anchors }: Readonly<{ anchors?: string | undefined }> = {},
): Promise<TallyFault | undefined> {
  const reading = new Reading(sql, await readKeys(sql), anchors)
  // Without statistics Postgres may read whole tables for each window.
  await planWith(sql, 'off')
  const met = await reading.toTheEnd()
  await planWith(sql, 'on')
  return firstOf([...(met ? [met] : []), ...(await findStrays(sql))])
}

const planWith = (sql: postgres.ISql, value: 'on' | 'off'): Promise<unknown> =>
  sql.unsafe(
    `select ${['enable_seqscan', 'enable_hashjoin', 'enable_mergejoin']
      .map((name) => `set_config('${name}', '${value}', true)`)
      .join(', ')}`,
  )

/** Where one reading of the log stands. */
class Reading {
  readonly #sql: postgres.ISql
  readonly #keys: Keys
  readonly #anchors: AsyncGenerator<Anchor> | undefined
  #anchor: Anchor | undefined
  /** The size of the last anchor that was as it should be. */
  #anchored = 0
  /** The last tree head that was as it should be. */
  #head: Pick<StoredHead, 'size' | 'xid' | 'sequence'> = { size: -1, xid: '0', sequence: '0' }
  /** The complete subtrees that the tree of that size is made of. */
  #nodes = new Map<string, Uint8Array>()

  constructor(sql: postgres.ISql, keys: Keys, anchors: string | undefined) {
    this.#sql = sql
    this.#keys = keys
    this.#anchors = anchors === undefined ? undefined : readAnchors(anchors)
  }

  async toTheEnd(): Promise<TallyFault | undefined> {
    await this.#turnAnchor()
    for (;;) {
      const heads = await readHeads(this.#sql, this.#head.size, WINDOW)
      if (heads.length === 0) return this.#pastTheEnd()
      const fault = await this.#window(firstOfWindow(heads, this.#size))
      if (fault) return fault
    }
  }

  get #size(): number {
    return Math.max(this.#head.size, 0)
  }

  async #window(heads: readonly StoredHead[]): Promise<TallyFault | undefined> {
    const forged = heads.findIndex((head) => !isSigned(head, this.#keys))
    const signed = forged === -1 ? heads : heads.slice(0, forged)
    const fault = signed.length > 0 ? await this.#leaves(signed) : undefined
    if (fault || forged === -1) return fault
    return { index: heads[forged]?.size ?? 0, what: 'a tree head is not what was signed' }
  }

  /** Reads on to the last of these heads. */
  async #leaves(heads: readonly StoredHead[]): Promise<TallyFault | undefined> {
    const from = this.#size
    const last = heads.at(-1) as StoredHead
    const rows = await readLeaves(this.#sql, from, last.size)
    const sound = soundOf(rows, from)
    const nodes = appendedNodes(
      { size: from, leafHashes: sound.map(({ hash }) => hash) },
      this.#read,
      sha256,
    )
    for (const { level, index, hash } of nodes) this.#nodes.set(`${level}/${index}`, hash)
    const fault =
      (await this.#roots(heads, { from, sound, nodes })) ??
      (await this.#anchorsTo(from + sound.length))
    if (fault) return fault
    const end = from + sound.length
    if (end < last.size)
      return sound.length < rows.length && Number(rows[sound.length]?.position) === end
        ? { index: end, what: 'a leaf does not tell of the books as they are' }
        : { index: end, what: 'a leaf is missing' }
    const place = await findBadPlace(this.#sql, { before: this.#head, heads, rows, from })
    if (place) return place
    this.#goOnAfter(last)
    return undefined
  }

  /** The first of these heads whose root does not follow from the leaves; else the first node that does not. */
  async #roots(
    heads: readonly StoredHead[],
    {
      from,
      sound,
      nodes,
    }: Readonly<{ from: number; sound: readonly LeafRow[]; nodes: readonly AddedNode[] }>,
  ): Promise<TallyFault | undefined> {
    const badNodes = await findBadNodes(this.#sql, nodes)
    let before = this.#head
    for (const head of heads) {
      if (head.size > from + sound.length) break
      if (!isSameBytes(rootOf(head.size, this.#read, sha256), head.rootHash)) {
        const start = Math.max(before.size, 0)
        const own = sound.slice(start - from, head.size - from)
        const misplaced = await findMisplaced(this.#sql, { before, head, rows: own })
        const pair = badNodes.find(({ first }) => first >= start && first < head.size)
        const index = misplaced === undefined ? (pair?.first ?? head.size) : start + misplaced
        return {
          index,
          what: 'the leaves do not lead to the root of a tree head',
          detail: `${head.size}`,
        }
      }
      before = head
    }
    const bad = firstOf(
      badNodes.map(({ first }) => ({
        index: first,
        what: 'a node does not follow from its leaves',
      })),
    )
    return bad
  }

  async #anchorsTo(size: number): Promise<TallyFault | undefined> {
    for (let anchor = this.#anchor; anchor && anchor.size <= size; anchor = this.#anchor) {
      if (!isSigned(anchor, this.#keys))
        return { index: anchor.size, what: 'an anchor is not signed with a key of the log' }
      if (!isSameBytes(rootOf(anchor.size, this.#read, sha256), anchor.rootHash))
        return {
          index: this.#anchored,
          what: 'the log differs from an anchor',
          detail: `anchored at size ${anchor.size}; up to ${this.#anchored} it is as anchored`,
        }
      this.#anchored = anchor.size
      await this.#turnAnchor()
    }
    return undefined
  }

  #pastTheEnd(): TallyFault | undefined {
    if (!this.#anchor) return undefined
    const detail = `anchored at size ${this.#anchor.size}`
    return { index: this.#size, what: 'the log ends before an anchor', detail }
  }

  async #turnAnchor(): Promise<void> {
    const next = await this.#anchors?.next()
    this.#anchor = next?.done === false ? next.value : undefined
  }

  #goOnAfter(head: StoredHead): void {
    this.#head = head
    const kept = nodesReadBy((read) => rootOf(head.size, read, () => new Uint8Array(32)))
    this.#nodes = new Map(
      kept.map(({ level, index }) => [`${level}/${index}`, this.#read(level, index)]),
    )
  }

  readonly #read: ReadNode = (level, index) => {
    const node = this.#nodes.get(`${level}/${index}`)
    if (!node) throw new Error(`node ${level}/${index} was not read`)
    return node
  }
}

/** As many heads as fit into a window, but one at least. */
function firstOfWindow(heads: readonly StoredHead[], size: number): readonly StoredHead[] {
  const beyond = heads.findIndex((head) => head.size - size > WINDOW)
  return beyond === -1 ? heads : heads.slice(0, Math.max(beyond, 1))
}

/** The leaves before the first that is missing or false. */
function soundOf(rows: readonly LeafRow[], from: number): readonly LeafRow[] {
  const bad = rows.findIndex((row, at) => Number(row.position) !== from + at || !isTrue(row))
  return bad === -1 ? rows : rows.slice(0, bad)
}
