import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CURRENCIES, type Currency, money, toDecimal } from '../../money/src/index.ts'
import { amountText } from './amount.ts'

test('an amount is shown as the house writes it, in every currency of the house', () => {
  const anyCurrency = fc.constantFrom<Currency>(...CURRENCIES.map(({ code }) => code))
  const anyMinor = fc.oneof(fc.bigInt({ min: -(10n ** 78n), max: 10n ** 78n }), fc.bigInt(-9n, 9n))
  fc.assert(
    fc.property(anyMinor, anyCurrency, (minor, currency) => {
      expect(amountText(`${minor}`, currency)).toBe(
        `${toDecimal(money(minor, currency))} ${currency}`,
      )
    }),
  )
})

test('an amount of an unknown currency is shown in minor units, not guessed', () => {
  expect(amountText('1250', 'XAU')).toBe('1250 minor units of XAU')
  expect(amountText('1250', 'toString')).toBe('1250 minor units of toString')
})
