/**
 * Makes one batch of what many callers ask for at the same time.
 *
 * While batches are in flight the next one gathers; when there are answers, it goes. Alone, a caller waits for nobody;
 * under load a commit is shared by hundreds of callers, and a hot account is locked once for all of them.
 *
 * Lanes post beside each other, each on a connection of its own and never to the same ledger account at the same time: what
 * touches an account that is in flight follows in the same lane, or waits.
 *
 * The lanes never wait for a lock. Who needs a ledger account that someone else has locked goes on in one of the
 * waiting lanes, with others who wait, so that one slow account holds up nobody but its own.
 */
import { type GatheringOptions, NotStarted, newGathering } from '@tallystick/outbox'
import type { PostingAnswer, PostingRequest } from '../db/postings.ts'
import type { PostingOutcome } from './rules/posting.ts'

/** Where postings queue up. */
export type PostingLane = Readonly<{
  /**
   * Posts what one caller asks for, in order and within one batch; the outcomes are in the same order.
   * @param request at most 500 postings. Rejects with `NotStarted` when nothing was done, and otherwise when the batch
   * failed: its outcome is then unknown until asked again
   * @param signal until when the caller waits for a turn
   */
  post(request: PostingRequest, signal?: AbortSignal): Promise<readonly PostingOutcome[]>
}>

/** Transactions in one batch. Beyond this a batch gains little and its answer comes later. */
export const BATCH_MAX = 500

/** Lanes in which a process posts, unless told: with them Postgres keeps two cores busy, beside Node. */
export const LANES = 2

/** Lanes for those who wait for locks: a ledger account always waits in the same one. */
const WAITING_LANES = 4

/**
 * Opens the lanes of a process.
 *
 * @param lanes how many batches may be in flight at a time
 * @param postBatch posts at most 500 and answers each caller in order; `patient` batches wait for locks and are in no lane,
 * the others do what their lane was given one after the other
 * @param isOfContent whether a fault lies in what was asked, so that callers who share a batch shall be tried apart
 * @param isOfLock whether it says that someone else holds a lock for longer than one may wait, and that nothing was done
 */
export function newPostingLane({
  lanes = LANES,
  postBatch,
  isOfContent,
  isOfLock,
}: {
  lanes?: number
  postBatch: (
    requests: readonly PostingRequest[],
    how: Readonly<{ patient: boolean; lane: number | null }>,
  ) => Promise<readonly PostingAnswer[]>
  isOfContent: (fault: unknown) => boolean
  isOfLock: (fault: unknown) => boolean
}): PostingLane {
  type Options = GatheringOptions<PostingRequest, PostingAnswer>
  const gather = (options: Pick<Options, 'answerAll' | 'lanes' | 'keysOf'>) =>
    newGathering<PostingRequest, PostingAnswer>({
      batchMax: BATCH_MAX,
      weightOf: ({ postings }) => postings.length,
      isOfRequest: (fault) => isOfContent(fault) || isOfLock(fault),
      ...options,
    })
  const first = gather({
    lanes,
    keysOf: accountsOf,
    answerAll: (requests, lane) => postBatch(requests, { patient: false, lane }),
  })
  // Callers wait together for accounts that are not the same: when one is not let go in time, the others are not to blame.
  const wait = (requests: readonly PostingRequest[]) =>
    postBatch(requests, { patient: true, lane: null }).catch((fault: unknown) => {
      if (!isOfLock(fault)) throw fault
      return postBatch(requests, { patient: false, lane: null })
    })
  const waiting = Array.from({ length: WAITING_LANES }, () => gather({ answerAll: wait }))

  async function post(request: PostingRequest, signal?: AbortSignal) {
    const answer = await first(request, signal)
    if (!('busy' in answer)) return answer
    const late = await waiting[laneOf(request, WAITING_LANES)]?.(request, signal)
    if (!late || 'busy' in late) throw new NotStarted('a ledger account is locked')
    return late
  }
  return {
    post: (request, signal) =>
      post(request, signal).catch((fault: unknown) => {
        throw isOfLock(fault) ? new NotStarted('a lock is held', { cause: fault }) : fault
      }),
  }
}

/** What only one lane may touch at a time. A customer's account has one ledger account, whatever the currency. */
const accountsOf = ({ postings }: PostingRequest): string[] =>
  postings.flatMap(({ entries }) =>
    entries.map(
      ({ ledgerAccount: { code, accountId, provider }, amount }) =>
        accountId ?? `${code} ${provider} ${amount.currency}`,
    ),
  )

/** By the account that pays first, so that the payments from one account wait together. */
function laneOf({ postings }: PostingRequest, lanes: number): number {
  const { accountId, provider } = postings[0]?.entries[0]?.ledgerAccount ?? {}
  let sum = 0
  for (const character of accountId ?? provider ?? '')
    sum = (sum * 31 + character.charCodeAt(0)) % lanes
  return sum
}
