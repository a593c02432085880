import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Totals, toCurrencyReports } from './financial-report.ts'

const totals = (
  code: Totals['code'],
  [debitsMinor, creditsMinor]: readonly [bigint, bigint],
  over: Partial<Totals> = {},
): Totals => ({
  code,
  provider: code === 'PROVIDER_CLEARING' ? 'SIMULATOR' : null,
  currency: 'USD',
  debitsMinor,
  creditsMinor,
  entryCount: 1n,
  ...over,
})

test('a period opens with what was before it and closes with what it added, on the normal side', () => {
  const [usd] = toCurrencyReports(
    [totals('CUSTOMER_WALLET', [20n, 100n]), totals('PROVIDER_CLEARING', [100n, 20n])],
    [totals('CUSTOMER_WALLET', [10n, 0n]), totals('FEE_INCOME', [3n, 13n])],
  )
  expect(usd).toMatchObject({
    currency: 'USD',
    debits: { minor: 13n },
    credits: { minor: 13n },
    feeIncome: { minor: 10n },
    lines: [
      { code: 'CUSTOMER_WALLET', opening: { minor: 80n }, closing: { minor: 70n } },
      { code: 'FEE_INCOME', opening: { minor: 0n }, closing: { minor: 10n }, entryCount: 1n },
      { code: 'PROVIDER_CLEARING', opening: { minor: 80n }, closing: { minor: 80n } },
    ],
  })
})

test('currencies and providers are never added together', () => {
  const rows = [
    totals('PROVIDER_CLEARING', [1n, 0n]),
    totals('PROVIDER_CLEARING', [2n, 0n], { provider: 'OTHER' }),
    totals('PROVIDER_CLEARING', [4n, 0n], { currency: 'EUR' }),
  ]
  expect(
    toCurrencyReports([], rows).map(({ currency, lines }) => [
      currency,
      lines.map(({ provider, closing }) => [provider, closing.minor]),
    ]),
  ).toEqual([
    ['EUR', [['SIMULATOR', 4n]]],
    [
      'USD',
      [
        ['OTHER', 2n],
        ['SIMULATOR', 1n],
      ],
    ],
  ])
})

test('what closes a period opens the next, for amounts of any size', () => {
  const amount = fc.bigInt({ min: 0n, max: 10n ** 78n })
  fc.assert(
    fc.property(fc.tuple(amount, amount), fc.tuple(amount, amount), (before, within) => {
      const code = 'PROVIDER_CLEARING'
      const together = [before[0] + within[0], before[1] + within[1]] as const
      const [first] = toCurrencyReports([totals(code, before)], [totals(code, within)])
      const [next] = toCurrencyReports([totals(code, together)], [])
      expect(first?.lines[0]?.closing).toEqual(next?.lines[0]?.opening)
    }),
  )
})
