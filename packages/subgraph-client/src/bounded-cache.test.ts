import { expect, test } from 'vitest'
import { newBoundedCache } from './bounded-cache.ts'

test('makes a value once, and forgets the one that was not used for longest', () => {
  const cache = newBoundedCache<object>(2, 10)
  const make = () => ({})
  const [a, b] = [cache.get('a', make), cache.get('b', make)]
  expect(cache.get('a', make)).toBe(a)
  cache.get('c', make)
  expect(cache.size()).toBe(2)
  expect(cache.get('a', make)).toBe(a)
  expect(cache.get('b', make)).not.toBe(b)
})

test('does not remember texts that are too long', () => {
  const cache = newBoundedCache<object>(2, 10)
  cache.get('x'.repeat(11), () => ({}))
  expect(cache.size()).toBe(0)
  cache.get('x'.repeat(10), () => ({}))
  expect(cache.size()).toBe(1)
})

test('remembers fewer texts when they are long', () => {
  const cache = newBoundedCache<object>(100, 40_000)
  for (let index = 0; index < 100; index++) cache.get(`${index}${'x'.repeat(9_000)}`, () => ({}))
  expect(cache.size()).toBe(5)
  cache.get('x'.repeat(40_000), () => ({}))
  expect(cache.size()).toBe(2)
})

test('keeps what is in use once there may not be room for all', () => {
  const cache = newBoundedCache<object>(8, 10)
  const make = () => ({})
  const values = new Map([...'abcdefg'].map((text) => [text, cache.get(text, make)]))
  expect(cache.get('a', make)).toBe(values.get('a'))
  for (const text of 'hi') cache.get(text, make)
  expect(cache.size()).toBe(8)
  expect(cache.get('a', make)).toBe(values.get('a'))
  expect(cache.get('b', make)).not.toBe(values.get('b'))
})
