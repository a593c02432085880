import { expect, test } from 'vitest'
import type { Entity } from './entity.ts'
import { gather, placesOf, toPlanPath } from './places.ts'

const book = { __typename: 'Book', by: { id: 'ada' } }
const film = { __typename: 'Film', by: { id: 'ben' } }
const root = { media: [book, null, film, 7, [book]], one: book, none: null }

const found = (path: string[], shared = new Set<unknown>()) => {
  const all: Entity[] = []
  gather({ value: root, shared }, toPlanPath(path), all)
  return all
}

test.each([
  [[], [root]],
  [['one'], [book]],
  [['none', 'by'], []],
  [['absent'], []],
  [['toString'], []],
  [
    ['media', '@', 'by'],
    [book.by, film.by, book.by],
  ],
  [['media', '@|[Film]', 'by'], [film.by]],
  [['one|[Book,Song]', 'by'], [book.by]],
  [['one|[Film]', 'by'], []],
])('a plan’s path %j finds objects in the order of the answer', (path, expected) => {
  expect(found(path)).toEqual(expected)
})

test('finds what stands in several places once, and tells all its places', () => {
  expect(found(['media', '@', 'by'], new Set([book]))).toEqual([book.by, film.by])
  const paths = [toPlanPath(['media', '@', 'by']), toPlanPath(['one', 'by'])]
  expect(placesOf(new Set([book.by]), { root, paths }, 10)).toEqual([
    ['media', 0, 'by'],
    ['media', 4, 0, 'by'],
    ['one', 'by'],
  ])
  expect(placesOf(new Set([book.by]), { root, paths }, 2)).toHaveLength(2)
})
