/** Whether two accounts can be the two sides of a payment. */
import type { Currency, Money } from '@tallystick/money'
import { accepted, type Result, refused } from '@tallystick/result'
import type { AccountLevel } from './limit.ts'

/** An account as Accounts describes it to Payments. */
export type Party = Readonly<{
  accountId: string
  ownerId: string
  currency: Currency
  status: 'OPEN' | 'FROZEN' | 'CLOSED'
  /** Which limits the account has. */
  level: AccountLevel
  /** The owner's, an IANA name: when their days and months begin. */
  timeZone: string
}>

/** What is wrong with an account; the schema says what each means. */
export type InvalidAccountReason =
  | 'PAYER_NOT_FOUND'
  | 'PAYEE_NOT_FOUND'
  | 'PAYER_NOT_OPEN'
  | 'PAYEE_NOT_OPEN'
  | 'SAME_ACCOUNT'
  | 'SAME_PERSON'

/** Why two accounts cannot be the two sides of a payment. Nothing was written. */
export type PartiesRefused =
  | Readonly<{ code: 'INVALID_ACCOUNT'; reason: InvalidAccountReason }>
  | Readonly<{ code: 'CURRENCY_MISMATCH'; expected: Currency }>

/**
 * Decides whether `callerId` may send `amount` from one account to the other.
 *
 * The payer comes first, so that nobody learns about payees by paying from an account that is not theirs.
 */
export function judgeSend({
  callerId,
  payer,
  payee,
  amount,
}: {
  callerId: string
  payer: Party | undefined
  payee: Party | undefined
  amount: Money
}): Result<Readonly<{ payer: Party; payee: Party }>, PartiesRefused> {
  if (payer?.ownerId !== callerId) return invalid('PAYER_NOT_FOUND')
  if (!payee) return invalid('PAYEE_NOT_FOUND')
  if (payer.accountId === payee.accountId) return invalid('SAME_ACCOUNT')
  if (payer.status !== 'OPEN') return invalid('PAYER_NOT_OPEN')
  if (payee.status !== 'OPEN') return invalid('PAYEE_NOT_OPEN')
  const other = [payer, payee].find(({ currency }) => currency !== amount.currency)
  if (other) return refused({ code: 'CURRENCY_MISMATCH', expected: other.currency })
  return accepted({ payer, payee })
}

/** Decides whether `callerId` may move `amount` between the two accounts: both must be theirs. */
export function judgeTransfer(
  asked: Parameters<typeof judgeSend>[0],
): ReturnType<typeof judgeSend> {
  const { callerId, payer, payee } = asked
  // An account of somebody else is, to a transfer, not there.
  const own = payee?.ownerId === callerId ? payee : undefined
  return judgeSend({ ...asked, payer, payee: own })
}

/**
 * Decides whether `callerId` may have `amount` come into the account, from outside or from whoever is asked: it must be
 * theirs, open and in the amount's currency.
 */
export function judgeIncoming({
  callerId,
  payee,
  amount,
}: {
  callerId: string
  payee: Party | undefined
  amount: Money
}): Result<Party, PartiesRefused> {
  if (payee?.ownerId !== callerId) return invalid('PAYEE_NOT_FOUND')
  if (payee.status !== 'OPEN') return invalid('PAYEE_NOT_OPEN')
  if (payee.currency !== amount.currency)
    return refused({ code: 'CURRENCY_MISMATCH', expected: payee.currency })
  return accepted(payee)
}

/** Decides whether `callerId` may pay `amount` from the account: it must be theirs, open and in the amount's currency. */
export function judgeOutgoing({
  callerId,
  payer,
  amount,
}: {
  callerId: string
  payer: Party | undefined
  amount: Money
}): Result<Party, PartiesRefused> {
  if (payer?.ownerId !== callerId) return invalid('PAYER_NOT_FOUND')
  if (payer.status !== 'OPEN') return invalid('PAYER_NOT_OPEN')
  if (payer.currency !== amount.currency)
    return refused({ code: 'CURRENCY_MISMATCH', expected: payer.currency })
  return accepted(payer)
}

/** Says that an account cannot take part. */
export const invalid = (reason: InvalidAccountReason) =>
  refused({ code: 'INVALID_ACCOUNT', reason } as const)
