/** What refusals look like to clients: a type of their own, a stable code, and a message for people. */
import { formatMoney, type Money } from '@tallystick/money'
import { badInput } from '@tallystick/subgraph-server'
import type { NotReady } from '../domain/rules/acts.ts'
import type { InvalidAccountReason } from '../domain/rules/parties.ts'
import type { Payment } from '../domain/rules/payment.ts'
import type { SendMoneyRefused } from '../domain/send-money.ts'
import type { TopUpAccountRefused } from '../domain/top-up-account.ts'

const INVALID_ACCOUNT: Readonly<Record<InvalidAccountReason, string>> = {
  PAYER_NOT_FOUND: 'You have no such account to pay from.',
  PAYEE_NOT_FOUND:
    'There is no such account to pay, or the person has none in this currency. Check spelling and currency.',
  PAYER_NOT_OPEN: 'The account to pay from is frozen or closed.',
  PAYEE_NOT_OPEN: 'The account to pay is frozen or closed.',
  SAME_ACCOUNT: 'The account to pay from and the account to pay are the same.',
  SAME_PERSON: 'Nobody can ask themselves for money.',
}

type Common = Extract<
  SendMoneyRefused | TopUpAccountRefused,
  { code: 'BAD_FORM' | 'INVALID_ACCOUNT' | 'CURRENCY_MISMATCH' | 'IDEMPOTENCY_KEY_REUSED' }
>

/** Shows a refusal that every way of paying can meet. @throws BAD_USER_INPUT for a request of the wrong form */
export function showRefusal(refusal: Common) {
  const { code } = refusal
  switch (code) {
    case 'BAD_FORM':
      throw badInput(refusal.message, { field: refusal.field })
    case 'INVALID_ACCOUNT': {
      const { reason } = refusal
      return {
        __typename: 'InvalidAccount',
        code,
        message: INVALID_ACCOUNT[reason],
        reason,
      } as const
    }
    case 'CURRENCY_MISMATCH': {
      const { expected } = refusal
      const message = `The amount must be in ${expected}, the currency of the account.`
      return { __typename: 'CurrencyMismatch', code, message, expected } as const
    }
    case 'IDEMPOTENCY_KEY_REUSED':
      return showKeyReused(refusal)
  }
}

/** Shows that a key was used for something else. @throws BAD_USER_INPUT for a request of the wrong form */
export function showKeyReused(
  refusal: Extract<Common, { code: 'BAD_FORM' | 'IDEMPOTENCY_KEY_REUSED' }>,
) {
  if (refusal.code === 'BAD_FORM') throw badInput(refusal.message, { field: refusal.field })
  return {
    __typename: 'IdempotencyKeyReused',
    code: refusal.code,
    message: 'This idempotency key was used for another request. Use a new key for a new one.',
  } as const
}

/** Shows that the payer has too little. */
export const showInsufficientFunds = (available: Money) =>
  ({
    __typename: 'InsufficientFunds',
    code: 'INSUFFICIENT_FUNDS',
    message: 'The account holds less than this payment needs.',
    available,
  }) as const

/** Shows that the provider declined. */
export const showDeclined = (payment: Payment) =>
  ({
    __typename: 'PaymentDeclined',
    code: 'PAYMENT_DECLINED',
    message: 'The provider declined the payment. Nothing was charged.',
    payment,
  }) as const

/** Shows that the operator has not switched the provider on. */
export const showNotEnabled = () =>
  ({
    __typename: 'ProviderNotEnabled',
    code: 'PROVIDER_NOT_ENABLED',
    message: 'This system does not take money from this provider. Ask its operator.',
  }) as const

/** Shows that a payment is not where it would have to be. */
export const showNotReady = ({ status }: NotReady) =>
  ({
    __typename: 'PaymentNotReady',
    code: 'PAYMENT_NOT_READY',
    message: `The payment is ${status}: this cannot be done with it now.`,
    status,
  }) as const

/** Shows that more was to be captured than is held. */
export const showCaptureTooLarge = (capturable: Money) =>
  ({
    __typename: 'CaptureTooLarge',
    code: 'CAPTURE_TOO_LARGE',
    message: `At most ${formatMoney(capturable)} can be captured.`,
    capturable,
  }) as const

/** Shows that more was to go back than is left. */
export const showRefundTooLarge = (refundable: Money) =>
  ({
    __typename: 'RefundTooLarge',
    code: 'REFUND_TOO_LARGE',
    message: `At most ${formatMoney(refundable)} can still go back.`,
    refundable,
  }) as const
