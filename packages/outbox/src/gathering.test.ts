import { describe, expect, it } from 'vitest'
import { newGathering } from './gathering.ts'

type Batch = Readonly<{ requests: readonly number[]; done: PromiseWithResolvers<void> }>

/** A gathering that doubles, whose batches end when the test says so. */
function open(batchMax = 10) {
  const batches: Batch[] = []
  const ask = newGathering<number, number>({
    batchMax,
    async answerAll(requests) {
      const done = Promise.withResolvers<void>()
      batches.push({ requests, done })
      await done.promise
      return requests.map((each) => each * 2)
    },
  })
  return { ask, batches }
}

const ticks = () => new Promise((resolve) => setImmediate(resolve))
const failing = (code: string) => Object.assign(new Error('failed'), { code })

describe('a gathering', () => {
  it('answers each caller with its own answer, callers who arrive together in one batch', async () => {
    const { ask, batches } = open()
    const answers = Promise.all([ask(1), ask(2), ask(3)])
    await ticks()
    expect(batches.map(({ requests }) => requests)).toEqual([[1, 2, 3]])
    batches[0]?.done.resolve()
    expect(await answers).toEqual([2, 4, 6])
  })

  it('gathers the next batch while one is under way, and no more than the bound', async () => {
    const { ask, batches } = open(2)
    const answers = Promise.all([1, 2, 3, 4, 5].map(ask))
    for (let index = 0; index < 3; index++) {
      await ticks()
      expect(batches).toHaveLength(index + 1)
      batches[index]?.done.resolve()
    }
    expect(await answers).toEqual([2, 4, 6, 8, 10])
    expect(batches.map(({ requests }) => requests)).toEqual([[1, 2], [3, 4], [5]])
  })

  it('turns a caller away when as many wait as may, and answers those who wait', async () => {
    const ask = newGathering<number, number>({
      batchMax: 1,
      waitingMax: 2,
      answerAll: async (requests) => requests.map((each) => each * 2),
    })
    const [one, two] = [ask(1), ask(2)]
    await expect(ask(3)).rejects.toThrow('2 callers are waiting already')
    expect(await Promise.all([one, two])).toEqual([2, 4])
  })

  it('tries the callers of a failed batch alone, so that one does not fail the others', async () => {
    const ask = newGathering<number, number>({
      batchMax: 10,
      answerAll: async (requests) => {
        if (requests.includes(2)) throw failing('23514')
        return requests
      },
    })
    const settled = await Promise.allSettled([1, 2, 3].map(ask))
    expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  })

  it.each(['CONNECTION_CLOSED', 'EPIPE', '57P01', '53300'])(
    'does not try again what failed for the server (%s)',
    async (code) => {
      let calls = 0
      const ask = newGathering<number, number>({
        batchMax: 10,
        answerAll: async () => {
          calls++
          throw new Error('query failed', { cause: failing(code) })
        },
      })
      const settled = await Promise.allSettled([1, 2].map(ask))
      expect(settled.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
      expect(calls).toBe(1)
    },
  )
})
