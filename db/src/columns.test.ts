import { getTableConfig, pgTable } from 'drizzle-orm/pg-core'
import { describe, expect, it } from 'vitest'
import { at, currency, id, maybeAt, minor } from './columns.ts'

const payments = pgTable('payments', {
  id: id('pay').primaryKey(),
  payerId: id('usr'),
  amountMinor: minor(),
  currency: currency(),
  createdAt: at(),
  completedAt: maybeAt(),
})

const SHOWN = 'pay_00000000000000000000000001'
const STORED = '00000000-0000-0000-0000-000000000001'

describe('id', () => {
  it('is shown with its prefix and stored as a uuid', () => {
    expect(payments.id.getSQLType()).toBe('uuid')
    expect(payments.id.mapToDriverValue(SHOWN)).toBe(STORED)
    expect(payments.id.mapFromDriverValue(STORED)).toBe(SHOWN)
  })

  it('refuses an id of another kind before anything is sent', () => {
    expect(() => payments.payerId.mapToDriverValue(SHOWN)).toThrow(RangeError)
  })
})

describe('minor', () => {
  it('holds the largest amount exactly, and never passes through a float', () => {
    const largest = 10n ** 78n - 1n
    expect(payments.amountMinor.getSQLType()).toBe('numeric(78, 0)')
    expect(payments.amountMinor.mapFromDriverValue(largest.toString())).toBe(largest)
    expect(payments.amountMinor.mapToDriverValue(largest)).toBe(largest.toString())
  })
})

it('only an id and a moment that may not have come may be null', () => {
  const optional = getTableConfig(payments).columns.filter((column) => !column.notNull)
  expect(optional.map((column) => column.name)).toEqual(['payerId', 'completedAt'])
})
