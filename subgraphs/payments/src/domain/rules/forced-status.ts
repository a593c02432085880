/** When administrators may say what a provider did. Pure. */
import type { Leg, Payment, PaymentStatus } from './payment.ts'

/** What a payment can be made to become: as if its provider had done what it was asked, or had declined. */
export type ForcedStatusName = Extract<PaymentStatus, 'COMPLETED' | 'FAILED'>

/** What the second administrator can decide. */
export type ForcedDecision = 'APPROVED' | 'REJECTED'

/** A proposal to say what a provider did. */
export type ForcedStatus = Readonly<{
  id: string
  paymentId: string
  to: ForcedStatusName
  /** Why, for people: 1 to 500 characters. */
  reason: string
  proposedBy: string
  proposedAt: Date
  /** Null, as are who and when, while nobody has decided. */
  decision: ForcedDecision | null
  decidedBy: string | null
  decidedAt: Date | null
}>

/** The longest reason, in characters. */
export const FORCED_REASON_MAX = 500

/** Whether a payment waits for a word of its provider that somebody else could have heard. */
export const canBeForced = (
  { status, provider }: Payment,
  leg: Leg | undefined,
): leg is Leg & Readonly<{ reference: string }> =>
  provider !== null &&
  (status === 'PROCESSING' || status === 'REQUIRES_ACTION' || status === 'UNKNOWN') &&
  leg !== undefined &&
  leg.reference !== null
