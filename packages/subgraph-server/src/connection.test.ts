import { GraphQLError } from 'graphql'
import { describe, expect, test } from 'vitest'
import { decodeCursor, encodeCursor, pageOf, toConnection } from './connection.ts'

const decodeNumber = (cursor: string): number | undefined => {
  const value = decodeCursor(cursor)
  return typeof value === 'number' ? value : undefined
}

const codeOf = (work: () => unknown): unknown => {
  try {
    work()
    return 'nothing was thrown'
  } catch (error) {
    return error instanceof GraphQLError ? error.extensions['code'] : error
  }
}

describe('pageOf', () => {
  test.each([
    [1, 1],
    [2, 2],
    [100, 100],
    [undefined, 20],
    [null, 20],
  ])('first: %j reads %i rows', (first, limit) => {
    expect(pageOf({ first }, decodeNumber)).toEqual({ limit, after: undefined })
  })

  test.each([0, 101, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 31])(
    'first: %d is refused',
    (first) => {
      expect(codeOf(() => pageOf({ first }, decodeNumber))).toBe('BAD_USER_INPUT')
    },
  )

  test('goes on after a cursor of the list', () => {
    expect(pageOf({ first: 1, after: encodeCursor(7) }, decodeNumber)).toEqual({
      limit: 1,
      after: 7,
    })
    expect(pageOf({ after: null }, decodeNumber).after).toBeUndefined()
  })

  test.each([
    '',
    'abc',
    '%%%',
    `${encodeCursor(7)}=`,
    ` ${encodeCursor(7)}`,
    encodeCursor('text'),
    encodeCursor({ toString: 1 }),
    'A'.repeat(100_000),
  ])('refuses the cursor %#, which this list never gave', (after) => {
    expect(codeOf(() => pageOf({ after }, decodeNumber))).toBe('BAD_USER_INPUT')
  })

  test('takes a decoder that throws for one that refuses', () => {
    const decode = () => {
      throw new RangeError('not an id of ours')
    }
    expect(codeOf(() => pageOf({ after: encodeCursor(7) }, decode))).toBe('BAD_USER_INPUT')
  })
})

describe('toConnection', () => {
  const rows = (count: number) => Array.from({ length: count }, (_each, index) => index)

  test.each([
    [0, 1, 0, false],
    [1, 1, 1, false],
    [2, 1, 1, true],
    [99, 100, 99, false],
    [100, 100, 100, false],
    [101, 100, 100, true],
  ])('%i rows on a page of %i show %i', (count, limit, shown, hasNextPage) => {
    const page = toConnection(rows(count), { limit, after: undefined }, encodeCursor)
    expect(page.nodes).toEqual(rows(shown))
    expect(page.edges.map((edge) => edge.node)).toEqual(page.nodes)
    expect(page.pageInfo).toEqual({
      hasNextPage,
      hasPreviousPage: false,
      startCursor: shown === 0 ? null : encodeCursor(0),
      endCursor: shown === 0 ? null : encodeCursor(shown - 1),
    })
  })

  test('says that there is something before when it goes on after a cursor', () => {
    expect(toConnection([], { limit: 1, after: 0 }, encodeCursor).pageInfo.hasPreviousPage).toBe(
      true,
    )
  })
})

test.each([[['a', 1]], [{ at: '2026-01-31T12:00:00.000Z', id: 'pay_é' }], [0], [null], ['']])(
  'a cursor gives back %j',
  (value) => {
    expect(decodeCursor(encodeCursor(value))).toEqual(value)
  },
)
