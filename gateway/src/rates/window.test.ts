import { describe, expect, test } from 'vitest'
import { GRAINS, newMemoryCounters } from './window.ts'

const bucket = { name: 'address', points: 100, windowMs: 900_000 }

function room(keysMax = 1_000) {
  let now = 1_000_000
  const counters = newMemoryCounters(keysMax, () => now)
  return {
    take: (key = 'ada', points = 1) => counters.take(bucket, key, points),
    pass: (ms: number) => {
      now += ms
    },
  }
}

describe('a window in memory', () => {
  test('admits the 100th and refuses the 101st (SEC-1, NFR-3)', async () => {
    const { take } = room()
    for (let count = 1; count < 100; count++) await take()
    expect(await take()).toEqual({ isAdmitted: true, left: 0, waitMs: 0 })
    expect(await take()).toEqual({ isAdmitted: false, left: 0, waitMs: 900_000 })
    expect((await take('ben')).isAdmitted).toBe(true)
  })

  test('admits again when the window has passed, and not a millisecond earlier', async () => {
    const { take, pass } = room()
    await take('ada', 100)
    pass(899_999)
    expect(await take()).toEqual({ isAdmitted: false, left: 0, waitMs: 1 })
    pass(1)
    expect((await take()).isAdmitted).toBe(true)
  })

  test('never lets more through within any window, also not across the end of one', async () => {
    const { take, pass } = room()
    const admittedAt: number[] = []
    let now = 0
    for (let step = 0; step < 3_000; step++) {
      const { isAdmitted } = await take()
      if (isAdmitted) admittedAt.push(now)
      pass(2_345)
      now += 2_345
    }
    const most = Math.max(
      ...admittedAt.map(
        (at) => admittedAt.filter((each) => each > at - 900_000 && each <= at).length,
      ),
    )
    expect(most).toBe(100)
  })

  test('does not count what is refused: who waits as told is admitted', async () => {
    const { take, pass } = room()
    await take('ada', 98)
    pass(500)
    await take('ada', 2)
    for (let count = 0; count < 50; count++) await take()
    const { waitMs } = await take()
    pass(waitMs)
    expect((await take()).isAdmitted).toBe(true)
  })

  test('says how long for several points, whatever was spent when', async () => {
    const { take, pass } = room()
    await take('ada', 50)
    pass(100_000)
    await take('ada', 50)
    expect(await take('ada', 50)).toMatchObject({ isAdmitted: false, waitMs: 800_000 })
    expect(await take('ada', 51)).toMatchObject({ isAdmitted: false, waitMs: 900_000 })
  })

  test('keeps as many callers as it is told, and forgets who has not called for two rounds of them', async () => {
    const { take } = room(1_000)
    await take('ada', 100)
    for (let count = 1; count < 1_000; count++) await take(`other ${count}`)
    expect((await take('ada')).isAdmitted).toBe(false)
    for (let count = 0; count < 2_000; count++) await take(`more ${count}`)
    expect((await take('ada')).isAdmitted).toBe(true)
  })

  test('tells a window apart into at most about sixty entries', async () => {
    const counts: number[] = []
    const { take, pass } = room()
    for (let count = 0; count < 100; count++) {
      counts.push((await take()).left)
      pass(1_000)
    }
    expect(counts.at(-1)).toBe(0)
    expect(GRAINS).toBe(60)
  })
})
