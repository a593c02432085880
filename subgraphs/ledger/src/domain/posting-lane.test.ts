import { newId } from '@tallystick/ids'
import { NotStarted } from '@tallystick/outbox'
import { describe, expect, it } from 'vitest'
import type { PostingAnswer, PostingRequest } from '../db/postings.ts'
import { BATCH_MAX, newPostingLane } from './posting-lane.ts'
import type { Posting, PostingOutcome } from './rules/posting.ts'

const cause = { actor: { kind: 'SERVICE' as const, id: 'payments' }, requestId: null }
const posting = (description: string, account: string): Posting => ({
  id: newId('ltx'),
  paymentId: null,
  reverses: null,
  effectiveAt: null,
  description,
  metadata: null,
  holdId: null,
  holdKept: false,
  linked: false,
  entries: [
    {
      ledgerAccount: { code: 'CUSTOMER_WALLET', accountId: account, ownerId: null, provider: null },
      side: 'DEBIT',
      amount: { minor: 1n, currency: 'USD' },
    },
  ],
})
const request = (size = 1, description = '', account = 'acc'): PostingRequest => ({
  postings: Array.from({ length: size }, () => posting(description, account)),
  cause,
})
const posted = ({ postings }: PostingRequest): PostingOutcome[] =>
  postings.map(({ id }) => ({ id, refusal: null, available: null }))

class LockTimeout extends Error {}

/** A lane whose batches wait until they are let go. A request of an account named `busy…` is busy unless patient. */
function newBench(lanes = 1) {
  const batches: {
    requests: readonly PostingRequest[]
    patient: boolean
    lane: number | null
    finish: () => void
  }[] = []
  const lane = newPostingLane({
    lanes,
    isOfContent: (fault) => fault instanceof RangeError,
    isOfLock: (fault) => fault instanceof LockTimeout,
    postBatch: (requests, { patient, lane: own }) =>
      new Promise((resolve, reject) => {
        const isBad = requests.some(({ postings }) => postings[0]?.description === 'bad')
        const answer = (one: PostingRequest): PostingAnswer =>
          !patient && one.postings[0]?.entries[0]?.ledgerAccount.accountId?.startsWith('busy')
            ? { busy: true }
            : posted(one)
        const isStuck =
          patient && requests.some(({ postings }) => postings[0]?.description === 'stuck')
        const finish = () => {
          if (isStuck) reject(new LockTimeout())
          else if (isBad) reject(new RangeError('bad content'))
          else resolve(requests.map(answer))
        }
        batches.push({ requests, patient, lane: own, finish })
      }),
  })
  const turn = async () => {
    for (let tick = 0; tick < 2; tick++) await new Promise((resolve) => setImmediate(resolve))
  }
  const sizeOf = (requests: readonly PostingRequest[]) =>
    requests.reduce((sum, { postings }) => sum + postings.length, 0)
  return {
    lane,
    batches,
    turn,
    sizes: () => batches.map(({ requests }) => sizeOf(requests)),
    async finish(count: number) {
      for (let index = 0; index < count; index++) {
        await turn()
        batches.at(-1)?.finish()
      }
      await turn()
    },
  }
}

describe('the posting lane', () => {
  it('puts into one batch what arrives while another is in flight, and answers each its own', async () => {
    const { lane, sizes, turn, finish } = newBench()
    const all = [request(), request(2), request(), request()]
    const [first, ...later] = all as [PostingRequest, ...PostingRequest[]]
    const answers = [lane.post(first)]
    await turn()
    answers.push(...later.map((one) => lane.post(one)))
    await finish(2)
    expect(sizes()).toEqual([1, 4])
    expect(await Promise.all(answers)).toEqual(all.map(posted))
  })

  it('sends at most 500 together, never splits a caller, and keeps the order', async () => {
    const { lane, sizes, finish } = newBench()
    const answers = Promise.all([300, 250, 500, 1].map((size) => lane.post(request(size))))
    await finish(4)
    expect(sizes()).toEqual([300, 250, 500, 1])
    expect((await answers).map(({ length }) => length)).toEqual([300, 250, 500, 1])
    await expect(lane.post(request(BATCH_MAX + 1))).rejects.toThrow(RangeError)
  })

  it('fails only the caller whose content the database cannot take', async () => {
    const { lane, sizes, finish } = newBench()
    const answers = ['good', 'bad', 'fine', 'well'].map((text) => lane.post(request(1, text)))
    const settled = Promise.allSettled(answers)
    await finish(6)
    expect(sizes()).toEqual([4, 2, 1, 1, 2])
    expect((await settled).map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
      'fulfilled',
    ])
  })

  it('refuses at once when 20,000 are waiting, with nothing done, and recovers', async () => {
    const { lane, finish } = newBench()
    const answers = Array.from({ length: 40 }, () => lane.post(request(BATCH_MAX)))
    await expect(lane.post(request())).rejects.toThrow(NotStarted)
    await finish(40)
    await Promise.all(answers)
    const late = lane.post(request())
    await finish(1)
    expect(await late).toHaveLength(1)
  })

  it('lets who needs a locked account wait aside, while others are served', async () => {
    const { lane, batches, turn } = newBench()
    const busy = lane.post(request(1, '', 'busy'))
    await turn()
    batches[0]?.finish()
    await turn()
    expect(batches[1]).toMatchObject({ patient: true })
    const others = lane.post(request(1, '', 'free'))
    await turn()
    expect(batches[2]).toMatchObject({ patient: false })
    batches[2]?.finish()
    expect(await others).toHaveLength(1)
    batches[1]?.finish()
    expect(await busy).toHaveLength(1)
  })

  it('lets an account always wait in the same place, so that its postings keep their order', async () => {
    const { lane, batches, turn } = newBench()
    const callers = [request(1, 'one', 'busy-a'), request(1, 'two', 'busy-a')]
    const answers = callers.map(async (one) => {
      const answer = lane.post(one)
      await turn()
      batches.at(-1)?.finish()
      return answer
    })
    await turn()
    await turn()
    await turn()
    const patient = batches.filter((batch) => batch.patient)
    for (const batch of patient) batch.finish()
    await turn()
    for (const batch of batches.filter((each) => each.patient)) batch.finish()
    await Promise.all(answers)
    const waited = batches
      .filter((batch) => batch.patient)
      .flatMap(({ requests }) => requests.map(({ postings }) => postings[0]?.description))
    expect(waited).toEqual(['one', 'two'])
  })

  it('tells who waited for a lock in vain that nothing was done, and serves those who waited beside', async () => {
    const { lane, batches, turn } = newBench()
    const freed = request(1, 'beside', 'busy-b')
    const settled = Promise.allSettled([
      lane.post(request(1, 'stuck', 'busy-b')),
      lane.post(freed).then((answer) => answer),
    ])
    await turn()
    batches[0]?.finish()
    await turn()
    expect(batches[1]).toMatchObject({ patient: true, requests: { length: 2 } })
    // The account of the second is let go, that of the first is not.
    Object.assign(freed.postings[0]?.entries[0]?.ledgerAccount ?? {}, { accountId: 'free' })
    batches[1]?.finish()
    await turn()
    expect(batches[2]).toMatchObject({ patient: false, requests: { length: 2 } })
    batches[2]?.finish()
    expect(await settled).toMatchObject([
      { reason: { name: 'NotStarted' } },
      { value: [{ refusal: null }] },
    ])
  })

  it('posts to other accounts at the same time, and to the same account one after the other', async () => {
    const { lane, batches, turn } = newBench(2)
    const named = (account: string) =>
      Array.from({ length: 10 }, (_, at) => request(1, `${at}`, account))
    const accounts = ['ada', 'ben', 'ada', 'cem']
    const all = accounts.flatMap((account) => named(account).map((one) => lane.post(one)))
    await turn()
    const accountsIn = (index: number) =>
      new Set(
        batches[index]?.requests.map(
          ({ postings }) => postings[0]?.entries[0]?.ledgerAccount.accountId,
        ),
      )
    expect(batches).toHaveLength(2)
    expect(accountsIn(0).intersection(accountsIn(1)).size).toBe(0)
    for (let at = 0; at < batches.length; at++) {
      batches[at]?.finish()
      await turn()
    }
    expect(await Promise.all(all)).toHaveLength(40)
  })

  it('keeps a second batch ready behind the first when all touch one account', async () => {
    const { lane, batches, turn } = newBench(2)
    const all = Array.from({ length: 40 }, (_, at) => lane.post(request(1, `${at}`, 'hot')))
    await turn()
    expect(batches.map(({ lane: own, requests }) => [own, requests.length])).toEqual([
      [0, 20],
      [0, 20],
    ])
    for (const batch of batches) batch.finish()
    await Promise.all(all)
  })
})
