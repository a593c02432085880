import { expect, test } from 'vitest'
import { newPushStream } from './push-stream.ts'

const over = { done: true, value: undefined }
const newStream = () => {
  let ends = 0
  const onEnd = () => {
    ends += 1
  }
  const stream = newPushStream<number>({ onEnd, onOverrun: () => new Error('too slow') })
  return { stream, ends: () => ends }
}

test('delivers in order, whether the reader or the item was first', async () => {
  const { stream } = newStream()
  const first = stream.next()
  for (const item of [1, 2, 3]) stream.push(item)
  expect([await first, await stream.next(), await stream.next()].map(({ value }) => value)).toEqual(
    [1, 2, 3],
  )
})

test('ends after what was pushed', async () => {
  const { stream, ends } = newStream()
  stream.push(1)
  stream.end()
  stream.push(2)
  expect([await stream.next(), await stream.next()]).toEqual([{ done: false, value: 1 }, over])
  expect(ends()).toBe(1)
})

test('tells one reader of a fault: who waits, else who comes next', async () => {
  const waited = newStream().stream
  const waiting = waited.next()
  waited.fail(new Error('lost'))
  await expect(waiting).rejects.toThrow('lost')
  expect(await waited.next()).toEqual(over)
  const { stream } = newStream()
  stream.push(1)
  stream.fail(new Error('lost'))
  expect((await stream.next()).value).toBe(1)
  await expect(stream.next()).rejects.toThrow('lost')
  expect(await stream.next()).toEqual(over)
})

test('return() settles who waits, drops what is left, and ends once', async () => {
  const { stream, ends } = newStream()
  const waiting = [stream.next(), stream.next()]
  const left = stream.return?.()
  expect(ends()).toBe(1)
  expect(await Promise.all([...waiting, left])).toEqual([over, over, over])
  stream.end()
  stream.fail(new Error('late'))
  expect(await stream.next()).toEqual(over)
  expect(ends()).toBe(1)
})
