import { expect, test } from 'vitest'
import { isAlike } from './alike.ts'

const parsed = (text: string): unknown => JSON.parse(text)

test.each([
  '{}',
  '[]',
  '{"a":1,"b":[{"c":null},"x"]}',
  '{"__proto__":{"a":1},"constructor":{},"toString":"x"}',
])('%s is alike itself, read twice', (text) => {
  expect(isAlike(parsed(text), parsed(text))).toBe(true)
})

test.each([
  ['{"a":1}', '{"a":"1"}'],
  ['{"a":1}', '{"a":1,"b":1}'],
  ['{"a":1,"b":1}', '{"a":1}'],
  ['{"a":null}', '{}'],
  ['{"a":null}', '{"a":{}}'],
  ['{"a":{}}', '{"a":[]}'],
  ['{"a":[1,2]}', '{"a":[1]}'],
  ['{"a":[1,{"b":2}]}', '{"a":[1,{"b":3}]}'],
  ['{"a":1}', '{"__proto__":{}}'],
  ['{"a":1}', '{"constructor":{}}'],
])('%s and %s are not alike', (one, other) => {
  expect(isAlike(parsed(one), parsed(other))).toBe(false)
  expect(isAlike(parsed(other), parsed(one))).toBe(false)
})

test('what is too deep to be looked through is not alike', () => {
  const deep = (depth: number) => parsed('['.repeat(depth) + ']'.repeat(depth))
  expect(isAlike(deep(20), deep(20))).toBe(true)
  expect(isAlike(deep(100_000), deep(100_000))).toBe(false)
})
