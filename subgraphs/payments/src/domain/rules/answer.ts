/**
 * What a money mutation answers, and how that is kept so that a repeated request gets the same bytes.
 *
 * Kept as JSON in the row of the idempotency key: amounts as text, moments as ISO 8601.
 */
import { type Currency, type Money, money } from '@tallystick/money'
import type { Payment } from './payment.ts'

/** The operations that answer so. An idempotency key means something within one of them only. */
export type Operation =
  | 'sendMoney'
  | 'transfer'
  | 'topUpAccount'
  | 'payOut'
  | 'requestMoney'
  | 'payRequest'
  | 'initiatePayment'
  | 'makePayment'
  | 'capturePayment'
  | 'refundPayment'

/** The answer to a request that became a payment. ACCEPTED says nothing about where the payment stands. */
export type Answer =
  | Readonly<{ code: 'ACCEPTED'; payment: Payment }>
  | Readonly<{ code: 'PAYMENT_DECLINED'; payment: Payment }>
  | Readonly<{ code: 'INSUFFICIENT_FUNDS'; available: Money }>

/** An `Answer` as JSON can hold it. */
export type StoredAnswer =
  | Readonly<{ code: 'ACCEPTED' | 'PAYMENT_DECLINED'; payment: StoredPayment }>
  | Readonly<{ code: 'INSUFFICIENT_FUNDS'; availableMinor: string; currency: Currency }>

type StoredPayment = {
  readonly [Field in keyof Payment]: Payment[Field] extends bigint
    ? string
    : Payment[Field] extends Date
      ? string
      : Payment[Field] extends Date | null
        ? string | null
        : Payment[Field]
}

/** The answer that `payment` deserves as it stands. */
export function answerOf(payment: Payment, available?: Money): Answer {
  if (payment.reason === 'INSUFFICIENT_FUNDS' && available)
    return { code: 'INSUFFICIENT_FUNDS', available }
  if (payment.status === 'FAILED' && payment.reason === 'PAYMENT_DECLINED')
    return { code: 'PAYMENT_DECLINED', payment }
  return { code: 'ACCEPTED', payment }
}

/** Makes an answer fit for JSON. */
export function toStored(answer: Answer): StoredAnswer {
  if (answer.code === 'INSUFFICIENT_FUNDS') {
    const { minor, currency } = answer.available
    return { code: answer.code, availableMinor: minor.toString(), currency }
  }
  const { payment } = answer
  return {
    code: answer.code,
    payment: {
      ...payment,
      amountMinor: payment.amountMinor.toString(),
      feeMinor: payment.feeMinor.toString(),
      capturedMinor: payment.capturedMinor.toString(),
      refundedMinor: payment.refundedMinor.toString(),
      nextAttemptAt: payment.nextAttemptAt?.toISOString() ?? null,
      expiresAt: payment.expiresAt?.toISOString() ?? null,
      createdAt: payment.createdAt.toISOString(),
      updatedAt: payment.updatedAt.toISOString(),
    },
  }
}

/** Reads an answer back exactly as it was given. */
export function fromStored(stored: StoredAnswer): Answer {
  if (stored.code === 'INSUFFICIENT_FUNDS')
    return {
      code: stored.code,
      available: money(BigInt(stored.availableMinor), stored.currency),
    }
  const { payment } = stored
  return {
    code: stored.code,
    payment: {
      ...payment,
      amountMinor: BigInt(payment.amountMinor),
      feeMinor: BigInt(payment.feeMinor),
      capturedMinor: BigInt(payment.capturedMinor),
      refundedMinor: BigInt(payment.refundedMinor),
      nextAttemptAt: toMaybeDate(payment.nextAttemptAt),
      expiresAt: toMaybeDate(payment.expiresAt),
      createdAt: new Date(payment.createdAt),
      updatedAt: new Date(payment.updatedAt),
    },
  }
}

const toMaybeDate = (text: string | null): Date | null => (text === null ? null : new Date(text))
