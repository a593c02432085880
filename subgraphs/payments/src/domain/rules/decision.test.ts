import { money } from '@tallystick/money'
import { describe, expect, it } from 'vitest'
import {
  afterPosting,
  afterProvider,
  isActionOverdue,
  type PostingOutcome,
  type ProviderWord,
} from './decision.ts'
import { mainLegOf, providerLegOf } from './leg.ts'
import type { Payment, PaymentStatus } from './payment.ts'
import { ACTION_TIMEOUT_MS, after } from './timing.ts'
import { isLegalMove } from './transition.ts'

const now = new Date('2026-01-02T12:00:00Z')
const topUp = (status: PaymentStatus = 'PROCESSING', over: Partial<Payment> = {}): Payment => ({
  id: 'pay_01k3v4c8r5fbz8m8z5q0h3n2xe',
  kind: 'TOP_UP',
  status,
  payerAccountId: null,
  payerUserId: null,
  payeeAccountId: 'acc_2',
  payeeUserId: 'usr_2',
  amountMinor: 10_00n,
  feeMinor: 0n,
  currency: 'USD',
  anyPayer: false,
  capture: 'AUTOMATIC',
  capturedMinor: 0n,
  refundedMinor: 0n,
  refundOf: null,
  metadata: {},
  methodId: null,
  holdId: null,
  expiresAt: null,
  description: null,
  priority: 'STANDARD',
  provider: 'SIMULATOR',
  reason: null,
  sequence: 2,
  attemptCount: 0,
  nextAttemptAt: now,
  createdAt: now,
  updatedAt: now,
  ...over,
})

const afterCharge = (payment: Payment, word: ProviderWord, at: Date) =>
  afterProvider(payment, { word, leg: providerLegOf(payment, 1, now) }, at)
const posted = (payment: Payment, outcome: PostingOutcome) =>
  afterPosting(payment, { outcome, leg: mainLegOf(payment) }, now)

describe('afterProvider', () => {
  it('leaves the word to the ledger once the provider has the money', () => {
    expect(afterCharge(topUp(), 'SUCCEEDED', now)).toBeUndefined()
  })

  it.each([
    ['PROCESSING', 'DECLINED', 'FAILED', 'PAYMENT_DECLINED'],
    ['PROCESSING', 'REQUIRES_ACTION', 'REQUIRES_ACTION', 'ACTION_REQUIRED'],
    ['PROCESSING', 'PROCESSING', 'PROCESSING', null],
    ['PROCESSING', 'UNKNOWN', 'UNKNOWN', 'PROVIDER_TIMEOUT'],
    ['PROCESSING', 'CANCELLED', 'FAILED', 'PROVIDER_CANCELLED'],
    ['UNKNOWN', 'UNKNOWN', 'UNKNOWN', null],
    ['UNKNOWN', 'PROCESSING', 'PROCESSING', null],
    ['UNKNOWN', 'DECLINED', 'FAILED', 'PAYMENT_DECLINED'],
    ['REQUIRES_ACTION', 'REQUIRES_ACTION', 'REQUIRES_ACTION', 'ACTION_REQUIRED'],
    ['REQUIRES_ACTION', 'UNKNOWN', 'REQUIRES_ACTION', null],
    ['REQUIRES_ACTION', 'PROCESSING', 'PROCESSING', null],
    ['REQUIRES_ACTION', 'DECLINED', 'FAILED', 'PAYMENT_DECLINED'],
    ['REQUIRES_ACTION', 'CANCELLED', 'FAILED', 'PROVIDER_CANCELLED'],
  ] as const)('of a %s payment whose charge is %s says %s', (status, charge, to, reason) => {
    expect(afterCharge(topUp(status), charge, now)).toMatchObject({ to, reason })
  })

  it('only ever decides what the table of moves allows', () => {
    const words = [
      ...(['DECLINED', 'REQUIRES_ACTION', 'PROCESSING'] as const),
      ...(['CANCELLED', 'UNKNOWN', 'DIFFERS'] as const),
    ]
    for (const status of ['PROCESSING', 'UNKNOWN', 'REQUIRES_ACTION'] as const)
      for (const charge of words)
        for (const time of [now, after(now, ACTION_TIMEOUT_MS)]) {
          const to = afterCharge(topUp(status), charge, time)?.to ?? status
          expect(to === status || isLegalMove(status, to)).toBe(true)
        }
  })

  it('expires what the customer left alone, on the instant of the deadline and not before', () => {
    const waiting = topUp('REQUIRES_ACTION')
    const deadline = after(now, ACTION_TIMEOUT_MS)
    expect(isActionOverdue(waiting, after(deadline, -1))).toBe(false)
    expect(isActionOverdue(waiting, deadline)).toBe(true)
    expect(isActionOverdue(topUp('PROCESSING'), deadline)).toBe(false)
    expect(afterCharge(waiting, 'CANCELLED', deadline)).toMatchObject({
      to: 'EXPIRED',
      reason: 'ACTION_TIMEOUT',
    })
  })
})

describe('afterPosting', () => {
  const send = topUp('PROCESSING', { kind: 'SEND', provider: null })

  it('completes what was posted', () => {
    expect(posted(send, { posted: true })).toMatchObject({ to: 'COMPLETED', reason: null })
  })

  it('fails what was refused, with the reason and what could have been paid', () => {
    const available = money(5n, 'USD')
    expect(posted(send, { posted: false, refusal: 'INSUFFICIENT_FUNDS', available })).toMatchObject(
      { to: 'FAILED', reason: 'INSUFFICIENT_FUNDS', available },
    )
    expect(
      posted(topUp(), { posted: false, refusal: 'INVALID_AMOUNT', available: null }),
    ).toMatchObject({ to: 'FAILED', reason: 'INVALID_AMOUNT' })
  })

  it('never fails a payment of which something was posted', () => {
    const reused = { posted: false, refusal: 'ID_REUSED', available: null } as const
    expect(() => posted(send, reused)).toThrow('ID_REUSED')
  })
})
