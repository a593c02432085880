import { newId } from '@tallystick/ids'
import { type Currency, money } from '@tallystick/money'
import { describe, expect, test } from 'vitest'
import {
  ACCOUNTS_MAX,
  CAP_HOURS_MAX,
  CAPS_PER_CURRENCY_MAX,
  type KeyLimits,
  NO_LIMITS,
  REQUESTS_PER_MINUTE_MAX,
  toKeyLimits,
} from './key-limits.ts'

const usd = money(100n, 'USD')
const eur = money(100n, 'EUR')
const cap = (hours: number, currency: Currency = 'USD') => ({ amount: money(5n, currency), hours })
const accounts = (count: number) => Array.from({ length: count }, () => newId('acc'))
const caps = (count: number) => Array.from({ length: count }, (_, index) => cap(index + 1))
const fieldOf = (limits: Partial<KeyLimits>) => {
  const result = toKeyLimits(limits)
  return result.ok ? undefined : result.refusal.field
}

describe('the limits of a key // PRT-4', () => {
  test('are none unless given', () => {
    expect(toKeyLimits({})).toEqual({ ok: true, value: NO_LIMITS })
  })

  test.each<[string, Partial<KeyLimits>, readonly Currency[] | null]>([
    ['to the currencies of its caps', { spendCaps: [cap(1), cap(24)] }, ['USD']],
    ['to the currencies of its amounts', { amountMax: [usd, eur] }, ['USD', 'EUR']],
    ['to those given', { currencies: ['EUR', 'EUR'] }, ['EUR']],
    ['to none when it has neither', { requestsPerMinute: 1 }, null],
  ])('keep it %s', (_title, limits, currencies) => {
    const result = toKeyLimits(limits)
    expect(result.ok && result.value.currencies).toEqual(currencies)
  })

  test.each<[string, Partial<KeyLimits>, keyof KeyLimits]>([
    ['a currency without a cap', { currencies: ['USD', 'EUR'], spendCaps: [cap(1)] }, 'spendCaps'],
    [
      'a cap for a currency that is not allowed',
      { currencies: ['EUR'], spendCaps: [cap(1)] },
      'spendCaps',
    ],
    [
      'a currency without an amount',
      { amountMax: [usd], spendCaps: [cap(1), cap(1, 'EUR')] },
      'amountMax',
    ],
    ['no currency at all', { currencies: [] }, 'currencies'],
    ['no account at all', { accountIds: [] }, 'accountIds'],
    ['what is no account', { accountIds: [newId('usr')] }, 'accountIds'],
    ['an amount of nothing', { amountMax: [money(0n, 'USD')] }, 'amountMax'],
    ['two amounts of one currency', { amountMax: [usd, usd] }, 'amountMax'],
    ['a cap of nothing', { spendCaps: [{ amount: money(-1n, 'USD'), hours: 1 }] }, 'spendCaps'],
  ])('refuse %s', (_title, limits, field) => {
    expect(fieldOf(limits)).toBe(field)
  })

  test.each<[string, Partial<KeyLimits>, Partial<KeyLimits>, keyof KeyLimits]>([
    [
      'hours',
      { spendCaps: [cap(CAP_HOURS_MAX)] },
      { spendCaps: [cap(CAP_HOURS_MAX + 1)] },
      'spendCaps',
    ],
    ['hours, at least', { spendCaps: [cap(1)] }, { spendCaps: [cap(0)] }, 'spendCaps'],
    [
      'caps',
      { spendCaps: caps(CAPS_PER_CURRENCY_MAX) },
      { spendCaps: caps(CAPS_PER_CURRENCY_MAX + 1) },
      'spendCaps',
    ],
    [
      'accounts',
      { accountIds: accounts(ACCOUNTS_MAX) },
      { accountIds: accounts(ACCOUNTS_MAX + 1) },
      'accountIds',
    ],
    [
      'requests',
      { requestsPerMinute: REQUESTS_PER_MINUTE_MAX },
      { requestsPerMinute: REQUESTS_PER_MINUTE_MAX + 1 },
      'requestsPerMinute',
    ],
    ['requests, at least', { requestsPerMinute: 1 }, { requestsPerMinute: 0 }, 'requestsPerMinute'],
  ])('admit as many %s as there may be and not one more', (_title, most, tooMuch, field) => {
    expect(fieldOf(most)).toBeUndefined()
    expect(fieldOf(tooMuch)).toBe(field)
  })
})
