import { constraintOf, type Database } from '@tallystick/db'
import { type PostingAnswer, type PostingRequest, postBatch } from '../db/postings.ts'
import { newPostingLane, type PostingLane } from './posting-lane.ts'
import type { Posting, PostingOutcome } from './rules/posting.ts'

/**
 * Posts ledger transactions, each whole or not at all, and answers for each in order.
 *
 * The decision is made in SQL, under the locks of the ledger accounts (migration `posting`); this only queues up.
 * @param postings 1 to 500, with sound ids and names
 * @throws {NotStarted} when it did not come to its turn: nothing was done
 */
export const postLedgerTransactions = (
  {
    lane,
    cause,
    signal,
  }: { lane: PostingLane; cause: PostingRequest['cause']; signal?: AbortSignal | undefined },
  postings: readonly Posting[],
): Promise<readonly PostingOutcome[]> => lane.post({ postings, cause }, signal)

/**
 * Opens the lanes through which a process posts.
 *
 * @param db for those who wait for locks
 * @param lanes for each lane, pools of one connection, so that what it is given is done in order: the first, and others
 * that take its place while a lost one is opened again
 * @param onPosted called after each commit that may have written events
 * @param clock decides when a hold has run out; the clock of the database when left out
 */
export const openPostingLane = (
  db: Database,
  {
    lanes,
    onPosted,
    clock,
  }: {
    lanes: readonly (readonly Database[])[]
    onPosted: () => void
    clock?: (() => Date) | undefined
  },
): PostingLane => {
  const ways = lanes.map(newWay)
  return newPostingLane({
    lanes: lanes.length,
    isOfContent: (fault) => /^(?:22|23|P0)/.test(sqlStateOf(fault) ?? ''),
    isOfLock: (fault) => sqlStateOf(fault) === LOCK_NOT_AVAILABLE,
    async postBatch(requests, { patient, lane }) {
      const terms = { patient, moment: clock?.() ?? null }
      const post = (connection: Database) => postOrTryAgain(connection, requests, terms)
      const answers = await (ways[lane ?? -1]?.(post) ?? post(db))
      if (answers.some(isAnyPosted)) onPosted()
      return answers
    },
  })
}

/** One connection after the other as they are lost: to open one anew takes a moment, in which the lane would stand still. */
function newWay(connections: readonly Database[]) {
  let lost = 0
  return async <T>(work: (connection: Database) => Promise<T>): Promise<T> => {
    const at = lost
    try {
      return await work(connections[at % connections.length] as Database)
    } catch (fault) {
      // What was sent behind it is lost, too, and moves on no further.
      if (at === lost && isOfConnection(fault)) lost += 1
      throw fault
    }
  }
}

/** `lock_timeout` is over. The statement is undone. */
const LOCK_NOT_AVAILABLE = '55P03'

const isAnyPosted = (answer: PostingAnswer): boolean =>
  !('busy' in answer) && answer.some(({ refusal }) => refusal === null)

/**
 * Two processes that use one id for different contents at the same moment meet only at the primary key. The second time
 * the later one finds the id taken.
 */
async function postOrTryAgain(
  ...batch: Parameters<typeof postBatch>
): Promise<readonly PostingAnswer[]> {
  try {
    return await postBatch(...batch)
  } catch (fault) {
    if (constraintOf(fault) !== 'ledger_transactions_pkey') throw fault
    return postBatch(...batch)
  }
}

/** Whether the connection is gone: the driver says so in words of its own, the server by 57P01 and its like (it ends, or was told to). */
const isOfConnection = (fault: unknown): boolean => /^57P|^$/.test(sqlStateOf(fault) ?? '')

/** Postgres's code for what went wrong, looked for through wrapped errors. */
function sqlStateOf(fault: unknown): string | undefined {
  if (!(fault instanceof Error)) return undefined
  const code = 'code' in fault ? fault.code : undefined
  return typeof code === 'string' && code.length === 5 ? code : sqlStateOf(fault.cause)
}
