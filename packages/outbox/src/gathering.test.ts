import { describe, expect, it, vi } from 'vitest'
import { NotStarted, newGatheredRead, newGathering } from './gathering.ts'

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

/** Until what was answered has been heard of, and what waited has started. */
const ticks = async () => {
  for (let turn = 0; turn < 2; turn++) await new Promise((resolve) => setImmediate(resolve))
}
const doubled = async (requests: readonly number[]) => requests.map((each) => each * 2)
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
    const answers = Promise.all([1, 2, 3, 4, 5].map((each) => ask(each)))
    for (let index = 0; index < 3; index++) {
      await ticks()
      expect(batches).toHaveLength(index + 1)
      batches[index]?.done.resolve()
    }
    expect(await answers).toEqual([2, 4, 6, 8, 10])
    expect(batches.map(({ requests }) => requests)).toEqual([[1, 2], [3, 4], [5]])
  })

  it('turns a caller away when as many wait as may, and answers those who wait', async () => {
    const ask = newGathering<number, number>({ batchMax: 1, waitingMax: 2, answerAll: doubled })
    const [one, two] = [ask(1), ask(2)]
    await expect(ask(3)).rejects.toThrow(new NotStarted('2 are waiting already'))
    expect(await Promise.all([one, two])).toEqual([2, 4])
    expect(await ask(3)).toBe(6)
  })

  it('counts what each asks for, in a batch and in the queue', async () => {
    const sizes: number[] = []
    const ask = newGathering<number, number>({
      batchMax: 10,
      waitingMax: 21,
      weightOf: (request) => request,
      answerAll: (requests) => {
        sizes.push(requests.length)
        return doubled(requests)
      },
    })
    const answers = [4, 6, 1, 10].map((each) => ask(each))
    await expect(ask(1)).rejects.toThrow(NotStarted)
    expect(await Promise.all(answers)).toEqual([8, 12, 2, 20])
    expect(sizes).toEqual([2, 1, 1])
    expect(() => ask(11)).toThrow(RangeError)
    await expect(ask(1)).resolves.toBe(2)
  })

  it('asks nothing for a caller who has left before its turn, and tells it so', async () => {
    const { ask, batches } = open()
    const [staying, leaving] = [new AbortController(), new AbortController()]
    const answers = [ask(1), ask(2, leaving.signal), ask(3, staying.signal)]
    const settled = Promise.allSettled(answers)
    leaving.abort()
    await ticks()
    expect(batches[0]?.requests).toEqual([1, 3])
    // Once under way, its answer is known.
    staying.abort()
    batches[0]?.done.resolve()
    expect(await settled).toMatchObject([
      { value: 2 },
      { reason: { name: 'NotStarted', message: 'the caller has left' } },
      { value: 6 },
    ])
  })

  it('goes on when all of a batch have left', async () => {
    const { ask, batches } = open(1)
    const gone = ask(1, AbortSignal.abort())
    const next = ask(2)
    await expect(gone).rejects.toThrow(NotStarted)
    await ticks()
    expect(batches.map(({ requests }) => requests)).toEqual([[2]])
    batches[0]?.done.resolve()
    expect(await next).toBe(4)
  })

  it('tells who has waited for too long that nothing was done, and nobody else', async () => {
    vi.useFakeTimers({ toFake: ['performance'] })
    try {
      const { ask, batches } = open(1)
      const answers = Promise.allSettled([ask(1), ask(2)])
      await ticks()
      vi.advanceTimersByTime(10_000)
      const inTime = ask(3)
      vi.advanceTimersByTime(1)
      batches[0]?.done.resolve()
      await ticks()
      batches[1]?.done.resolve()
      expect(await answers).toMatchObject([
        { value: 2 },
        { reason: { name: 'NotStarted', message: 'no turn within 10000 ms' } },
      ])
      expect(await inTime).toBe(6)
    } finally {
      vi.useRealTimers()
    }
  })

  it.each([1, 2, 7, 8])(
    'finds the one of 8 that fails a batch, wherever it is (%i)',
    async (bad) => {
      let calls = 0
      const ask = newGathering<number, number>({
        batchMax: 10,
        answerAll: (requests) => {
          calls++
          return requests.includes(bad) ? Promise.reject(failing('23514')) : doubled(requests)
        },
      })
      const all = [1, 2, 3, 4, 5, 6, 7, 8]
      const settled = await Promise.allSettled(all.map((each) => ask(each)))
      const failed = settled.flatMap(({ status }, index) =>
        status === 'rejected' ? all[index] : [],
      )
      expect(failed).toEqual([bad])
      // All, and then two halves three times.
      expect(calls).toBe(7)
    },
  )

  it('takes a batch without an answer for each as failed, and answers nobody wrongly', async () => {
    const ask = newGathering<number, number>({ batchMax: 10, answerAll: async () => [] })
    await expect(ask(1)).rejects.toThrow('answers for another batch')
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
      const settled = await Promise.allSettled([1, 2].map((each) => ask(each)))
      expect(settled.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
      expect(calls).toBe(1)
    },
  )
})

describe('a gathered read', () => {
  it('reads what calls ask for at the same time in one statement, and gives each its own', async () => {
    const statements: (readonly number[])[] = []
    const read = newGatheredRead(async (keys: readonly number[]) => {
      statements.push(keys)
      return doubled(keys)
    })
    expect(await Promise.all([read([1, 2]), read([3]), read([2])])).toEqual([[2, 4], [6], [4]])
    expect(statements).toEqual([[1, 2, 3, 2]])
  })

  it('never splits what one call asks for, however much it is', async () => {
    const sizes: number[] = []
    const read = newGatheredRead((keys: readonly number[]) => {
      sizes.push(keys.length)
      return doubled(keys)
    })
    const keys = (count: number) => Array.from({ length: count }, (_each, index) => index)
    await Promise.all([read(keys(150)), read(keys(100)), read(keys(300))])
    expect(sizes).toEqual([150, 100, 300])
  })

  it('waits for nobody when it asks for nothing', async () => {
    const read = newGatheredRead(() => new Promise<number[]>(() => {}))
    void read([1])
    expect(await read([])).toEqual([])
  })

  it('fails when values are missing', async () => {
    const read = newGatheredRead(async () => [])
    await expect(read([1])).rejects.toThrow('values for other keys')
  })
})
