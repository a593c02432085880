import { newId } from '@tallystick/ids'
import { describe, expect, it } from 'vitest'
import type { PostingRequest } from '../db/postings.ts'
import { BATCH_MAX, newPostingLane } from './posting-lane.ts'
import type { PostingOutcome } from './rules/posting.ts'

const request = (description = ''): PostingRequest => ({
  posting: {
    id: newId('ltx'),
    paymentId: null,
    effectiveAt: null,
    description,
    holdId: null,
    entries: [],
  },
  cause: { actor: { kind: 'SERVICE', id: 'payments' }, requestId: null },
})
const posted = ({ posting }: PostingRequest): PostingOutcome => ({
  id: posting.id,
  refusal: null,
  available: null,
})

/** A lane whose batches wait until they are let go. */
function newBench() {
  const batches: { size: number; finish: () => void }[] = []
  const lane = newPostingLane({
    isOfContent: (fault) => fault instanceof RangeError,
    postBatch: (requests) =>
      new Promise((resolve, reject) => {
        const isBad = requests.some(({ posting }) => posting.description === 'bad')
        batches.push({
          size: requests.length,
          finish: () =>
            isBad ? reject(new RangeError('bad content')) : resolve(requests.map(posted)),
        })
      }),
  })
  const turn = () => new Promise((resolve) => setImmediate(resolve))
  return {
    lane,
    sizes: () => batches.map(({ size }) => size),
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
    const { lane, sizes, finish } = newBench()
    const first = request()
    const answers = [lane.post([first])]
    await Promise.resolve()
    const later = [[request(), request()], [request()], [request()]]
    answers.push(...later.map((requests) => lane.post(requests)))
    await finish(2)
    expect(sizes()).toEqual([1, 4])
    expect(await Promise.all(answers)).toEqual([[first], ...later].map((each) => each.map(posted)))
  })

  it('sends at most 500 together, never splits a caller, and keeps the order', async () => {
    const { lane, sizes, finish } = newBench()
    const callers = [300, 250, 500, 1].map((size) => Array.from({ length: size }, () => request()))
    const answers = Promise.all(callers.map((requests) => lane.post(requests)))
    await finish(4)
    expect(sizes()).toEqual([300, 250, 500, 1])
    expect((await answers).map(({ length }) => length)).toEqual([300, 250, 500, 1])
    expect(() => lane.post(Array.from({ length: BATCH_MAX + 1 }, () => request()))).toThrow(
      RangeError,
    )
  })

  it('fails only the caller whose content the database cannot take', async () => {
    const { lane, sizes, finish } = newBench()
    const answers = ['good', 'bad', 'fine'].map((text) => lane.post([request(text)]))
    const settled = Promise.allSettled(answers)
    await finish(4)
    expect(sizes()).toEqual([3, 1, 1, 1])
    expect((await settled).map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
    ])
  })

  it('refuses at once when 20,000 are waiting, and recovers', async () => {
    const { lane, finish } = newBench()
    const many = () => Array.from({ length: BATCH_MAX }, () => request())
    const answers = Array.from({ length: 40 }, () => lane.post(many()))
    await expect(lane.post([request()])).rejects.toThrow('too many')
    await finish(40)
    await Promise.all(answers)
    const late = lane.post([request()])
    await finish(1)
    expect(await late).toHaveLength(1)
  })
})
