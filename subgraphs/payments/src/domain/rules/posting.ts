/** What a payment does in the ledger: the debits and credits that move its money, and what is reserved before. */
import { derivedId } from '@tallystick/ids'
import { type Money, money } from '@tallystick/money'
import type { Leg, Payment, PaymentKind } from './payment.ts'

/** A place in the ledger's chart of accounts, as the ledger wants it named. */
type LedgerAccountName =
  | Readonly<{ code: 'CUSTOMER_WALLET'; accountId: string; ownerId: string }>
  | Readonly<{ code: 'PROVIDER_CLEARING'; provider: string }>
  | Readonly<{ code: 'FEE_INCOME' }>

/** A ledger transaction to post. Its id is derived from the payment or its leg, so posting it again changes nothing. */
export type Posting = Readonly<{
  id: string
  paymentId: string
  description: string
  entries: readonly Readonly<{
    ledgerAccount: LedgerAccountName
    side: 'DEBIT' | 'CREDIT'
    amount: Money
  }>[]
  /** The hold that it draws on. */
  holdId?: string
  /** Whether what it does not draw stays held. */
  keepHold?: boolean
}>

/** A reservation of what a payment will take from its payer. Its id is derived, so asking again reserves nothing more. */
export type HoldOrder = Readonly<{ id: string; ledgerAccount: LedgerAccountName; amount: Money }>

/**
 * The one ledger transaction that completes `payment`.
 *
 * The payer pays amount and fee, the payee gets the amount. What the payer wrote stays out: entries are for ever, and
 * people's words must not be.
 * @param leg what moves it, when it was asked for after the payment was made: another try is another ledger transaction
 */
export const postingOf = (payment: Payment, leg?: Leg): Posting => ({
  ...entriesOf(payment, { amountMinor: payment.amountMinor, feeMinor: payment.feeMinor }),
  id: derivedId('ltx', 'move', leg?.id ?? payment.id),
})

/** The ledger transaction that ends what was held for a provider: what it has paid out, or given back, leaves the account. */
export const postingFromHold = (payment: Payment): Posting => ({
  ...postingOf(payment),
  holdId: holdIdOf(payment),
})

/** The ledger transaction of one capture. The fee goes with the first, whole. */
export function postingOfCapture(payment: Payment, leg: Leg): Posting {
  const { feeMinor, capturedMinor, holdId } = payment
  if (holdId === null) throw new TypeError(`payment ${payment.id} holds nothing to capture`)
  return {
    ...entriesOf(payment, {
      amountMinor: leg.amountMinor,
      feeMinor: capturedMinor === 0n ? feeMinor : 0n,
    }),
    id: derivedId('ltx', 'capture', leg.id),
    holdId,
    keepHold: leg.ending === 'KEEP',
  }
}

/** What is reserved of the payer's account: amount and fee. @param leg as for `postingOf` */
export function holdOf(payment: Payment, leg?: Leg): HoldOrder {
  const { id, payerAccountId, payerUserId, amountMinor, feeMinor, currency } = payment
  if (payerAccountId === null || payerUserId === null)
    throw new TypeError(`payment ${id} has no payer to reserve from`)
  return {
    id: holdIdOf(payment, leg),
    ledgerAccount: wallet(payerAccountId, payerUserId),
    amount: money(amountMinor + feeMinor, currency),
  }
}

const holdIdOf = ({ id }: Payment, leg?: Leg): string => derivedId('hld', 'hold', leg?.id ?? id)

const NAMES: Readonly<Record<PaymentKind, string>> = {
  SEND: 'Send',
  TRANSFER: 'Transfer',
  TOP_UP: 'Top-up',
  PAYOUT: 'Payout',
  REQUEST: 'Request',
  PURCHASE: 'Purchase',
  REFUND: 'Refund',
}

function entriesOf(
  payment: Payment,
  { amountMinor, feeMinor }: Readonly<{ amountMinor: bigint; feeMinor: bigint }>,
): Pick<Posting, 'paymentId' | 'description' | 'entries'> {
  const { id, kind, currency } = payment
  const fee = { ledgerAccount: { code: 'FEE_INCOME' }, side: 'CREDIT' } as const
  return {
    paymentId: id,
    description: `${NAMES[kind]} ${id}`,
    entries: [
      {
        ledgerAccount: payerOf(payment),
        side: 'DEBIT',
        amount: money(amountMinor + feeMinor, currency),
      },
      { ledgerAccount: payeeOf(payment), side: 'CREDIT', amount: money(amountMinor, currency) },
      ...(feeMinor > 0n ? [{ ...fee, amount: money(feeMinor, currency) }] : []),
    ],
  }
}

const payerOf = (payment: Payment): LedgerAccountName =>
  sideOf(payment, { accountId: payment.payerAccountId, ownerId: payment.payerUserId })

const payeeOf = (payment: Payment): LedgerAccountName =>
  sideOf(payment, { accountId: payment.payeeAccountId, ownerId: payment.payeeUserId })

function sideOf(
  { provider, id }: Payment,
  { accountId, ownerId }: Readonly<{ accountId: string | null; ownerId: string | null }>,
): LedgerAccountName {
  if (accountId !== null && ownerId !== null) return wallet(accountId, ownerId)
  if (provider !== null) return { code: 'PROVIDER_CLEARING', provider: provider.toLowerCase() }
  throw new TypeError(`payment ${id} has neither an account nor a provider on a side`)
}

const wallet = (accountId: string, ownerId: string): LedgerAccountName => ({
  code: 'CUSTOMER_WALLET',
  accountId,
  ownerId,
})
