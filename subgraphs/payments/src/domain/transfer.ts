import { isId } from '@tallystick/ids'
import type { Money } from '@tallystick/money'
import type { Cause } from '@tallystick/outbox'
import { accepted, type Result, refused } from '@tallystick/result'
import { acceptPayment, type KeyReused, mayLimit } from './accept-payment.ts'
import { limitTermsOf } from './limits/spend-limits.ts'
import type { Parts } from './parts.ts'
import { type FormFault, faultOfForm, faultOfText } from './rules/form.ts'
import type { LimitExceeded } from './rules/limit.ts'
import { newOrder, type Prepared, taking } from './rules/order.ts'
import { invalid, judgeTransfer, type PartiesRefused } from './rules/parties.ts'
import type { PaymentAnswered } from './send-money.ts'

/** A person's request to move money between two accounts of theirs. */
export type Transfer = Readonly<{
  callerId: string
  fromAccountId: string
  toAccountId: string
  amount: Money
  description: string | null
  idempotencyKey: string
}>

/** Why nothing was moved. Only INSUFFICIENT_FUNDS leaves a payment behind, which is FAILED. */
export type TransferRefused =
  | FormFault
  | PartiesRefused
  | KeyReused
  | LimitExceeded
  | Readonly<{ code: 'INSUFFICIENT_FUNDS'; available: Money }>

/** Moves money between two accounts of the caller, in their one currency. */
export async function transfer(
  parts: Parts,
  request: Transfer,
  cause: Cause,
): Promise<Result<PaymentAnswered, TransferRefused>> {
  const fault = faultOfForm(request) ?? faultOfText(request)
  if (fault) return refused(fault)
  const { callerId, fromAccountId, toAccountId, amount, description, idempotencyKey } = request
  const attempt = {
    principal: callerId,
    operation: 'transfer',
    key: idempotencyKey,
    meaning: [fromAccountId, toAccountId, amount.minor.toString(), amount.currency, description],
  } as const
  const result = await acceptPayment<TransferRefused>(
    parts,
    { attempt, cause, toRefusal: mayLimit },
    () => prepare(parts, request, cause.requestId ?? idempotencyKey),
  )
  if (!result.ok) return result
  const { answer, replayed } = result.value
  if (answer.code === 'INSUFFICIENT_FUNDS') return refused(answer)
  return accepted({ payment: answer.payment, replayed })
}

async function prepare(
  parts: Parts,
  { callerId, fromAccountId, toAccountId, amount, description }: Transfer,
  requestId: string,
): Promise<Result<Prepared, PartiesRefused>> {
  if (!isId('acc', fromAccountId)) return invalid('PAYER_NOT_FOUND')
  const payeeAccountId = isId('acc', toAccountId) ? toAccountId : fromAccountId
  const query = { payerAccountId: fromAccountId, payeeAccountId, currency: amount.currency }
  const found = await parts.accounts.findParties(query, requestId)
  const payee = payeeAccountId === toAccountId ? found.payee : undefined
  const judged = judgeTransfer({ callerId, amount, payer: found.payer, payee })
  if (!judged.ok) return judged
  const { payer } = judged.value
  const limit = await limitTermsOf(parts, payer, { kind: 'TRANSFER', amount })
  const order = newOrder({
    kind: 'TRANSFER',
    payerAccountId: payer.accountId,
    payerUserId: callerId,
    payeeAccountId: judged.value.payee.accountId,
    payeeUserId: callerId,
    amountMinor: amount.minor,
    currency: amount.currency,
    description,
  })
  return accepted(taking(order, { limit }))
}
