import { isId } from '@tallystick/ids'
import type { Money } from '@tallystick/money'
import type { Cause } from '@tallystick/outbox'
import { accepted, type Result, refused } from '@tallystick/result'
import { acceptPayment, type KeyReused, mayLimit } from './accept-payment.ts'
import { feeFor } from './fees/fee-for.ts'
import { limitTermsOf } from './limits/spend-limits.ts'
import type { Parts } from './parts.ts'
import { type FormFault, faultOfForm } from './rules/form.ts'
import type { LimitExceeded } from './rules/limit.ts'
import { newOrder, type Prepared, taking } from './rules/order.ts'
import { invalid, judgeIncoming, type PartiesRefused } from './rules/parties.ts'
import type { Payment, ProviderName } from './rules/payment.ts'
import type { QuoteRefused } from './rules/quote.ts'
import type { PaymentAnswered } from './send-money.ts'

/** A person's request to bring money in. */
export type TopUpAccount = Readonly<{
  callerId: string
  accountId: string
  amount: Money
  provider: ProviderName
  idempotencyKey: string
}>

/** The operator has not switched the provider on. Nothing was done. */
type ProviderNotEnabled = Readonly<{ code: 'PROVIDER_NOT_ENABLED' }>

/** Why no money came in. Only PAYMENT_DECLINED leaves a payment behind, which is FAILED. */
export type TopUpAccountRefused =
  | FormFault
  | PartiesRefused
  | KeyReused
  | QuoteRefused
  | LimitExceeded
  | ProviderNotEnabled
  | Readonly<{ code: 'PAYMENT_DECLINED'; payment: Payment }>

/**
 * Brings money from outside into an account of the caller.
 *
 * @returns the payment: COMPLETED, or where it waits — REQUIRES_ACTION for the customer, PROCESSING for the provider,
 *   UNKNOWN for the provider's answer
 */
export async function topUpAccount(
  parts: Parts,
  request: TopUpAccount,
  cause: Cause,
): Promise<Result<PaymentAnswered, TopUpAccountRefused>> {
  const fault = faultOfForm(request)
  if (fault) return refused(fault)
  const { callerId, accountId, amount, provider, idempotencyKey } = request
  const attempt = {
    principal: callerId,
    operation: 'topUpAccount',
    key: idempotencyKey,
    meaning: [accountId, amount.minor.toString(), amount.currency, provider],
  } as const
  const result = await acceptPayment<TopUpAccountRefused>(
    parts,
    { attempt, cause, toRefusal: mayLimit },
    () => prepare(parts, request, cause.requestId ?? idempotencyKey),
  )
  if (!result.ok) return result
  const { answer, replayed } = result.value
  if (answer.code === 'PAYMENT_DECLINED') return refused(answer)
  if (answer.code === 'INSUFFICIENT_FUNDS') throw new Error('a top-up cannot lack funds')
  return accepted({ payment: answer.payment, replayed })
}

async function prepare(
  parts: Parts,
  { callerId, accountId, amount, provider }: TopUpAccount,
  requestId: string,
): Promise<Result<Prepared, TopUpAccountRefused>> {
  if (!parts.enabledProviders.has(provider)) return refused({ code: 'PROVIDER_NOT_ENABLED' })
  if (!isId('acc', accountId)) return invalid('PAYEE_NOT_FOUND')
  const { payee } = await parts.accounts.findParties(
    { payeeAccountId: accountId, currency: amount.currency },
    requestId,
  )
  const judged = judgeIncoming({ callerId, payee, amount })
  if (!judged.ok) return judged
  const { currency } = amount
  const asked = { personId: callerId, kind: 'TOP_UP', amount, quoteId: null } as const
  const fee = await feeFor(parts, { ...asked, priority: 'STANDARD' })
  if (!fee.ok) return fee
  const limit = await limitTermsOf(parts, judged.value, { kind: 'TOP_UP', amount })
  const order = newOrder({
    kind: 'TOP_UP',
    payeeAccountId: judged.value.accountId,
    payeeUserId: judged.value.ownerId,
    amountMinor: amount.minor,
    feeMinor: fee.value.feeMinor,
    currency,
    provider,
  })
  return accepted(taking(order, { limit }))
}
