import { describe, expect, it, test } from 'vitest'
import { toCurrencyReports } from './financial-report.ts'
import { faultOfName } from './ledger-account.ts'
import { spanOf } from './report-period.ts'

describe('the years of reports', () => {
  test.each([
    ['0001-12-31', false],
    ['0002-01-01', true],
    ['9998-12-31', true],
    ['9999-01-01', false],
  ])('%s is one: %s', (date, isOne) => {
    expect(spanOf('DAY', date) !== undefined).toBe(isOne)
  })
})

describe('fee income', () => {
  it('is what a period added, not what was there before', () => {
    const fees = { code: 'FEE_INCOME', provider: null, currency: 'USD', entryCount: 1n } as const
    const [report] = toCurrencyReports(
      [{ ...fees, debitsMinor: 1n, creditsMinor: 8n }],
      [{ ...fees, debitsMinor: 2n, creditsMinor: 5n }],
    )
    expect(report?.feeIncome.minor).toBe(3n)
    expect(report?.lines[0]).toMatchObject({ opening: { minor: 7n }, closing: { minor: 10n } })
  })
})

describe('a name with several parts too many', () => {
  it('is told of each', () => {
    const name = {
      code: 'FEE_INCOME',
      accountId: 'acc_1',
      ownerId: 'usr_1',
      provider: null,
    } as const
    expect(faultOfName(name)).toBe('FEE_INCOME takes no accountId and no ownerId')
  })
})
