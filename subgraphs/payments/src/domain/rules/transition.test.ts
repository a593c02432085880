import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  FIRST_STATUSES,
  isAtRest,
  PAYMENT_STATUSES,
  type Payment,
  STATUS_MOVES,
} from './payment.ts'
import { isLegalMove, transition, wait } from './transition.ts'

const at = new Date('2026-01-01T12:00:00Z')
const soon = new Date('2026-01-01T12:00:05Z')
const payment = (over: Partial<Payment> = {}): Payment => ({
  id: 'pay_1',
  kind: 'SEND',
  status: 'INITIATED',
  payerAccountId: 'acc_1',
  payerUserId: 'usr_1',
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
  provider: null,
  reason: null,
  sequence: 0,
  attemptCount: 0,
  nextAttemptAt: null,
  createdAt: at,
  updatedAt: at,
  ...over,
})

describe('transition', () => {
  it('begins a payment and counts its statuses from 1 (PAY-14)', () => {
    const moved = transition(payment(), { to: 'INITIATED', at, reason: null, nextAttemptAt: soon })
    expect(moved).toMatchObject({
      ok: true,
      value: {
        payment: { status: 'INITIATED', sequence: 1, nextAttemptAt: soon },
        transition: { sequence: 1, from: null, to: 'INITIATED', at, reason: null },
      },
    })
  })

  it('takes the timer off a payment that is at rest', () => {
    const moved = transition(payment({ status: 'PROCESSING', sequence: 2, nextAttemptAt: soon }), {
      to: 'COMPLETED',
      at,
      reason: null,
      nextAttemptAt: soon,
    })
    expect(moved).toMatchObject({ ok: true, value: { payment: { nextAttemptAt: null } } })
  })

  it('allows exactly the moves of the table, whatever the two statuses (PAY-14)', () => {
    for (const from of PAYMENT_STATUSES)
      for (const to of PAYMENT_STATUSES) {
        const move = { to, at, reason: null, nextAttemptAt: soon }
        const moved = transition(payment({ status: from, sequence: 1 }), move)
        expect(moved.ok).toBe(STATUS_MOVES[from].includes(to))
        if (!moved.ok) expect(moved.refusal).toEqual({ code: 'ILLEGAL_MOVE', from, to })
      }
    for (const to of PAYMENT_STATUSES)
      expect(isLegalMove(null, to)).toBe(FIRST_STATUSES.includes(to))
  })

  it('never leaves the table, loses a status or keeps a timer at rest, whatever is tried (PAY-14)', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...PAYMENT_STATUSES), { maxLength: 30 }), (wishes) => {
        let current = payment()
        let count = 0
        for (const to of wishes) {
          const moved = transition(current, { to, at, reason: null, nextAttemptAt: soon })
          if (!moved.ok) continue
          count++
          expect(moved.value.transition.from).toBe(count === 1 ? null : current.status)
          current = moved.value.payment
          expect(current.sequence).toBe(count)
          expect(current.nextAttemptAt === null).toBe(isAtRest(current.status))
        }
      }),
    )
  })
})

describe('the table of moves', () => {
  it('lets nothing leave a final status', () => {
    for (const status of ['FAILED', 'CANCELLED', 'REFUNDED', 'EXPIRED'] as const)
      expect(STATUS_MOVES[status]).toEqual([])
  })

  it('leads from every status to one at rest, and never back from rest', () => {
    const reachesRest = (status: (typeof PAYMENT_STATUSES)[number], steps = 0): boolean =>
      isAtRest(status) ||
      (steps < PAYMENT_STATUSES.length &&
        STATUS_MOVES[status].some((next) => reachesRest(next, steps + 1)))
    for (const status of PAYMENT_STATUSES) {
      expect(reachesRest(status)).toBe(true)
      if (isAtRest(status)) expect(STATUS_MOVES[status].every(isAtRest)).toBe(true)
    }
  })
})

describe('wait', () => {
  it('sets the timer of a payment under way and leaves one at rest alone', () => {
    expect(wait(payment({ status: 'UNKNOWN' }), soon).nextAttemptAt).toBe(soon)
    expect(wait(payment({ status: 'FAILED' }), soon).nextAttemptAt).toBeNull()
  })
})
