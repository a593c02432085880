import { describe, expect, test } from 'vitest'
import { newEventStream } from './event-stream.ts'

const plain = { toAnswer: async (event: number) => event * 2, toLastAnswer: () => -1 }

/** A source whose `next()` is settled by hand. */
function newSource() {
  const settles: ((result: IteratorResult<number>) => void)[] = []
  let returned = 0
  const source: AsyncIterableIterator<number> = {
    [Symbol.asyncIterator]: () => source,
    next: () => new Promise((settle) => settles.push(settle)),
    return: () => {
      returned += 1
      // The worst of sources: it never says that it has let go.
      return new Promise(() => undefined)
    },
  }
  return {
    source,
    emit: (value: number) => settles.shift()?.({ done: false, value }),
    returned: () => returned,
  }
}

describe('return()', () => {
  test('reaches the source at once and once, and waits for nothing', async () => {
    const { source, returned } = newSource()
    const stream = newEventStream(source, plain)
    const waiting = [stream.next(), stream.next()]
    const left = stream.return?.()
    expect(returned()).toBe(1)
    expect(await left).toEqual({ done: true, value: undefined })
    expect(await Promise.all(waiting)).toEqual([
      { done: true, value: undefined },
      { done: true, value: undefined },
    ])
    await stream.return?.()
    expect(returned()).toBe(1)
  })

  test('drops the event that is being answered', async () => {
    const { source, emit } = newSource()
    let release: (value: number) => void = () => undefined
    const toAnswer = () => new Promise<number>((resolve) => (release = resolve))
    const stream = newEventStream(source, { ...plain, toAnswer })
    const waiting = stream.next()
    emit(1)
    await Promise.resolve()
    void stream.return?.()
    release(2)
    expect(await waiting).toMatchObject({ done: true })
  })
})

test('an event becomes an answer, and the end of the source the end', async () => {
  const source = (async function* () {
    yield 1
    yield 2
  })()
  const answers: number[] = []
  for await (const answer of newEventStream(source, plain)) answers.push(answer)
  expect(answers).toEqual([2, 4])
})

test('a failing source gives one last answer', async () => {
  let ended = 0
  const source = (async function* () {
    yield 1
    throw new Error('lost')
  })()
  const stream = newEventStream(source, { ...plain, onEnd: () => (ended += 1) })
  expect([await stream.next(), await stream.next(), await stream.next()]).toEqual([
    { done: false, value: 2 },
    { done: false, value: -1 },
    { done: true, value: undefined },
  ])
  expect(ended).toBe(1)
})

test('a signal that was aborted before lets go of the source before the first event', () => {
  const { source, returned } = newSource()
  newEventStream(source, { ...plain, signal: AbortSignal.abort() })
  expect(returned()).toBe(1)
})
