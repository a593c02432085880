import { describe, expect, test } from 'vitest'
import { newWriter, pong, readMessage } from './messages.ts'

const text = (message: unknown) => JSON.stringify(message)

describe('a message', () => {
  test('is read with the parts of an operation as they are, also without a text (PRT-4)', () => {
    const payload = { documentId: 'sha256:abc', variables: { id: 1 }, extensions: { a: 1 } }
    expect(readMessage(text({ type: 'subscribe', id: '1', payload }))).toEqual({
      type: 'subscribe',
      id: '1',
      payload,
    })
    const odd = { query: 3, variables: [] }
    expect(readMessage(text({ type: 'subscribe', id: '1', payload: odd }))).toMatchObject({
      payload: odd,
    })
  })

  test.each([
    ['no JSON', '{'],
    ['a list', '[]'],
    ['null', 'null'],
    ['no type', '{}'],
    ['another type', text({ type: 'next', id: '1', payload: {} })],
    ['a type that is no text', text({ type: 1 })],
    ['a greeting with a list', text({ type: 'connection_init', payload: [] })],
    ['an operation without an id', text({ type: 'subscribe', payload: {} })],
    ['an empty id', text({ type: 'subscribe', id: '', payload: {} })],
    ['an id of 129 characters', text({ type: 'subscribe', id: 'x'.repeat(129), payload: {} })],
    ['an operation without a payload', text({ type: 'subscribe', id: '1' })],
    ['an operation that is a list', text({ type: 'subscribe', id: '1', payload: [] })],
    ['the end of nothing', text({ type: 'complete' })],
  ])('is none: %s', (_what, said) => {
    expect(readMessage(said)).toBeUndefined()
  })

  test('may carry nothing with a greeting or ping, and an id of 128 characters', () => {
    for (const payload of [undefined, null])
      expect(readMessage(text({ type: 'connection_init', payload }))).toEqual({
        type: 'connection_init',
        payload: undefined,
      })
    const id = 'x'.repeat(128)
    expect(readMessage(text({ type: 'complete', id }))).toEqual({ type: 'complete', id })
  })

  test('is written with the text of the answer as it is, and an id that cannot break out', () => {
    const write = newWriter('a"},"x":{"')
    const data = '{"n":12345678901234567890.10}'
    expect(write.next({ data })).toBe(
      String.raw`{"id":"a\"},\"x\":{\"","type":"next","payload":{"data":${data}}}`,
    )
    expect(JSON.parse(write.error([{ message: 'no' }]))).toMatchObject({
      type: 'error',
      payload: [{ message: 'no' }],
    })
    expect(JSON.parse(write.complete)).toEqual({ id: 'a"},"x":{"', type: 'complete' })
    expect([pong(undefined), pong({ a: 1 })]).toEqual([
      '{"type":"pong"}',
      '{"type":"pong","payload":{"a":1}}',
    ])
  })
})
