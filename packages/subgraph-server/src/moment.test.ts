import { describe, expect, test } from 'vitest'
import { toMoment } from './moment.ts'

describe('a moment', () => {
  test.each(['0001-01-01T00:00:00.000Z', '1970-01-01T00:00:00.000Z', '9999-12-31T23:59:59.999Z'])(
    'is read: %s',
    (text) => {
      expect(toMoment(Date.parse(text))?.toISOString()).toBe(text)
    },
  )

  test.each([
    Date.parse('0000-12-31T23:59:59.999Z'),
    Date.parse('+010000-01-01T00:00:00.000Z'),
    8.64e15,
    -8.64e15,
    8.64e15 + 1,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    1.5,
    '0',
    null,
    undefined,
    {},
    0n,
  ])('is none that the database cannot name: %s', (given) => {
    expect(toMoment(given)).toBeUndefined()
  })
})
