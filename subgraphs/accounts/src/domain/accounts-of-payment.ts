import { isId } from '@tallystick/ids'
import type { Currency } from '@tallystick/money'
import { findAccountByNumber, findPayeeAccount } from '../db/accounts.ts'
import { ensureWallet } from './ensure-wallet.ts'
import type { Means } from './means.ts'
import type { Account } from './rules/account.ts'
import { isAccountNumber } from './rules/account-number.ts'

/** How a payment names its payee: one of three ways. */
export type PayeeName =
  | Readonly<{ by: 'id'; accountId: string }>
  | Readonly<{ by: 'number'; number: string }>
  | Readonly<{ by: 'person'; userId: string }>

/** The two sides of a payment, as far as they exist. */
export type AccountsOfPayment = Readonly<{ payer: Account | undefined; payee: Account | undefined }>

/** Finds the accounts that a payment names, of whatever owner, status and currency: those are for Payments to judge. */
export async function accountsOfPayment(
  means: Means,
  request: { payerAccountId: string | null; payee: PayeeName; currency: Currency },
): Promise<AccountsOfPayment> {
  const { payerAccountId, currency } = request
  const [payer, payee] = await Promise.all([
    payerAccountId === null ? undefined : findById(means, payerAccountId),
    findPayee(means, request.payee, currency),
  ])
  return { payer, payee }
}

async function findPayee(
  means: Means,
  payee: PayeeName,
  currency: Currency,
): Promise<Account | undefined> {
  switch (payee.by) {
    case 'id':
      return findById(means, payee.accountId)
    case 'number':
      return isAccountNumber(payee.number) ? findAccountByNumber(means.db, payee.number) : undefined
    case 'person':
      return isId('usr', payee.userId) ? findOfPerson(means, payee.userId, currency) : undefined
  }
}

async function findById({ readAccount }: Means, id: string): Promise<Account | undefined> {
  return isId('acc', id) ? readAccount(id) : undefined
}

/** A person who is paid in the default currency before anyone heard of them gets the wallet then; no other currency opens by itself. */
async function findOfPerson(
  means: Means,
  ownerId: string,
  currency: Currency,
): Promise<Account | undefined> {
  const found = await findPayeeAccount(means.db, { ownerId, currency })
  if (found || currency !== means.limits.defaultCurrency) return found
  return ensureWallet(means, ownerId)
}
