/** The lines of an export of payments, exact to the last digit, for programs and for spreadsheets. */
import { csvLine, csvText } from '@tallystick/csv'
import { money, toDecimal } from '@tallystick/money'
import type { Payment } from './payment.ts'

const COLUMNS = [
  'payment_id',
  'created_at',
  'updated_at',
  'kind',
  'status',
  'amount',
  'fee',
  'captured',
  'refunded',
  'currency',
  'payer_account_id',
  'payee_account_id',
  'refund_of',
  'description',
  'reason',
]

/** The names of the columns. */
export const csvHead = (): string => csvLine(COLUMNS)

/** The line of a payment. */
export function csvPayment(payment: Payment): string {
  const decimal = (minor: bigint) => toDecimal(money(minor, payment.currency))
  return csvLine([
    payment.id,
    payment.createdAt.toISOString(),
    payment.updatedAt.toISOString(),
    payment.kind,
    payment.status,
    decimal(payment.amountMinor),
    decimal(payment.feeMinor),
    decimal(payment.capturedMinor),
    decimal(payment.refundedMinor),
    payment.currency,
    payment.payerAccountId ?? '',
    payment.payeeAccountId ?? '',
    payment.refundOf ?? '',
    csvText(payment.description ?? ''),
    payment.reason ?? '',
  ])
}
