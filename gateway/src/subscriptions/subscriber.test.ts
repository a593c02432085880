import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Answer } from '../answer.ts'
import { Subscriber } from './subscriber.ts'

const event = (n: number, data = `{"n":${n}}`) => ({ data, errors: [] })
const OVER = { done: true, value: undefined }

describe('a subscriber', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  function open(eventsMax = 3) {
    const calls = { onRoom: 0, onEnd: 0 }
    const subscriber = new Subscriber({
      eventsMax,
      stallMs: 1_000,
      toAnswer: ({ data }) => ({ data }) as Answer,
      tooSlow: (last) => ({ data: `too slow after ${last?.data}` }),
      broken: (reason, last) => ({ data: `${reason} after ${last?.data}` }),
      onRoom: () => {
        calls.onRoom += 1
      },
      onEnd: () => {
        calls.onEnd += 1
      },
    })
    const take = async () => (await subscriber.next()).value?.data
    return { subscriber, calls, take }
  }

  test('takes each event once and in order, whether it waits for them or they for it', async () => {
    const { subscriber, take } = open()
    const first = take()
    for (const n of [1, 2, 3]) subscriber.push(event(n))
    expect([await first, await take(), await take()]).toEqual(['{"n":1}', '{"n":2}', '{"n":3}'])
  })

  test('may be so many events behind and not one more: then it is told after which it was cut off', async () => {
    const { subscriber, take, calls } = open(3)
    subscriber.push(event(1))
    await take()
    for (const n of [2, 3, 4]) subscriber.push(event(n))
    expect(subscriber.hasRoom()).toBe(false)
    expect(calls.onEnd).toBe(0)
    subscriber.push(event(5))
    expect(calls.onEnd).toBe(1)
    expect(await take()).toBe('too slow after {"n":1}')
    expect(await subscriber.next()).toEqual(OVER)
  })

  test('holds a megabyte of events, however few they are', () => {
    const { subscriber } = open(100)
    subscriber.push(event(1, 'x'.repeat(1_048_575)))
    expect(subscriber.hasRoom()).toBe(true)
    subscriber.push(event(2, 'x'))
    expect(subscriber.hasRoom()).toBe(false)
  })

  test('that takes nothing while it has no room is given up after a time; one that takes goes on', async () => {
    const { subscriber, take, calls } = open(2)
    for (const n of [1, 2]) subscriber.push(event(n))
    vi.advanceTimersByTime(999)
    expect(await take()).toBe('{"n":1}')
    subscriber.push(event(3))
    vi.advanceTimersByTime(999)
    expect(calls.onEnd).toBe(0)
    vi.advanceTimersByTime(1)
    expect(await take()).toBe('too slow after {"n":1}')
  })

  test('says when it has room again, and when it leaves', async () => {
    const { subscriber, take, calls } = open(1)
    subscriber.push(event(1))
    await take()
    expect(calls.onRoom).toBe(1)
    await subscriber.return()
    expect(calls).toEqual({ onRoom: 2, onEnd: 1 })
    await subscriber.return()
    expect(calls.onEnd).toBe(1)
  })

  test('takes what waits after its source has ended; then a fault, if there was one', async () => {
    const { subscriber, take } = open()
    for (const n of [1, 2]) subscriber.push(event(n))
    subscriber.end({ reason: 'lost' })
    subscriber.push(event(3))
    expect([await take(), await take(), await take()]).toEqual([
      '{"n":1}',
      '{"n":2}',
      'lost after {"n":2}',
    ])
    expect(await subscriber.next()).toEqual(OVER)
  })

  test('whose access ends gets nothing that waits, only the last word, also after its source has ended', async () => {
    const { subscriber, take } = open()
    subscriber.push(event(1))
    subscriber.end()
    subscriber.stop({ data: 'ended' })
    expect(await take()).toBe('ended')
    expect(await subscriber.next()).toEqual(OVER)
    const waiting = open()
    const pending = waiting.take()
    waiting.subscriber.stop({ data: 'ended' })
    expect(await pending).toBe('ended')
  })
})
