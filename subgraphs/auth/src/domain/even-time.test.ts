import { expect, it } from 'vitest'
import { inEvenTime } from './even-time.ts'

const timed = async (work: () => Promise<unknown>) => {
  const since = performance.now()
  const came = await inEvenTime({ evenMs: 60 }, work).catch((fault: Error) => fault.message)
  return { came, ms: performance.now() - since }
}

it('work that is quick, and work that fails, come no sooner than they may', async () => {
  const quick = await timed(async () => 'done')
  const failed = await timed(() => Promise.reject(new Error('failed')))
  expect([quick.came, failed.came]).toEqual(['done', 'failed'])
  expect(Math.min(quick.ms, failed.ms)).toBeGreaterThanOrEqual(59)
})

it('work that is slow comes when it is done', async () => {
  const slow = await timed(() => new Promise((resolve) => setTimeout(resolve, 120, 'slow')))
  expect(slow.came).toBe('slow')
  expect(slow.ms).toBeLessThan(400)
})
