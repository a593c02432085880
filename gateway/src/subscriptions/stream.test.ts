import { describe, expect, test } from 'vitest'
import { newBus } from '../../test/room.ts'
import { mapStream } from './stream.ts'

const doubled = async (value: number) => ({ value: value * 2 })

describe('mapStream', () => {
  test('hands on each event, mapped, in order', async () => {
    const bus = newBus<number>()
    const stream = mapStream(bus.subscribe(), doubled)
    bus.emit(1)
    bus.emit(2)
    expect([await stream.next(), await stream.next()]).toEqual([
      { done: false, value: 2 },
      { done: false, value: 4 },
    ])
  })

  test('return() reaches the source and settles next() while next() is pending', async () => {
    const bus = newBus<number>()
    let ends = 0
    const stream = mapStream(bus.subscribe(), doubled, () => {
      ends += 1
    })
    const pending = stream.next()
    await stream.return?.()
    expect(bus.count()).toBe(0)
    expect(await pending).toEqual({ done: true, value: undefined })
    expect(await stream.next()).toEqual({ done: true, value: undefined })
    await stream.return?.()
    expect(ends).toBe(1)
  })

  test('stop() gives a waiting consumer the last word and lets the source go', async () => {
    const bus = newBus<number>()
    const stream = mapStream(bus.subscribe(), doubled)
    const pending = stream.next()
    stream.stop(-1)
    expect(await pending).toEqual({ done: false, value: -1 })
    expect((await stream.next()).done).toBe(true)
    expect(bus.count()).toBe(0)
  })

  test('stop() keeps the last word for a consumer who is busy', async () => {
    const stream = mapStream(newBus<number>().subscribe(), doubled)
    stream.stop(-1)
    expect(await stream.next()).toEqual({ done: false, value: -1 })
    expect((await stream.next()).done).toBe(true)
  })

  test('a last step ends the stream behind it', async () => {
    const bus = newBus<number>()
    const stream = mapStream(bus.subscribe(), async (value) => ({ value, last: true }))
    bus.emit(1)
    expect(await stream.next()).toEqual({ done: false, value: 1 })
    expect((await stream.next()).done).toBe(true)
    expect(bus.count()).toBe(0)
  })

  test('a source that fails ends the stream with its fault', async () => {
    const stream = mapStream(newBus<number>().subscribe(), async () => {
      throw new Error('broken')
    })
    const bus = newBus<number>()
    const failing = mapStream(bus.subscribe(), async () => {
      throw new Error('broken')
    })
    bus.emit(1)
    await expect(failing.next()).rejects.toThrow('broken')
    expect(bus.count()).toBe(0)
    await stream.return?.()
  })
})
