import { getEventListeners } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { Lifetime, type Over } from './lifetime.ts'

function watch(lifetime: Lifetime): Over[] {
  const told: Over[] = []
  lifetime.watcher = { onOver: (over) => void told.push(over) }
  return told
}

describe('a lifetime', () => {
  test('ends with the first of its own deadline, its caller’s, and the caller’s leaving', async () => {
    const { signal } = new AbortController()
    const leaving = new AbortController()
    const own = new Lifetime(20, { signal, deadlineAt: performance.now() + 60_000 })
    const callers = new Lifetime(60_000, { signal, deadlineAt: performance.now() + 20 })
    const left = new Lifetime(60_000, { signal: leaving.signal })
    const told = [own, callers, left].map(watch)
    leaving.abort('gone')
    expect(left.over).toEqual({ reason: 'CANCELLED', cause: 'gone' })
    await expect.poll(() => own.over && callers.over).toMatchObject({ reason: 'DEADLINE' })
    leaving.abort()
    expect(told.map(({ length }) => length)).toEqual([1, 1, 1])
  })

  test('is over from the start when its caller is late, or has left', () => {
    expect(new Lifetime(1_000, { deadlineAt: performance.now() - 1 }).over?.reason).toBe('DEADLINE')
    expect(new Lifetime(1_000, { signal: AbortSignal.abort() }).over?.reason).toBe('CANCELLED')
  })

  test('listens to nobody once it is released', async () => {
    const { signal } = new AbortController()
    const lifetime = new Lifetime(10, { signal })
    const told = watch(lifetime)
    expect(getEventListeners(signal, 'abort')).toHaveLength(1)
    lifetime.release()
    expect(getEventListeners(signal, 'abort')).toHaveLength(0)
    await sleep(30)
    expect([told, lifetime.over]).toEqual([[], undefined])
  })
})
