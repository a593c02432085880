/** Asks somebody for money: a request from one person to another, or a vendor's purchase that a customer pays. */
import { isId } from '@tallystick/ids'
import type { Money } from '@tallystick/money'
import type { Cause } from '@tallystick/outbox'
import { accepted, type Result, refused } from '@tallystick/result'
import { acceptPayment, type KeyReused, takesNothing } from './accept-payment.ts'
import type { Parts } from './parts.ts'
import {
  type FormFault,
  faultOfForm,
  faultOfName,
  faultOfText,
  type PayeeName,
} from './rules/form.ts'
import { newOrder, type Prepared, taking } from './rules/order.ts'
import { invalid, judgeIncoming, type PartiesRefused, type Party } from './rules/parties.ts'
import type { Capture } from './rules/payment.ts'
import { after, MS_PER_DAY, REQUEST_DAYS, REQUEST_DAYS_MAX } from './rules/timing.ts'
import { meaningOfFacts, meaningOfName, namePayee, type PaymentAnswered } from './send-money.ts'

/** A request for money. */
export type AskForMoney = Readonly<{
  callerId: string
  /** The account of the caller that is to be paid. */
  accountId: string
  /** Who is asked; null for a purchase that anybody may pay. */
  from: PayeeName | null
  amount: Money
  description: string | null
  metadata: Readonly<Record<string, string>>
  capture: Exclude<Capture, 'ACCEPTANCE'>
  /** Until when it can be paid; in fourteen days when left out. */
  expiresAt: Date | null
  idempotencyKey: string
}>

/** Why nobody was asked. Nothing was done. */
export type AskForMoneyRefused = FormFault | PartiesRefused | KeyReused

/** What is asked: by anyone of anyone, or by a vendor of a customer. */
export type AskedAs = 'requestMoney' | 'initiatePayment'

/** Asks for money, once for each key. The payment waits, PENDING, until it is paid, declined, called off or too late. */
export async function askForMoney(
  parts: Parts,
  { as, ...request }: AskForMoney & Readonly<{ as: AskedAs }>,
  cause: Cause,
): Promise<Result<PaymentAnswered, AskForMoneyRefused>> {
  const fault = faultOf(request, parts.now())
  if (fault) return refused(fault)
  const { callerId, idempotencyKey } = request
  const attempt = {
    principal: callerId,
    operation: as,
    key: idempotencyKey,
    meaning: meaningOf(request),
  }
  const result = await acceptPayment(parts, { attempt, cause, toRefusal: takesNothing }, () =>
    prepare(parts, { ...request, as }, cause.requestId ?? idempotencyKey),
  )
  if (!result.ok) return result
  const { answer, replayed } = result.value
  if (answer.code === 'INSUFFICIENT_FUNDS') throw new Error('nothing was paid yet')
  return accepted({ payment: answer.payment, replayed })
}

function faultOf(request: AskForMoney, now: Date): FormFault | undefined {
  const { from, expiresAt } = request
  const form =
    faultOfForm(request) ??
    (from === null ? undefined : faultOfName(from, 'from')) ??
    faultOfText(request)
  if (form || expiresAt === null) return form
  const latest = after(now, REQUEST_DAYS_MAX * MS_PER_DAY)
  if (expiresAt > now && expiresAt <= latest) return undefined
  return {
    code: 'BAD_FORM',
    field: 'expiresAt',
    message: `It must be to come, and at most ${REQUEST_DAYS_MAX} days from now.`,
  }
}

function meaningOf(request: AskForMoney): (string | null)[] {
  const { accountId, from, amount, description, metadata, capture, expiresAt } = request
  return [
    accountId,
    ...meaningOfName(from ?? {}),
    amount.minor.toString(),
    amount.currency,
    description,
    capture,
    expiresAt?.toISOString() ?? null,
    ...meaningOfFacts(metadata),
  ]
}

async function prepare(
  parts: Parts,
  request: AskForMoney & Readonly<{ as: AskedAs }>,
  requestId: string,
): Promise<Result<Prepared, PartiesRefused>> {
  const { callerId, accountId, from, amount, capture, expiresAt } = request
  if (!isId('acc', accountId)) return invalid('PAYEE_NOT_FOUND')
  const { currency } = amount
  const { payee } = await parts.accounts.findParties(
    { payeeAccountId: accountId, currency },
    requestId,
  )
  const judged = judgeIncoming({ callerId, payee, amount })
  if (!judged.ok) return judged
  const payerUserId = from === null ? null : await findAsked(parts, { from, currency }, requestId)
  if (payerUserId === undefined) return invalid('PAYER_NOT_FOUND')
  if (payerUserId === callerId) return invalid('SAME_PERSON')
  const order = newOrder({
    kind: request.as === 'requestMoney' ? 'REQUEST' : 'PURCHASE',
    payerUserId,
    anyPayer: payerUserId === null,
    payeeAccountId: judged.value.accountId,
    payeeUserId: judged.value.ownerId,
    amountMinor: amount.minor,
    currency,
    capture,
    description: request.description,
    metadata: request.metadata,
    expiresAt: expiresAt ?? after(parts.now(), REQUEST_DAYS * MS_PER_DAY),
  })
  return accepted(taking(order))
}

/** The person who is asked, by whichever name. */
async function findAsked(
  parts: Parts,
  { from, currency }: Readonly<{ from: PayeeName; currency: Money['currency'] }>,
  requestId: string,
): Promise<string | undefined> {
  const named = await namePayee(parts, from, requestId)
  if (!named) return undefined
  if ('payeeUserId' in named) return named.payeeUserId
  const { payee }: { payee: Party | undefined } = await parts.accounts.findParties(
    { ...named, currency },
    requestId,
  )
  return payee?.ownerId
}
