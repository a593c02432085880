/** What a payment does in the ledger: the debits and credits that move its money. */
import { derivedId } from '@tallystick/ids'
import { type Money, money } from '@tallystick/money'
import type { Payment } from './payment.ts'

/** A place in the ledger's chart of accounts, as the ledger wants it named. */
type LedgerAccountName =
  | Readonly<{ code: 'CUSTOMER_WALLET'; accountId: string; ownerId: string }>
  | Readonly<{ code: 'PROVIDER_CLEARING'; provider: string }>
  | Readonly<{ code: 'FEE_INCOME' }>

/** A ledger transaction to post. Its id is derived from the payment, so posting it again changes nothing. */
export type Posting = Readonly<{
  id: string
  paymentId: string
  description: string
  entries: readonly Readonly<{
    ledgerAccount: LedgerAccountName
    side: 'DEBIT' | 'CREDIT'
    amount: Money
  }>[]
}>

/**
 * The one ledger transaction that completes `payment`.
 *
 * The payer pays amount and fee, the payee gets the amount. What the payer wrote stays out: entries are for ever, and
 * people's words must not be.
 */
export function postingOf(payment: Payment): Posting {
  const { id, amountMinor, feeMinor, currency } = payment
  const fee = { ledgerAccount: { code: 'FEE_INCOME' }, side: 'CREDIT' } as const
  return {
    id: derivedId('ltx', 'move', id),
    paymentId: id,
    description: `${payment.kind === 'SEND' ? 'Send' : 'Top-up'} ${id}`,
    entries: [
      {
        ledgerAccount: payerOf(payment),
        side: 'DEBIT',
        amount: money(amountMinor + feeMinor, currency),
      },
      {
        ledgerAccount: wallet(payment.payeeAccountId, payment.payeeUserId),
        side: 'CREDIT',
        amount: money(amountMinor, currency),
      },
      ...(feeMinor > 0n ? [{ ...fee, amount: money(feeMinor, currency) }] : []),
    ],
  }
}

function payerOf({ payerAccountId, payerUserId, provider, id }: Payment): LedgerAccountName {
  if (payerAccountId !== null && payerUserId !== null) return wallet(payerAccountId, payerUserId)
  if (provider !== null) return { code: 'PROVIDER_CLEARING', provider: provider.toLowerCase() }
  throw new TypeError(`payment ${id} has neither a payer nor a provider`)
}

const wallet = (accountId: string, ownerId: string): LedgerAccountName => ({
  code: 'CUSTOMER_WALLET',
  accountId,
  ownerId,
})
