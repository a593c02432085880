import type { Actor } from '@tallystick/actor'
import { isId } from '@tallystick/ids'
import { accepted, type Result, refused } from '@tallystick/result'
import { findPayment } from '../db/payments.ts'
import type { Parts } from './parts.ts'
import { maySeePayment, type NotFound } from './read-payments.ts'
import type { Payment } from './rules/payment.ts'

/** The caller is party to the payment, and it is not theirs to do this. Nothing was done. */
export type NotYours = Readonly<{ code: 'NOT_YOURS' }>

/**
 * Finds a payment for somebody who is about to act on it.
 *
 * @param isTheirs whether it is for them to act so; whoever may not even see the payment learns nothing of it
 */
export async function findOwnPayment(
  { db }: Pick<Parts, 'db'>,
  { actor, paymentId }: Readonly<{ actor: Actor; paymentId: string }>,
  isTheirs: (payment: Payment) => boolean,
): Promise<Result<Payment, NotFound | NotYours>> {
  const payment = isId('pay', paymentId) ? await findPayment(db, paymentId) : undefined
  if (!payment || !maySeePayment(actor, payment)) return refused({ code: 'NOT_FOUND' })
  return isTheirs(payment) ? accepted(payment) : refused({ code: 'NOT_YOURS' })
}
