import { GraphQLError } from 'graphql'
import { expect, test } from 'vitest'
import { toPayload, toText } from './answer.ts'

test.each([
  ['short', '{"a":1}'],
  ['one byte short of what is encoded at once', `{"a":"${'x'.repeat(8_192 - 9)}"}`],
  ['long', `{"a":"${'x'.repeat(8_192 - 8)}"}`],
  ['long, with characters of two, three and four bytes', `{"a":"${'ü“💶'.repeat(5_000)}"}`],
])('an answer is the same as text and as bytes: %s', (_name, data) => {
  const payload = toPayload({ data })
  expect(typeof payload).toBe(data.length < 8_192 ? 'string' : 'object')
  expect(String(payload)).toBe(toText({ data }))
})

test('errors come first, however long the data is', () => {
  const errors = [new GraphQLError('no').toJSON()]
  const data = `{"a":"${'x'.repeat(10_000)}"}`
  expect(String(toPayload({ errors, data }))).toBe(toText({ errors, data }))
  expect(toPayload({ errors, data })).toMatch(/^\{"errors":/)
})
