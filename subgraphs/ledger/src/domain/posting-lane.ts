/**
 * Makes one batch of what many callers ask for at the same time.
 *
 * While a batch is in flight the next one gathers; when the answers are there, it goes. Alone, a caller waits for
 * nobody; under load a commit is shared by hundreds of callers, and a hot account is locked once for all of them.
 */
import type { PostingRequest } from '../db/postings.ts'
import type { PostingOutcome } from './rules/posting.ts'

/** Where postings queue up. */
export type PostingLane = Readonly<{
  /**
   * Posts what one caller asks for, in order and within one batch; the outcomes are in the same order.
   * @param requests at most 500. Rejects when the batch failed: its outcome is then unknown until asked again
   */
  post(requests: readonly PostingRequest[]): Promise<readonly PostingOutcome[]>
}>

/** Transactions in one batch. Beyond this a batch gains little and its answer comes later. */
export const BATCH_MAX = 500

/** Transactions that may wait. More than the database works off in a second or two is refused at once. */
const WAITING_MAX = 20_000

type Turn = Readonly<{
  requests: readonly PostingRequest[]
  resolve: (outcomes: readonly PostingOutcome[]) => void
  reject: (fault: unknown) => void
}>

/**
 * Opens a lane.
 *
 * @param postBatch posts at most 500 and answers in order
 * @param isOfContent whether a fault lies in what was asked, so that callers who share a batch shall be tried alone
 */
export function newPostingLane({
  postBatch,
  isOfContent,
}: {
  postBatch: (requests: readonly PostingRequest[]) => Promise<readonly PostingOutcome[]>
  isOfContent: (fault: unknown) => boolean
}): PostingLane {
  const queue: Turn[] = []
  let waitingCount = 0
  let isRunning = false

  async function run(): Promise<void> {
    isRunning = true
    // A tick, so that callers who arrive together start together.
    await Promise.resolve()
    while (queue.length > 0) {
      const turns = takeBatch(queue)
      for (const { requests } of turns) waitingCount -= requests.length
      await answer(turns)
    }
    isRunning = false
  }

  async function answer(turns: readonly Turn[]): Promise<void> {
    try {
      const outcomes = await postBatch(turns.flatMap(({ requests }) => requests))
      let from = 0
      for (const { requests, resolve } of turns) {
        resolve(outcomes.slice(from, from + requests.length))
        from += requests.length
      }
    } catch (fault) {
      // One caller's impossible content must not fail the others. Ids make it safe to post again.
      if (turns.length > 1 && isOfContent(fault)) for (const turn of turns) await answer([turn])
      else for (const { reject } of turns) reject(fault)
    }
  }

  return {
    post(requests) {
      if (requests.length > BATCH_MAX) throw new RangeError(`at most ${BATCH_MAX} in one call`)
      if (waitingCount + requests.length > WAITING_MAX)
        return Promise.reject(new Error('too many postings are waiting'))
      return new Promise((resolve, reject) => {
        queue.push({ requests, resolve, reject })
        waitingCount += requests.length
        if (!isRunning) void run()
      })
    },
  }
}

/** Takes callers from the front of the queue while their postings fit in one batch; at least one. */
function takeBatch(queue: Turn[]): Turn[] {
  let size = 0
  const end = queue.findIndex(({ requests }) => {
    size += requests.length
    return size > BATCH_MAX
  })
  return queue.splice(0, end === -1 ? queue.length : Math.max(end, 1))
}
