import { isId } from '@tallystick/ids'
import type { Money } from '@tallystick/money'
import type { Cause } from '@tallystick/outbox'
import { accepted, type Result, refused } from '@tallystick/result'
import type { Parties, PayeeQuery } from '../providers/accounts/port.ts'
import {
  acceptPayment,
  type KeyReused,
  type NothingToTake,
  takesNothing,
} from './accept-payment.ts'
import { feeFor } from './fees/fee-for.ts'
import { limitTermsOf } from './limits/spend-limits.ts'
import type { Parts } from './parts.ts'
import {
  type FormFault,
  faultOfForm,
  faultOfSend,
  isAccountNumber,
  isEmailShaped,
  type PayeeName,
} from './rules/form.ts'
import type { LimitExceeded } from './rules/limit.ts'
import { newOrder, type Prepared, taking } from './rules/order.ts'
import { invalid, judgeSend, type PartiesRefused } from './rules/parties.ts'
import type { Payment, Priority } from './rules/payment.ts'
import type { QuoteRefused } from './rules/quote.ts'

/** A person's request to send money. */
export type SendMoney = Readonly<{
  callerId: string
  fromAccountId: string
  to: PayeeName
  amount: Money
  description: string | null
  metadata: Readonly<Record<string, string>>
  priority: Priority
  /** Whether the money is held until the payee takes it. */
  needsAcceptance: boolean
  /** As `quoteFee` gave it, for this very payment; null without one. */
  quoteId: string | null
  idempotencyKey: string
}>

/** A payment, and whether the same request had this answer before. */
export type PaymentAnswered = Readonly<{ payment: Payment; replayed: boolean }>

/** Why money was not sent. Only INSUFFICIENT_FUNDS leaves a payment behind, which is FAILED. */
export type SendMoneyRefused =
  | FormFault
  | PartiesRefused
  | KeyReused
  | QuoteRefused
  | LimitExceeded
  | Readonly<{ code: 'INSUFFICIENT_FUNDS'; available: Money }>

/**
 * Sends money from an account of the caller to another account.
 *
 * @returns the payment, COMPLETED as a rule; still PROCESSING when the ledger could not be reached, and then a job ends it
 */
export async function sendMoney(
  parts: Parts,
  request: SendMoney,
  cause: Cause,
): Promise<Result<PaymentAnswered, SendMoneyRefused>> {
  const fault = faultOfForm(request) ?? faultOfSend(request)
  if (fault) return refused(fault)
  const { callerId, idempotencyKey } = request
  const attempt = {
    principal: callerId,
    operation: 'sendMoney',
    key: idempotencyKey,
    meaning: meaningOf(request),
  } as const
  const result = await acceptPayment<SendMoneyRefused>(parts, { attempt, cause, toRefusal }, () =>
    prepare(parts, request, cause.requestId ?? idempotencyKey),
  )
  if (!result.ok) return result
  const { answer, replayed } = result.value
  if (answer.code === 'INSUFFICIENT_FUNDS') return refused(answer)
  return accepted({ payment: answer.payment, replayed })
}

function meaningOf(request: SendMoney): (string | null)[] {
  const { fromAccountId, to, amount, description, metadata } = request
  const { priority, needsAcceptance, quoteId } = request
  return [
    fromAccountId,
    ...meaningOfName(to),
    amount.minor.toString(),
    amount.currency,
    description,
    priority,
    // What was not there once says nothing when it is left out, so that requests mean what they meant.
    ...(needsAcceptance ? ['needs acceptance'] : []),
    ...(quoteId === null ? [] : [`quote ${quoteId}`]),
    ...meaningOfFacts(metadata),
  ]
}

/** An address means the same person in any case. */
export const meaningOfName = ({ accountId, accountNumber, email }: PayeeName) => [
  accountId ?? null,
  accountNumber ?? null,
  email?.toLowerCase() ?? null,
]

/** Facts mean the same in any order. */
export const meaningOfFacts = (metadata: Readonly<Record<string, string>>): string[] => {
  const facts = Object.entries(metadata).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return facts.length > 0 ? [JSON.stringify(facts)] : []
}

async function prepare(
  parts: Parts,
  request: SendMoney,
  requestId: string,
): Promise<Result<Prepared, FormFault | PartiesRefused | QuoteRefused>> {
  const { callerId, fromAccountId, amount, description, metadata, priority, needsAcceptance } =
    request
  if (!isId('acc', fromAccountId)) return invalid('PAYER_NOT_FOUND')
  const parties = await findParties(parts, request, requestId)
  const judged = judgeSend({ callerId, amount, ...parties })
  if (!judged.ok) return judged
  const { payer, payee } = judged.value
  const { currency } = amount
  const { quoteId } = request
  const asked = { personId: callerId, kind: 'SEND', amount, priority, quoteId } as const
  const fee = await feeFor(parts, asked)
  if (!fee.ok) return fee
  const { feeMinor, quoteNonce } = fee.value
  const limit = await limitTermsOf(parts, payer, { kind: 'SEND', amount })
  const order = newOrder({
    kind: 'SEND',
    payerAccountId: payer.accountId,
    payerUserId: payer.ownerId,
    payeeAccountId: payee.accountId,
    payeeUserId: payee.ownerId,
    amountMinor: amount.minor,
    feeMinor,
    currency,
    capture: needsAcceptance ? 'ACCEPTANCE' : 'AUTOMATIC',
    description,
    metadata,
    priority,
  })
  return accepted(taking(order, { limit, quoteNonce }))
}

/** What cannot be taken for a payment to somebody. @throws for what is a refund's */
function toRefusal(refusal: NothingToTake): LimitExceeded | QuoteRefused {
  if (refusal.code === 'TOO_LITTLE_LEFT') return takesNothing(refusal)
  return refusal
}

/** Finds both accounts. A payee that cannot exist is not asked for, but the payer is: whose account it is comes first. */
async function findParties(
  parts: Parts,
  { fromAccountId, to, amount }: SendMoney,
  requestId: string,
): Promise<Parties> {
  const payerSide = { payerAccountId: fromAccountId, currency: amount.currency }
  const payeeSide = await namePayee(parts, to, requestId)
  if (payeeSide) return parts.accounts.findParties({ ...payerSide, ...payeeSide }, requestId)
  const query = { ...payerSide, payeeAccountId: fromAccountId }
  const { payer } = await parts.accounts.findParties(query, requestId)
  return { payer, payee: undefined }
}

/** The payee as Accounts can be asked for them; undefined when the name cannot be anybody's. */
export async function namePayee(
  { people }: Parts,
  { accountId, accountNumber, email }: PayeeName,
  requestId: string,
): Promise<PayeeQuery | undefined> {
  if (accountId != null) return isId('acc', accountId) ? { payeeAccountId: accountId } : undefined
  if (accountNumber != null)
    return isAccountNumber(accountNumber) ? { payeeAccountNumber: accountNumber } : undefined
  if (email == null || !isEmailShaped(email)) return undefined
  const payeeUserId = await people.findUserId(email, requestId)
  return payeeUserId === undefined ? undefined : { payeeUserId }
}
