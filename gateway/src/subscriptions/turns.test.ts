import { expect, test } from 'vitest'
import { newTurns } from './turns.ts'

test('so many have a turn at a time, the others in the order in which they came', async () => {
  const turns = newTurns(2)
  const order: number[] = []
  const ends = await Promise.all([turns.take(), turns.take()])
  const waiting = [3, 4].map(async (n) => {
    const end = await turns.take()
    order.push(n)
    return end
  })
  await Promise.resolve()
  expect(order).toEqual([])
  ends[0]?.()
  ends[0]?.()
  const third = await waiting[0]
  expect([order, turns.taken()]).toEqual([[3], 2])
  ends[1]?.()
  const fourth = await waiting[1]
  third?.()
  fourth?.()
  expect([order, turns.taken()]).toEqual([[3, 4], 0])
})
