/** Who may act on a payment, and when: what each act makes of it. Pure; the payment is as it is under its lock. */
import { derivedId, newId } from '@tallystick/ids'
import { accepted, type Result, refused } from '@tallystick/result'
import { CANCELLED_BY_OWNER } from './decision.ts'
import { begun } from './leg.ts'
import type { Leg, LegEnding, Payment, PaymentStatus } from './payment.ts'

/** What an act makes of a payment: the statuses it takes at once, and the leg that is done next. */
export type Act = Readonly<{
  through: readonly PaymentStatus[]
  reason: string | null
  leg?: Leg
  change?: Partial<Payment>
}>

/** A payment as it is judged: locked, with the leg that it is doing. */
export type Judged = Readonly<{ payment: Payment; leg: Leg | undefined; now: Date }>

/** The payment is not where it would have to be. Nothing was done. */
export type NotReady = Readonly<{ code: 'PAYMENT_NOT_READY'; status: PaymentStatus }>

/** More was asked for than is held. */
export type CaptureTooLarge = Readonly<{ code: 'CAPTURE_TOO_LARGE'; capturable: bigint }>

/** Nothing is left to do: the payment is what the act would have made of it. */
const NOTHING: Act = { through: [], reason: null }

/** Somebody who was asked for money pays from an account of theirs, in its currency. */
export function judgePay(
  { payment, now }: Judged,
  payer: Readonly<{ accountId: string; ownerId: string }>,
): Result<Act, NotReady> {
  const { status, expiresAt, capture, amountMinor } = payment
  const isLate = expiresAt === null || now >= expiresAt
  if (status !== 'PENDING' || isLate) return notReady(payment)
  const type = capture === 'AUTOMATIC' ? 'POST' : 'HOLD'
  return accepted({
    through: ['INITIATED', 'PROCESSING'],
    reason: null,
    leg: begun(payment, { id: newId('ptx'), type, amountMinor }, now),
    change: { payerAccountId: payer.accountId, payerUserId: payer.ownerId },
  })
}

/** Somebody who was asked for money will not pay, or whoever asked takes it back. */
export function judgeWithdraw({ payment }: Judged, reason: string): Result<Act, NotReady> {
  if (payment.status === 'CANCELLED') return accepted(NOTHING)
  if (payment.status !== 'PENDING') return notReady(payment)
  return accepted({ through: ['CANCELLED'], reason, change: { expiresAt: null } })
}

/**
 * The payee captures part of what is held, or all that is left.
 *
 * @param minor how much, greater than zero; null for all that is left
 * @param isLast whether what is left after it is given back
 */
export function judgeCapture(
  { payment, now }: Judged,
  { minor, isLast }: Readonly<{ minor: bigint | null; isLast: boolean }>,
): Result<Act, NotReady | CaptureTooLarge> {
  if (!isHeld(payment, now)) return notReady(payment)
  const left = payment.amountMinor - payment.capturedMinor
  const amountMinor = minor ?? left
  if (amountMinor > left) return refused({ code: 'CAPTURE_TOO_LARGE', capturable: left })
  const ending = isLast || amountMinor === left ? 'COMPLETE' : 'KEEP'
  const leg = begun(payment, { id: newId('ptx'), type: 'CAPTURE', amountMinor, ending }, now)
  return accepted({ through: ['PROCESSING'], reason: null, leg })
}

/** The payee takes what was sent to be taken. Taking it again changes nothing. */
export function judgeReceive({ payment, now }: Judged): Result<Act, NotReady> {
  if (payment.status === 'COMPLETED') return accepted(NOTHING)
  if (!isHeld(payment, now)) return notReady(payment)
  const { id, amountMinor } = payment
  const leg = { id: derivedId('ptx', 'receive', id), type: 'CAPTURE', amountMinor } as const
  return accepted({
    through: ['PROCESSING'],
    reason: null,
    leg: begun(payment, { ...leg, ending: 'COMPLETE' }, now),
  })
}

/** What is held is given back: the payee will not have it, or the payer calls off what nobody took. */
export function judgeVoid({ payment, now }: Judged, reason: string): Result<Act, NotReady> {
  if (payment.status === 'CANCELLED') return accepted(NOTHING)
  if (payment.status !== 'AUTHORIZED') return notReady(payment)
  return accepted({
    through: ['PROCESSING'],
    reason,
    leg: voidLeg(payment, { ending: 'CANCEL', now }),
  })
}

/** Whoever tops up calls it off while their provider waits for them. */
export function judgeCallOff({ payment, leg }: Judged): Result<Act, NotReady> {
  if (payment.status === 'CANCELLED') return accepted(NOTHING)
  if (payment.status !== 'REQUIRES_ACTION' || !leg) return notReady(payment)
  return accepted({
    through: ['PROCESSING'],
    reason: CANCELLED_BY_OWNER,
    leg: { ...leg, ending: 'CANCEL' },
  })
}

const voidLeg = (
  payment: Payment,
  { ending, now }: Readonly<{ ending: LegEnding; now: Date }>,
): Leg => {
  const amountMinor = payment.amountMinor - payment.capturedMinor
  return begun(payment, { id: newId('ptx'), type: 'VOID', amountMinor, ending }, now)
}

/** A moment before its time is over it is held, on it it is not: then it expires. */
const isHeld = ({ status, expiresAt }: Payment, now: Date): boolean =>
  status === 'AUTHORIZED' && expiresAt !== null && now < expiresAt

const notReady = ({ status }: Payment) => refused({ code: 'PAYMENT_NOT_READY', status } as const)
