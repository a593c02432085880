import { accepted, type Result, refused } from '@tallystick/result'
import { lockPayments, writeTexts } from '../db/payments.ts'
import { makerOf } from './call-off.ts'
import { findOwnPayment } from './find-own-payment.ts'
import type { ByParty, HoldActRefused } from './hold-acts.ts'
import type { Parts } from './parts.ts'
import { type FormFault, faultOfText } from './rules/form.ts'
import type { Payment } from './rules/payment.ts'

/** What to write on a payment; undefined leaves what is there. */
export type UpdatePayment = ByParty &
  Readonly<{
    description: string | null | undefined
    metadata: Readonly<Record<string, string>> | undefined
  }>

/** Changes what is written on a payment that waits to be paid. Whoever pays must know what they pay for: later it stays. */
export async function updatePayment(
  parts: Parts,
  { actor, callerId, paymentId, description, metadata }: UpdatePayment,
): Promise<Result<Payment, FormFault | HoldActRefused>> {
  const fault = faultOfText({ description: description ?? null, metadata })
  if (fault) return refused(fault)
  const found = await findOwnPayment(
    parts,
    { actor, paymentId },
    (payment) => makerOf(payment) === callerId,
  )
  if (!found.ok) return found
  return parts.db.transaction(async (tx) => {
    const payment = (await lockPayments(tx, [paymentId])).get(paymentId) ?? found.value
    const { status } = payment
    if (status !== 'PENDING') return refused({ code: 'PAYMENT_NOT_READY', status } as const)
    const texts = {
      description: description === undefined ? payment.description : description,
      metadata: metadata ?? payment.metadata,
    }
    await writeTexts(tx, paymentId, texts)
    return accepted({ ...payment, ...texts })
  })
}
