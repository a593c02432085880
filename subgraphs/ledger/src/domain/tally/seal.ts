/**
 * Sealing: what the outbox tells goes into the tally log, once, in order, and is signed.
 *
 * Leaves, nodes, the tree head with its place in the outbox, and the event that tells of it are one transaction, so a crash
 * at any point leaves a whole log behind, and the next sealing goes on from there. It happens beside posting, never in it.
 */
import { failpoint } from '@tallystick/failpoints'
import type { Outbox, PublishingWork } from '@tallystick/outbox'
import {
  appendedNodes,
  nodesReadBy,
  type ReadNode,
  rootOf,
  toHex,
  treeHeadMessage,
} from '@tallystick/verify'
import { findSealedTransactions, type KnownAccounts } from '../../db/tally/sealed-transactions.ts'
import {
  findNodes,
  findTreeHead,
  findUnsealed,
  insertLeaves,
  insertNodes,
  insertTreeHead,
  listSealable,
  lockTallyLog,
  lookAhead,
  type NewLeaf,
  type OutboxPlace,
  type SealableEvent,
  START,
  tellTime,
  toOutboxPlace,
} from '../../db/tally/tally-log.ts'
import type { LedgerEvent } from '../../events/published.ts'
import { hashOfTransaction } from '../rules/leaf-hash.ts'
import { inSealingOrder, type Place, placesBefore, type Sealable } from '../rules/sealing-order.ts'
import { hashOfAuditHead } from '../rules/tally-leaf.ts'
import { digest, type SealingKey, sha256 } from './sealing-key.ts'

/** Seals what was told since the last time. */
export type Sealer = Readonly<{
  /** Sees to it that there is a tree head, that of the empty log if need be. */
  begin(): Promise<void>
  /** @returns how many leaves were added; 0 also while another process is sealing */
  seal(): Promise<number>
}>

/** What a sealer works with. `chunk` is how many leaves it seals in one transaction, 2,000 unless told. */
export type SealerParts = Readonly<{
  outbox: Outbox<LedgerEvent>
  key: SealingKey
  chunk?: number | undefined
}>

/** A tenth of a second's work, and few enough to be held in memory. */
const CHUNK = 2_000

type Work = PublishingWork<LedgerEvent, Sealed | undefined>
type Tx = Parameters<Work>[0]
type Publish = Parameters<Work>[1]

/** What became of one chunk. */
type Sealed = Readonly<{
  items: readonly Item[]
  /** MORE may follow at once; what is HELD_BACK waits for an entry that is not told yet. */
  rest: 'NONE' | 'MORE' | 'HELD_BACK'
}>

/** An event with its leaf. */
type Item = Sealable & Readonly<{ event: SealableEvent; leaf: NewLeaf }>

/** Makes the sealer of this process. Several may run: one seals, the others find nothing to do. */
export function newSealer({ outbox, key, chunk = CHUNK }: SealerParts): Sealer {
  /** Nothing that is told up to here waits. Only saves looking; where the log ends is in its last head. */
  let looked: OutboxPlace = START
  const memory = newMemory()
  return {
    async begin() {
      if (await findTreeHead(outbox.db)) return
      await outbox.transaction(async (tx) => {
        if (!(await lockTallyLog(tx)) || (await findTreeHead(tx))) return
        await writeHead(tx, { key, size: 0, rootHash: rootOf(0, noNode, sha256), place: START })
      })
    },
    async seal() {
      const { isBehind, now } = await lookAhead(outbox.db, looked)
      let total = 0
      for (let isMore = isBehind; isMore; ) {
        const sealed = await outbox.transaction((tx, publish) =>
          sealChunk({ tx, publish, key, memory }, chunk),
        )
        if (sealed) memory.remember(sealed.items)
        total += sealed?.items.length ?? 0
        if (!sealed || sealed.rest === 'HELD_BACK') return total
        isMore = sealed.rest === 'MORE'
      }
      looked = now
      return total
    },
  }
}

type Circumstances = Readonly<{ tx: Tx; publish: Publish; key: SealingKey; memory: Memory }>

/** Ledger accounts that a sealer remembers; when there are more it begins anew. */
const REMEMBERED_MAX = 50_000

type Memory = ReturnType<typeof newMemory>

/** What cannot become untrue, kept to be read once: what a ledger account is, and that an entry is sealed. */
function newMemory() {
  const known: KnownAccounts = new Map()
  const sealed = new Map<string, number>()
  return {
    known,
    isSealed: ({ ledgerAccountId, version }: Place): boolean =>
      (sealed.get(ledgerAccountId) ?? 0) >= version,
    /** To be told what was committed, and nothing else. */
    remember(items: readonly Item[]): void {
      for (const { places } of items)
        for (const { ledgerAccountId, version } of places)
          sealed.set(ledgerAccountId, Math.max(version, sealed.get(ledgerAccountId) ?? 0))
      if (sealed.size > REMEMBERED_MAX) sealed.clear()
      if (known.size > REMEMBERED_MAX) known.clear()
    },
  }
}

/** @returns undefined when another process is sealing */
async function sealChunk(
  { tx, publish, key, memory }: Circumstances,
  limit: number,
): Promise<Sealed | undefined> {
  if (!(await lockTallyLog(tx))) return undefined
  const head = await findTreeHead(tx)
  const size = head?.size ?? 0
  const { items, place, rest } = await nextItems({ tx, memory }, head ?? START, limit)
  if (items.length === 0) return { items, rest }
  const leaves = items.map(({ leaf }) => leaf)
  const rootHash = await append(tx, { size, leaves })
  const grown = size + leaves.length
  await writeHead(tx, { key, size: grown, rootHash, place })
  await publish(toEvent({ size: grown, rootHash: toHex(rootHash) }))
  await failpoint('chain.sealed_before_commit')
  return { items, rest }
}

/** What can be sealed next, in the order of sealing, and the place in the outbox that is reached with it. */
async function nextItems(
  within: Pick<Circumstances, 'tx' | 'memory'>,
  after: OutboxPlace,
  limit: number,
): Promise<Readonly<{ items: Item[]; place: OutboxPlace; rest: Sealed['rest'] }>> {
  const { tx, memory } = within
  const events = await listSealable(tx, after, limit)
  const chunk = await toItems(within, events)
  const doubtful = placesBefore(chunk).filter((place) => !memory.isSealed(place))
  const items = inSealingOrder(chunk, await findUnsealed(tx, doubtful))
  const isFull = events.length === limit
  // Everything here waits for an entry behind the limit: the next that is whole is a longer one.
  if (items.length === 0 && isFull) return nextItems(within, after, 2 * limit)
  const place = toOutboxPlace(events[items.length - 1] ?? after)
  if (isFull) return { items, place, rest: 'MORE' }
  return { items, place, rest: items.length < events.length ? 'HELD_BACK' : 'NONE' }
}

async function toItems(
  { tx, memory }: Pick<Circumstances, 'tx' | 'memory'>,
  events: readonly SealableEvent[],
): Promise<Item[]> {
  const ids = events.flatMap(({ ledgerTransactionId: id }) => id ?? [])
  const transactions = new Map(
    (await findSealedTransactions(tx, ids, memory.known)).map((each) => [each.id, each]),
  )
  return events.map((event) => {
    const { ledgerTransactionId, auditHead } = event
    const transaction = transactions.get(ledgerTransactionId ?? '')
    if (transaction)
      return {
        event,
        leaf: { ledgerTransactionId, auditHead, hash: hashOfTransaction(transaction, digest) },
        places: transaction.entries.map(({ ledgerAccountId, version }) => ({
          ledgerAccountId,
          version: Number(version),
        })),
      }
    if (!auditHead) throw new Error('an event tells of neither a ledger transaction nor a head')
    const hash = hashOfAuditHead(auditHead, sha256)
    return { event, leaf: { ledgerTransactionId, auditHead, hash }, places: [] }
  })
}

/** Writes leaves and the nodes above them. @returns the new root */
async function append(
  tx: Tx,
  { size, leaves }: Readonly<{ size: number; leaves: readonly NewLeaf[] }>,
): Promise<Uint8Array> {
  const old = await findNodes(
    tx,
    nodesReadBy((read) => rootOf(size, read, noHash)),
  )
  const read = (nodes: ReadonlyMap<string, Uint8Array>): ReadNode => {
    return (level, index) => nodes.get(`${level}/${index}`) ?? noNode(level, index)
  }
  const leafHashes = leaves.map(({ hash }) => hash)
  const added = appendedNodes({ size, leafHashes }, read(old), sha256)
  await insertLeaves(tx, { size, leaves })
  await insertNodes(
    tx,
    added.filter(({ level }) => level > 0),
  )
  const all = new Map<string, Uint8Array>(old)
  for (const { level, index, hash } of added) all.set(`${level}/${index}`, hash)
  return rootOf(size + leaves.length, read(all), sha256)
}

async function writeHead(
  tx: Tx,
  {
    key,
    place,
    ...tree
  }: Readonly<{ key: SealingKey; size: number; rootHash: Uint8Array; place: OutboxPlace }>,
): Promise<void> {
  const statement = { ...tree, keyId: key.keyId, publishedAt: await tellTime(tx) }
  const signature = key.sign(treeHeadMessage(statement))
  await insertTreeHead(tx, { ...statement, signature, publicKey: key.publicKey }, place)
}

const noHash = (): Uint8Array => new Uint8Array(32)

const noNode: ReadNode = (level, index) => {
  throw new Error(`the tally log has lost its node ${level}/${index}`)
}

const toEvent = (body: Extract<LedgerEvent, { type: 'ledger:root:sealed' }>['body']) => ({
  type: 'ledger:root:sealed' as const,
  aggregate: { type: 'tallyLog', id: 'tallyLog' },
  body,
  cause: { actor: { kind: 'SERVICE' as const, id: 'ledger' }, requestId: null },
})
