import { operationSignal, withinOperation } from '@tallystick/cancellation'
import { expect, test } from 'vitest'
import { newGathering } from './gathering.ts'

test('a batch is not part of the operation of whoever came first', async () => {
  const seen: unknown[] = []
  const ask = newGathering<number, number>({
    batchMax: 1,
    answerAll: async (requests) => {
      seen.push(operationSignal())
      return requests
    },
  })
  const { signal } = new AbortController()
  await withinOperation(signal, async () => {
    await Promise.all([ask(1), ask(2)])
    expect(operationSignal()).toBe(signal)
  })
  expect(seen).toEqual([undefined, undefined])
})
