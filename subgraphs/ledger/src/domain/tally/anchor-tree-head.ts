/**
 * Writes tree heads down outside, where we alone cannot take them back: the latest head to each anchor, a period after the
 * last. Sealing never waits for it, and an anchor that is away keeps no other waiting.
 */
import type { Database, Db } from '@tallystick/db'
import type { Logger } from '@tallystick/telemetry'
import {
  type Anchored,
  findLastAnchored,
  insertAnchored,
  listLastAnchored,
  lockAnchor,
} from '../../db/tally/tally-anchors.ts'
import { findTreeHead, type TreeHead } from '../../db/tally/tally-log.ts'
import type { Anchor } from '../../providers/anchor/port.ts'

/** Where to write heads down, and how often: a period, in milliseconds, from one to the next. */
export type Anchoring = Readonly<{
  db: Database
  anchors: readonly Anchor[]
  everyMs: number
  log: Logger
}>

/**
 * Writes the latest head to every anchor whose time has come. What fails is logged, and tried again by the next call.
 *
 * @param signal gives up what is under way; the next call, in whatever process, finds out what became of it
 * @returns the names of the anchors that have a new head
 */
export async function anchorTreeHead(
  { db, anchors, everyMs, log }: Anchoring,
  { now, signal }: { now: Date; signal: AbortSignal },
): Promise<string[]> {
  const names = await Promise.all(
    anchors.map(async (anchor) => {
      try {
        const anchored = await anchorWhenDue(anchor, { db, everyMs, log, now, signal })
        return anchored ? [anchor.name] : []
      } catch (fault) {
        if (!signal.aborted)
          log.warn(
            { err: fault, anchor: anchor.name },
            'a tree head was not anchored; it will be tried again',
          )
        return []
      }
    }),
  )
  return names.flat()
}

/** The latest head of each anchor. */
export const listAnchors = (db: Db): Promise<Anchored[]> => listLastAnchored(db)

type Circumstances = Omit<Anchoring, 'anchors'> & Readonly<{ now: Date; signal: AbortSignal }>

function anchorWhenDue(
  anchor: Anchor,
  { db, everyMs, log, now, signal }: Circumstances,
): Promise<boolean> {
  // The one transaction that waits for a network: it holds a lock of ours and nothing else, no row and no snapshot.
  return db.transaction(
    async (holding) => {
      if (!(await lockAnchor(holding, anchor.name))) return false
      const head = await findTreeHead(db)
      const last = await findLastAnchored(db, anchor.name)
      if (!head || !isDue({ head, last, everyMs, now })) return false
      if (last) await compareWithAnchor(anchor, { last, db, log })
      const { reference } = await anchor.publish(head, { last: last?.reference, signal })
      await insertAnchored(db, { anchor: anchor.name, size: head.size, reference })
      return true
    },
    { accessMode: 'read only' },
  )
}

const isDue = ({
  head,
  last,
  everyMs,
  now,
}: {
  head: TreeHead
  last: Anchored | undefined
  everyMs: number
  now: Date
}): boolean =>
  last
    ? head.size > last.size && now.getTime() >= last.anchoredAt.getTime() + everyMs
    : head.size > 0

/** Nobody looks at an anchor more often than we do: what it holds must still be what we say. @throws when it is not */
async function compareWithAnchor(
  anchor: Anchor,
  { last, db, log }: { last: Anchored; db: Db; log: Logger },
): Promise<void> {
  const held = await anchor.find(last.reference)
  const own = await findTreeHead(db, last.size)
  const facts = { anchor: anchor.name, size: last.size, reference: last.reference }
  if (!held) return log.error(facts, 'an anchored tree head is no longer where it was')
  if (own && held.size === own.size && Buffer.from(held.rootHash).equals(own.rootHash)) return
  throw new Error(
    `${anchor.name} holds another head under ${last.reference} than the tally log has at ${last.size}: one of them was changed`,
  )
}
