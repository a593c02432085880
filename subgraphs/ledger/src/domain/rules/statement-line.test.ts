import { newId } from '@tallystick/ids'
import { type Currency, money } from '@tallystick/money'
import { describe, expect, it } from 'vitest'
import {
  canonical,
  faultOfLine,
  isDay,
  paymentOf,
  type StatementFields,
  type StatementLine,
  toStatementLine,
} from './statement-line.ts'

const fields = (over: Partial<StatementFields> = {}): StatementFields => ({
  reference: 'r',
  side: 'CREDIT',
  amount: '12.50',
  currency: 'USD',
  bookedAt: '2026-11-05',
  ...over,
})
const line = (over: Partial<StatementLine> = {}): StatementLine => ({
  reference: 'r',
  side: 'CREDIT',
  amount: money(1_250n, 'USD'),
  bookedAt: new Date('2026-11-05T00:00:00.000Z'),
  ...over,
})

describe('a line of text', () => {
  it('is read in major or in minor units, exactly', () => {
    expect(toStatementLine(fields(), 'MAJOR')).toEqual({ ok: true, value: line() })
    expect(toStatementLine(fields({ amount: '1250' }), 'MINOR')).toEqual({
      ok: true,
      value: line(),
    })
    expect(toStatementLine(fields({ amount: '12.50' }), 'MINOR')).toMatchObject({
      refusal: { reason: 'amount "12.50" is no decimal number' },
    })
  })

  it.each([
    ['2026-11-05T10:00Z', '2026-11-05T10:00:00.000Z'],
    ['2026-11-05T10:00:01Z', '2026-11-05T10:00:01.000Z'],
    ['2026-11-05T00:30:00.123+01:00', '2026-11-04T23:30:00.123Z'],
    ['2026-11-05', '2026-11-05T00:00:00.000Z'],
    ['2024-02-29', '2024-02-29T00:00:00.000Z'],
  ])('booked at %s is of %s', (bookedAt, moment) => {
    expect(toStatementLine(fields({ bookedAt }), 'MAJOR')).toMatchObject({
      value: { bookedAt: new Date(moment) },
    })
  })

  it.each([
    '',
    'today',
    '5.11.2026',
    '2026-11-05 10:00',
    '2026-11-05T10:00',
    '2026-13-01',
    '2026-02-29',
    '2026-02-30T00:00Z',
    '2026-11-05T25:00Z',
    '12026-11-05',
  ])('booked at %j is refused', (bookedAt) => {
    expect(toStatementLine(fields({ bookedAt }), 'MAJOR')).toMatchObject({ ok: false })
  })
})

describe('a line in a statement', () => {
  const frame = { fromDay: '2026-11-01', toDay: '2026-11-30', currency: null as Currency | null }

  it.each<[Partial<StatementLine>, string | undefined]>([
    [{}, undefined],
    [{ amount: money(1n, 'USD') }, undefined],
    [{ amount: money(0n, 'USD') }, 'amount is greater than zero; the side says which way'],
    [{ amount: money(-1n, 'USD') }, 'amount is greater than zero; the side says which way'],
    [{ amount: money(10n ** 78n - 1n, 'USD') }, undefined],
    [{ amount: money(10n ** 78n, 'USD') }, 'amount has more than 78 digits'],
    [{ reference: '' }, undefined],
    [{ reference: 'x'.repeat(200) }, undefined],
    [{ reference: 'x'.repeat(201) }, 'reference has more than 200 characters'],
    [{ reference: 'a\0' }, 'reference is no text'],
    [{ reference: '\ud800' }, 'reference is no text'],
    [{ bookedAt: new Date('2026-11-01T00:00:00.000Z') }, undefined],
    [{ bookedAt: new Date('2026-11-30T23:59:59.999Z') }, undefined],
    [
      { bookedAt: new Date('2026-10-31T23:59:59.999Z') },
      'bookedAt is on 2026-10-31, outside of 2026-11-01 to 2026-11-30',
    ],
    [
      { bookedAt: new Date('2026-12-01T00:00:00.000Z') },
      'bookedAt is on 2026-12-01, outside of 2026-11-01 to 2026-11-30',
    ],
  ])('is in order or says why not, %#', (over, fault) => {
    expect(faultOfLine(line(over), frame)).toBe(fault)
  })

  it('has the currency that the statement is about', () => {
    expect(faultOfLine(line(), { ...frame, currency: 'USD' })).toBeUndefined()
    expect(faultOfLine(line(), { ...frame, currency: 'EUR' })).toBe(
      'currency is USD, the statement is of EUR',
    )
  })
})

describe('what a line is known by', () => {
  it('is a payment when its reference is the id of one', () => {
    const id = newId('pay')
    expect(paymentOf(id)).toBe(id)
    expect(paymentOf(newId('acc'))).toBeNull()
    expect(paymentOf('ch_1')).toBeNull()
  })

  it('is every field of it', () => {
    const all = [
      line(),
      line({ reference: 's' }),
      line({ side: 'DEBIT' }),
      line({ amount: money(1n, 'USD') }),
      line({ amount: money(1_250n, 'EUR') }),
      line({ bookedAt: new Date('2026-11-06T00:00:00.000Z') }),
    ]
    expect(new Set(all.map(canonical)).size).toBe(all.length)
    expect(canonical(line())).toBe('["r","CREDIT","1250","USD","2026-11-05T00:00:00.000Z"]')
  })
})

describe('a day', () => {
  it.each([
    ['2026-11-01', true],
    ['2026-11-31', false],
    ['2026-1-01', false],
    ['2026-11-01T00:00Z', false],
    ['0000-01-01', false],
    ['0001-01-01', true],
  ])('%s: %s', (text, expected) => {
    expect(isDay(text)).toBe(expected)
  })
})
