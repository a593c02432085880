import { CURRENCIES, money } from '@tallystick/money'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Answer, answerOf, fromStored, toStored } from './answer.ts'
import { CAPTURES, PAYMENT_STATUSES, type Payment } from './payment.ts'
import { postingOf } from './posting.ts'

const minor = fc.bigInt({ min: 1n, max: 10n ** 78n - 1n })
const moment = fc.date({ noInvalidDate: true })
const currency = fc.constantFrom(...CURRENCIES.map(({ code }) => code))
const payment: fc.Arbitrary<Payment> = fc.record({
  id: fc.constant('pay_01k3v4c8r5fbz8m8z5q0h3n2xe'),
  kind: fc.constant('SEND'),
  status: fc.constantFrom(...PAYMENT_STATUSES),
  payerAccountId: fc.constant('acc_1'),
  payerUserId: fc.constant('usr_1'),
  payeeAccountId: fc.constant('acc_2'),
  payeeUserId: fc.constant('usr_2'),
  amountMinor: minor,
  feeMinor: fc.bigInt({ min: 0n, max: 10n ** 70n }),
  currency,
  anyPayer: fc.boolean(),
  capture: fc.constantFrom(...CAPTURES),
  capturedMinor: minor,
  refundedMinor: minor,
  refundOf: fc.constant(null),
  metadata: fc.dictionary(fc.constantFrom('order', 'cart.id'), fc.string()),
  methodId: fc.constant(null),
  holdId: fc.option(fc.constant('hld_1')),
  expiresAt: fc.option(moment),
  description: fc.option(fc.string({ unit: 'grapheme' })),
  priority: fc.constant('STANDARD'),
  provider: fc.constant(null),
  reason: fc.option(fc.constantFrom('INSUFFICIENT_FUNDS', 'PAYMENT_DECLINED')),
  sequence: fc.nat(),
  attemptCount: fc.nat(),
  nextAttemptAt: fc.option(moment),
  createdAt: moment,
  updatedAt: moment,
})

describe('a stored answer', () => {
  it('comes back exactly as it was given, through JSON (PAY-22, I9)', () => {
    const answer: fc.Arbitrary<Answer> = fc.oneof(
      payment.map((each) => answerOf(each)),
      fc.tuple(minor, currency).map(([amount, code]) => ({
        code: 'INSUFFICIENT_FUNDS' as const,
        available: money(amount, code),
      })),
    )
    fc.assert(
      fc.property(answer, (given) => {
        expect(fromStored(JSON.parse(JSON.stringify(toStored(given))))).toEqual(given)
      }),
    )
  })
})

describe('the posting of a payment', () => {
  it('debits as much as it credits, and is the same each time (I2, I5)', () => {
    fc.assert(
      fc.property(payment, (each) => {
        const posting = postingOf(each)
        const sum = (side: string) =>
          posting.entries
            .filter((entry) => entry.side === side)
            .reduce((total, { amount }) => total + amount.minor, 0n)
        expect(sum('DEBIT')).toBe(sum('CREDIT'))
        expect(posting.entries.every(({ amount }) => amount.minor > 0n)).toBe(true)
        expect(postingOf(each)).toEqual(posting)
      }),
    )
  })
})
