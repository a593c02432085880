import { money } from '@tallystick/money'
import { describe, expect, test } from 'vitest'
import { judgeSpend, toSpend, windowEnd, windowStart } from './spend.ts'

const NOON = new Date('2026-01-01T12:00:00.000Z')
const daily = { amount: money(100n, 'USD'), hours: 24 }
const spent = (minor: bigint) => [{ cap: daily, spentMinor: minor }]
const usd = (minor: bigint) => toSpend([money(minor, 'USD')])

describe('a spend', () => {
  test.each([
    ['the whole cap', 0n, 100n],
    ['the last unit', 99n, 1n],
  ])('fits when it is %s', (_title, before, asked) => {
    expect(judgeSpend(spent(before), usd(asked)).ok).toBe(true)
  })

  test.each([
    ['one unit more than the cap', 0n, 101n, 100n, 1n],
    ['one unit more than is left', 99n, 2n, 1n, 1n],
    ['after the cap was lowered below what was spent', 150n, 1n, 0n, 1n],
  ])('is refused when it is %s', (_title, before, asked, remaining, lackingMinor) => {
    expect(judgeSpend(spent(before), usd(asked))).toEqual({
      ok: false,
      refusal: {
        code: 'SPEND_CAP_REACHED',
        cap: daily,
        remaining: money(remaining, 'USD'),
        lackingMinor,
      },
    })
  })

  test('must fit under every cap of its currency', () => {
    const hourly = { amount: money(10n, 'USD'), hours: 1 }
    const caps = [...spent(0n), { cap: hourly, spentMinor: 5n }]
    expect(judgeSpend(caps, usd(5n)).ok).toBe(true)
    expect(judgeSpend(caps, usd(6n))).toMatchObject({ refusal: { cap: hourly } })
  })

  test('adds up amounts of one currency', () => {
    const spend = toSpend([money(60n, 'USD'), money(1n, 'EUR'), money(50n, 'USD')])
    expect([...spend]).toEqual([
      ['USD', 110n],
      ['EUR', 1n],
    ])
  })
})

test('the time of a cap begins as long before now as a spend at its beginning ends', () => {
  const start = windowStart(daily, NOON)
  expect(start).toEqual(new Date('2025-12-31T12:00:00.000Z'))
  expect(windowEnd(daily, start)).toEqual(NOON)
})
