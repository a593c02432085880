import { constraintOf, type Database } from '@tallystick/db'
import { type PostingRequest, postBatch } from '../db/postings.ts'
import { newPostingLane, type PostingLane } from './posting-lane.ts'
import type { Posting, PostingOutcome } from './rules/posting.ts'

/**
 * Posts ledger transactions, each whole or not at all, and answers for each in order.
 *
 * The decision is made in SQL, under the locks of the ledger accounts (migration `posting`); this only queues up.
 * @param postings 1 to 500, with sound ids and names
 */
export const postLedgerTransactions = (
  { lane, cause }: { lane: PostingLane; cause: PostingRequest['cause'] },
  postings: readonly Posting[],
): Promise<readonly PostingOutcome[]> => lane.post(postings.map((posting) => ({ posting, cause })))

/**
 * Opens the lane through which a process posts.
 *
 * @param onPosted called after each commit that may have written events
 */
export const openPostingLane = (db: Database, onPosted: () => void): PostingLane =>
  newPostingLane({
    isOfContent: (fault) => /^(?:22|23|P0)/.test(sqlStateOf(fault) ?? ''),
    async postBatch(requests) {
      const outcomes = await postOrTryAgain(db, requests)
      if (outcomes.some(({ refusal }) => refusal === null)) onPosted()
      return outcomes
    },
  })

/**
 * Two processes that use one id for different contents at the same moment meet only at the primary key. The second time
 * the later one finds the id taken.
 */
async function postOrTryAgain(
  db: Database,
  requests: readonly PostingRequest[],
): Promise<readonly PostingOutcome[]> {
  try {
    return await postBatch(db, requests)
  } catch (fault) {
    if (constraintOf(fault) !== 'ledger_transactions_pkey') throw fault
    return postBatch(db, requests)
  }
}

/** Postgres's code for what went wrong, looked for through wrapped errors. */
function sqlStateOf(fault: unknown): string | undefined {
  if (!(fault instanceof Error)) return undefined
  const code = 'code' in fault ? fault.code : undefined
  return typeof code === 'string' && code.length === 5 ? code : sqlStateOf(fault.cause)
}
