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

/** What can move the money of a payment. */
export const PAYMENT_KINDS = ['SEND', 'TOP_UP'] as const

/** SEND: from one account to another. TOP_UP: from outside into an account. */
export type PaymentKind = (typeof PAYMENT_KINDS)[number]

/** How urgent a payer can say a payment is. */
export const PRIORITIES = ['ECONOMY', 'STANDARD', 'EXPRESS'] as const

/** How urgent the payer said it is. */
export type Priority = (typeof PRIORITIES)[number]

/** An outside system that moves money. */
export type ProviderName = 'SIMULATOR'

/** A payment as stored. Amounts are minor units of `currency`. */
export type Payment = Readonly<{
  id: string
  kind: PaymentKind
  status: PaymentStatus
  /** Null, as is `payerUserId`, when the money comes from outside. */
  payerAccountId: string | null
  payerUserId: string | null
  payeeAccountId: string
  payeeUserId: string
  amountMinor: bigint
  /** Charged to the payer on top of the amount. */
  feeMinor: bigint
  currency: Currency
  description: string | null
  priority: Priority
  /** Who moves the money of a top-up; null for SEND. */
  provider: ProviderName | null
  /** A stable code for the last change of status; null when there is nothing to say. */
  reason: string | null
  /** How many statuses it has taken, so also the sequence of its last transition. */
  sequence: number
  /** How often a job has tried to move it on. */
  attemptCount: number
  /** When it is tried again unless somebody has moved it by then; null exactly when it is at rest. */
  nextAttemptAt: Date | null
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
  PENDING: ['INITIATED', 'CANCELLED', 'EXPIRED'],
  INITIATED: ['PROCESSING', 'FAILED', 'CANCELLED', 'EXPIRED'],
  PROCESSING: ['COMPLETED', 'FAILED', 'REQUIRES_ACTION', 'AUTHORIZED', 'UNKNOWN'],
  REQUIRES_ACTION: [
    'PROCESSING',
    'AUTHORIZED',
    'UNKNOWN',
    'COMPLETED',
    'FAILED',
    'CANCELLED',
    'EXPIRED',
  ],
  AUTHORIZED: ['PROCESSING', 'COMPLETED', 'FAILED', 'CANCELLED', 'EXPIRED'],
  UNKNOWN: ['PROCESSING', 'REQUIRES_ACTION', 'AUTHORIZED', 'COMPLETED', 'FAILED'],
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
