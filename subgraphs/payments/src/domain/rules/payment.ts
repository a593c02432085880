/** What a payment is, and the one table that says how its status may change. */
import type { Currency } from '@tallystick/money'

/** Every status a payment can have, in the order in which a life usually goes through them. */
export const PAYMENT_STATUSES = [
  'PENDING',
  'INITIATED',
  'PROCESSING',
  'REQUIRES_ACTION',
  'AUTHORIZED',
  'UNKNOWN',
  'COMPLETED',
  'PARTIALLY_REFUNDED',
  'REFUNDED',
  'FAILED',
  'CANCELLED',
  'EXPIRED',
] as const

/** Where a payment stands. Only `rules/transition.ts` moves it. */
export type PaymentStatus = (typeof PAYMENT_STATUSES)[number]

/** What a payment can be for. */
export const PAYMENT_KINDS = [
  'SEND',
  'TRANSFER',
  'TOP_UP',
  'PAYOUT',
  'REQUEST',
  'PURCHASE',
  'REFUND',
] as const

/**
 * SEND: to somebody. TRANSFER: between two accounts of one person. TOP_UP: from outside, by a provider. PAYOUT: to the
 * outside, by a provider. REQUEST: somebody is asked for money. PURCHASE: a vendor is paid. REFUND: part of another payment
 * goes back.
 */
export type PaymentKind = (typeof PAYMENT_KINDS)[number]

/** When the payee gets money that the payer has. */
export const CAPTURES = ['AUTOMATIC', 'MANUAL', 'ACCEPTANCE'] as const

/**
 * AUTOMATIC: at once. MANUAL: it is held until the payee captures it, in parts or whole. ACCEPTANCE: it is held until the
 * payee takes it.
 */
export type Capture = (typeof CAPTURES)[number]

/** How urgent a payer can say a payment is. */
export const PRIORITIES = ['ECONOMY', 'STANDARD', 'EXPRESS'] as const

/** How urgent the payer said it is. */
export type Priority = (typeof PRIORITIES)[number]

/** An outside system that moves money. */
export type ProviderName = 'SIMULATOR' | 'PAYSTACK' | 'FLUTTERWAVE' | 'STRIPE'

/** A payment as stored. Amounts are minor units of `currency`. */
export type Payment = Readonly<{
  id: string
  kind: PaymentKind
  status: PaymentStatus
  /** Null when the money comes from outside, and until somebody who was asked for money has said from where. */
  payerAccountId: string | null
  /** Null when the money comes from outside, and for a purchase that anybody may pay. */
  payerUserId: string | null
  /** Whether anybody may pay who knows of it. False as soon as somebody has. */
  anyPayer: boolean
  /** Null, as is `payeeUserId`, when the money goes outside. */
  payeeAccountId: string | null
  payeeUserId: string | null
  amountMinor: bigint
  /** Charged to the payer on top of the amount. */
  feeMinor: bigint
  currency: Currency
  capture: Capture
  /** How much of the amount the payee has got; all of it once it is COMPLETED, unless it was held. */
  capturedMinor: bigint
  /** How much of `capturedMinor` refunds have given back, or are about to. Never more. */
  refundedMinor: bigint
  /** The payment that a REFUND gives back; null for every other kind. */
  refundOf: string | null
  description: string | null
  /** Facts for programs, by key: at most 20. */
  metadata: Readonly<Record<string, string>>
  priority: Priority
  /** Who moves the money in or out; null when it stays in the house. */
  provider: ProviderName | null
  /** The payment method that the provider takes from or pays to; null for none. */
  methodId: string | null
  /** What is reserved of the payer's account, by its id in the ledger; null while nothing is. */
  holdId: string | null
  /** A stable code for the last change of status; null when there is nothing to say. */
  reason: string | null
  /** How many statuses it has taken, so also the sequence of its last transition. */
  sequence: number
  /** How often a job has tried to move it on. */
  attemptCount: number
  /** When it is tried again unless somebody has moved it by then; null exactly when it is at rest. */
  nextAttemptAt: Date | null
  /** Until when somebody may pay, capture or take it; null when nobody is waited for. */
  expiresAt: Date | null
  createdAt: Date
  /** When its status last changed. */
  updatedAt: Date
}>

/** One change of a payment's status, as stored. `sequence` starts at 1 and has no gaps. */
export type PaymentTransition = Readonly<{
  paymentId: string
  sequence: number
  from: PaymentStatus | null
  to: PaymentStatus
  at: Date
  reason: string | null
}>

/** The statuses in which a payment may begin. The database refuses any other. */
export const FIRST_STATUSES: readonly PaymentStatus[] = ['PENDING', 'INITIATED']

/**
 * The moves a payment may make. What is not listed is impossible.
 *
 * The database holds the same table (`payment_status_moves`) and refuses the rest by trigger; a test compares the two.
 */
export const STATUS_MOVES: Readonly<Record<PaymentStatus, readonly PaymentStatus[]>> = {
  PENDING: ['INITIATED', 'FAILED', 'CANCELLED', 'EXPIRED'],
  INITIATED: ['PROCESSING', 'FAILED', 'CANCELLED', 'EXPIRED'],
  PROCESSING: [
    'COMPLETED',
    'FAILED',
    'REQUIRES_ACTION',
    'AUTHORIZED',
    'UNKNOWN',
    // Who was asked had too little, and may try again.
    'PENDING',
    // What was held was given back.
    'CANCELLED',
    'EXPIRED',
  ],
  REQUIRES_ACTION: ['PROCESSING', 'UNKNOWN', 'COMPLETED', 'FAILED', 'CANCELLED', 'EXPIRED'],
  // Whoever captures, takes, calls off or lets it expire begins by PROCESSING, so that of several one is first.
  AUTHORIZED: ['PROCESSING'],
  UNKNOWN: ['PROCESSING', 'REQUIRES_ACTION', 'COMPLETED', 'FAILED', 'CANCELLED', 'EXPIRED'],
  COMPLETED: ['PARTIALLY_REFUNDED', 'REFUNDED'],
  PARTIALLY_REFUNDED: ['REFUNDED'],
  REFUNDED: [],
  FAILED: [],
  CANCELLED: [],
  EXPIRED: [],
}

/** The statuses in which nothing is left to do: no job, no timer, no provider is waited for. */
export const STATUSES_AT_REST = [
  'COMPLETED',
  'PARTIALLY_REFUNDED',
  'REFUNDED',
  'FAILED',
  'CANCELLED',
  'EXPIRED',
] as const satisfies readonly PaymentStatus[]

/** Whether nothing is left to do for a payment of this status. */
export const isAtRest = (status: PaymentStatus): boolean =>
  (STATUSES_AT_REST as readonly PaymentStatus[]).includes(status)

/** What a payment does, one after the other. A leg that is PENDING is being done; of one payment there is one at most. */
export const LEG_TYPES = [
  'POST',
  'HOLD',
  'CAPTURE',
  'VOID',
  'CHARGE',
  'TRANSFER',
  'REFUND',
] as const

/**
 * POST, HOLD, CAPTURE and VOID are the ledger's: money moves, is reserved, moves from what is reserved, is given back.
 * CHARGE, TRANSFER and REFUND are a provider's: it brings in, pays out, gives back.
 */
export type LegType = (typeof LEG_TYPES)[number]

/** Where a leg can stand. */
export const LEG_STATUSES = ['PENDING', 'SUCCEEDED', 'FAILED'] as const

/** PENDING: begun, and not known to have ended. */
export type LegStatus = (typeof LEG_STATUSES)[number]

/** One attempt to move money for a payment. Amounts are minor units of the payment's currency. */
export type Leg = Readonly<{
  id: string
  paymentId: string
  type: LegType
  status: LegStatus
  amountMinor: bigint
  /** For CAPTURE: whether what is not captured by it is given back. For VOID: what the payment becomes. */
  ending: LegEnding | null
  /** Our name for it at the provider; null for a leg of the ledger. No two legs have the same. */
  reference: string | null
  /** The provider's name for it, once told. */
  providerReference: string | null
  /** Where the customer goes on, at the provider, while it waits for them; null while it does not. */
  actionUrl: string | null
  /** What two administrators have said that the provider did, since it does not say so itself; null for everything else. */
  forced: 'SUCCEEDED' | 'DECLINED' | null
  /** A stable code for why it failed; null while there is nothing to say. */
  reason: string | null
  createdAt: Date
  updatedAt: Date
}>

/** What follows a leg that succeeds. KEEP: what is left stays held. */
export type LegEnding = 'KEEP' | 'COMPLETE' | 'CANCEL' | 'EXPIRE'

/** The statuses of a payment of which something may go back. */
export const REFUNDABLE = [
  'COMPLETED',
  'PARTIALLY_REFUNDED',
] as const satisfies readonly PaymentStatus[]

/** How much of a payment can still be refunded, in minor units: what its payee has got, less what goes or went back. */
export const refundableMinor = ({ status, capturedMinor, refundedMinor }: Payment): bigint =>
  (REFUNDABLE as readonly PaymentStatus[]).includes(status) ? capturedMinor - refundedMinor : 0n

/** Whether somebody is asked to pay it, and may try again when it does not succeed. */
export const isAskedFor = ({ kind }: Payment): boolean => kind === 'REQUEST' || kind === 'PURCHASE'
