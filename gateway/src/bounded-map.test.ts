import { expect, test } from 'vitest'
import { newBoundedMap } from './bounded-map.ts'

test('forgets what was used longest ago once it holds too many', () => {
  const map = newBoundedMap<number>(2)
  map.set('a', 1)
  map.set('b', 2)
  expect(map.get('a')).toBe(1)
  map.set('c', 3)
  expect([map.get('a'), map.get('b'), map.get('c')]).toEqual([1, undefined, 3])
})

test('forgets as many as it must to hold something heavy', () => {
  const map = newBoundedMap<number>(10, { of: (value) => value, max: 10 })
  for (const name of ['a', 'b', 'c']) map.set(name, 3)
  map.set('d', 7)
  expect([map.get('a'), map.get('b'), map.get('c'), map.get('d')]).toEqual([
    undefined,
    undefined,
    3,
    7,
  ])
})

test('keeps nothing that is too heavy alone', () => {
  const map = newBoundedMap<number>(10, { of: (_value, key) => key.length, max: 3 })
  map.set('abcd', 1)
  expect(map.size()).toBe(0)
  map.set('abc', 1)
  expect(map.get('abc')).toBe(1)
})

test('weighs anew what is replaced, removed or cleared', () => {
  const map = newBoundedMap<number>(10, { of: (value) => value, max: 10 })
  map.set('a', 9)
  map.set('a', 1)
  map.set('b', 9)
  expect(map.size()).toBe(2)
  map.delete('b')
  map.set('c', 9)
  expect(map.size()).toBe(2)
  map.clear()
  map.set('d', 10)
  expect(map.get('d')).toBe(10)
})

test('tells of what it forgets, and of what is replaced or removed', () => {
  const removed: string[] = []
  const map = newBoundedMap<number>(2, undefined, (value, key) => removed.push(`${key}${value}`))
  map.set('a', 1)
  map.set('a', 2)
  map.set('b', 3)
  map.set('c', 4)
  map.delete('b')
  map.delete('b')
  expect(removed).toEqual(['a1', 'a2', 'b3'])
})
