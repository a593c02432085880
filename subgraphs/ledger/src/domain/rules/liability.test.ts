import { describe, expect, test } from 'vitest'
import { nextSnapshotAt } from './liability.ts'

const HOUR = 3_600_000
const at = (time: string) => new Date(`2026-05-01T${time}:00.000Z`)

describe('the next snapshot', () => {
  test.each([
    ['a period after the latest', at('10:00'), at('10:30'), at('11:00')],
    ['at once when there is none', undefined, at('10:30'), at('10:30')],
    ['at once when the period is over', at('10:00'), at('11:30'), at('11:30')],
    ['on the instant when the period ends', at('10:00'), at('11:00'), at('11:00')],
  ])('comes %s', (_when, latest, now, expected) => {
    expect(nextSnapshotAt({ latest, everyMs: HOUR }, now)).toEqual(expected)
  })

  test('comes at no known time when only administrators publish', () => {
    expect(nextSnapshotAt({ latest: at('10:00'), everyMs: 0 }, at('12:00'))).toBeUndefined()
    expect(nextSnapshotAt({ latest: undefined, everyMs: 0 }, at('12:00'))).toBeUndefined()
  })
})
