/** How a leg of a payment begins and ends. Pure. */
import { derivedId } from '@tallystick/ids'
import type { Leg, LegEnding, LegStatus, LegType, Payment } from './payment.ts'

/** A leg that is about to begin. `id` given: it is known by its payment, so that it begins once however often it is tried. */
export type NewLeg = Readonly<{
  id: string
  type: LegType
  amountMinor: bigint
  ending?: LegEnding | null
  reference?: string | null
}>

/** Begins a leg of `payment`. */
export const begun = (payment: Payment, leg: NewLeg, now: Date): Leg => ({
  id: leg.id,
  paymentId: payment.id,
  type: leg.type,
  status: 'PENDING',
  amountMinor: leg.amountMinor,
  ending: leg.ending ?? null,
  reference: leg.reference ?? null,
  providerReference: null,
  actionUrl: null,
  forced: null,
  reason: null,
  createdAt: now,
  updatedAt: now,
})

/** Ends a leg. */
export const ended = (
  leg: Leg,
  {
    status,
    reason = null,
    now,
  }: Readonly<{ status: Exclude<LegStatus, 'PENDING'>; reason?: string | null; now: Date }>,
): Leg => ({ ...leg, status, reason, updatedAt: now })

/** The leg that a payment has from its beginning: what it was made to do. */
export function mainLegOf(payment: Payment): Leg {
  const type = payment.capture === 'AUTOMATIC' ? 'POST' : 'HOLD'
  const { id, amountMinor, createdAt } = payment
  return begun(payment, { id: derivedId('ptx', type, id), type, amountMinor }, createdAt)
}

/** What ends a payment whose held money nobody took in time. */
export const expiryLegOf = (payment: Payment, now: Date): Leg =>
  begun(
    payment,
    {
      id: derivedId('ptx', 'expire', payment.id),
      type: 'VOID',
      amountMinor: payment.amountMinor - payment.capturedMinor,
      ending: 'EXPIRE',
    },
    now,
  )

/** What a provider is asked to do for a payment, by the name under which it knows it: the payment's id, and the attempt. */
export function providerLegOf(payment: Payment, attempt: number, now: Date): Leg {
  const type =
    payment.kind === 'TOP_UP' ? 'CHARGE' : payment.kind === 'REFUND' ? 'REFUND' : 'TRANSFER'
  const reference = attempt === 1 ? payment.id : `${payment.id}.${attempt}`
  const amountMinor =
    payment.kind === 'TOP_UP' ? payment.amountMinor + payment.feeMinor : payment.amountMinor
  return begun(
    payment,
    { id: derivedId('ptx', `${type} ${attempt}`, payment.id), type, amountMinor, reference },
    now,
  )
}
