import { describe, expect, it } from 'vitest'
import {
  countedAt,
  directionOf,
  faultOfLimits,
  judgeAlone,
  type LimitRule,
  limitRuleOf,
  remainingOf,
  toLimitBook,
} from './limit.ts'

const rule = (over: Partial<LimitRule> = {}): LimitRule => ({
  version: 1,
  effectiveFrom: new Date('2026-01-01T00:00:00Z'),
  level: 'VERIFIED',
  currency: 'USD',
  paymentMinor: 100n,
  dayMinor: 200n,
  monthMinor: 300n,
  ...over,
})
const usd = (minor: bigint) => ({ minor, currency: 'USD' }) as const

describe('judgeAlone (LIM-4)', () => {
  it('lets the limit itself through, and not one unit more', () => {
    expect(judgeAlone(usd(100n), rule())).toBeUndefined()
    expect(judgeAlone(usd(101n), rule())).toEqual({
      code: 'LIMIT_EXCEEDED',
      window: 'PAYMENT',
      limit: usd(100n),
      used: usd(0n),
      remaining: usd(100n),
      resetsAt: null,
    })
  })

  it('limits nothing without a rule or a limit, and everything with a limit of nothing', () => {
    expect(judgeAlone(usd(10n ** 77n), undefined)).toBeUndefined()
    expect(judgeAlone(usd(10n ** 77n), rule({ paymentMinor: null }))).toBeUndefined()
    expect(judgeAlone(usd(1n), rule({ paymentMinor: 0n }))).toMatchObject({ remaining: usd(0n) })
  })
})

it('a rule is of a level and a currency', () => {
  const book = toLimitBook([rule()])
  const at = new Date('2026-06-01T00:00:00Z')
  expect(limitRuleOf(book, { level: 'VERIFIED', currency: 'USD' }, at)).toEqual(rule())
  expect(limitRuleOf(book, { level: 'BASIC', currency: 'USD' }, at)).toBeUndefined()
  expect(limitRuleOf(book, { level: 'VERIFIED', currency: 'EUR' }, at)).toBeUndefined()
})

it('nothing is left of a limit that was lowered below what was used', () => {
  expect([remainingOf(5n, 4n), remainingOf(5n, 5n), remainingOf(5n, 6n)]).toEqual([1n, 0n, 0n])
})

it('only top-ups fill an account', () => {
  expect(directionOf('TOP_UP')).toBe('IN')
  for (const kind of ['SEND', 'TRANSFER', 'PAYOUT', 'REQUEST', 'PURCHASE'] as const)
    expect(directionOf(kind)).toBe('OUT')
})

describe('faultOfLimits', () => {
  it.each([
    [rule()],
    [rule({ paymentMinor: null, dayMinor: null, monthMinor: null })],
    [rule({ paymentMinor: 5n, dayMinor: 5n, monthMinor: 5n })],
    [rule({ paymentMinor: 0n, dayMinor: null, monthMinor: 0n })],
  ])('takes limits that rise %#', (limits) => {
    expect(faultOfLimits(limits)).toBeUndefined()
  })

  it.each([
    [rule({ paymentMinor: -1n })],
    [rule({ dayMinor: 99n })],
    [rule({ monthMinor: 199n })],
    [rule({ dayMinor: null, monthMinor: 99n })],
  ])('refuses limits that fall %#', (limits) => {
    expect(faultOfLimits(limits)).toEqual(expect.any(String))
  })
})

describe('countedAt', () => {
  const at = (hour: number) => new Date(Date.UTC(2026, 0, 1, hour))
  const day = { start: at(0), end: at(24) }

  it('is nothing before anything was counted', () => {
    expect(countedAt(day, undefined, at(5))).toEqual({ end: at(24), minor: 0n })
  })

  it('goes on to its end, and begins anew at that moment', () => {
    const next = { start: at(24), end: at(48) }
    expect(countedAt(day, [day, 7n], new Date(at(24).getTime() - 1))).toEqual({
      end: at(24),
      minor: 7n,
    })
    expect(countedAt(next, [day, 7n], at(24))).toEqual({ end: at(48), minor: 0n })
  })

  it('gives nobody a limit twice who moves to another time zone', () => {
    const elsewhere = { start: at(15), end: at(39) }
    expect(countedAt(elsewhere, [day, 7n], at(20))).toEqual({ end: at(24), minor: 7n })
    expect(countedAt(elsewhere, [day, 7n], at(24))).toEqual({ end: at(39), minor: 7n })
  })
})
