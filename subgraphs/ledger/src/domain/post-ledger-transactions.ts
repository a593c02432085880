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
 * Opens the lane through which a process posts.
 *
 * @param onPosted called after each commit that may have written events
 * @param clock decides when a hold has run out; the clock of the database when left out
 */
export const openPostingLane = (
  db: Database,
  { onPosted, clock }: { onPosted: () => void; clock?: (() => Date) | undefined },
): PostingLane =>
  newPostingLane({
    isOfContent: (fault) => /^(?:22|23|P0)/.test(sqlStateOf(fault) ?? ''),
    isOfLock: (fault) => sqlStateOf(fault) === LOCK_NOT_AVAILABLE,
    async postBatch(requests, patient) {
      const answers = await postOrTryAgain(db, requests, { patient, moment: clock?.() ?? null })
      if (answers.some(isAnyPosted)) onPosted()
      return answers
    },
  })

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

/** Postgres's code for what went wrong, looked for through wrapped errors. */
function sqlStateOf(fault: unknown): string | undefined {
  if (!(fault instanceof Error)) return undefined
  const code = 'code' in fault ? fault.code : undefined
  return typeof code === 'string' && code.length === 5 ? code : sqlStateOf(fault.cause)
}
