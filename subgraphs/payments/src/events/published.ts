/** What Payments tells the rest of the system: the one file another subgraph may import. */
export type PaymentsEvent = {
  readonly [Type in PaymentsEventType]: Readonly<{ type: Type; body: PaymentStatusChange }>
}[PaymentsEventType]

/** Named by the status that the payment took: the first, an intermediate one, the good end, the bad end. */
export type PaymentsEventType =
  | 'payments:payment:created'
  | 'payments:payment:updated'
  | 'payments:payment:completed'
  | 'payments:payment:failed'

/** One change of a payment's status. Amounts are minor units as text, because JSON has no integers of that size. */
export type PaymentStatusChange = Readonly<{
  paymentId: string
  /** 1 for the first status a payment takes, growing by one. */
  sequence: number
  from: string | null
  to: string
  reason: string | null
  /** ISO 8601, UTC. */
  at: string
  kind: 'SEND' | 'TRANSFER' | 'TOP_UP' | 'PAYOUT' | 'REQUEST' | 'PURCHASE' | 'REFUND'
  payerAccountId: string | null
  payerUserId: string | null
  payeeAccountId: string | null
  payeeUserId: string | null
  amountMinor: string
  currency: string
}>
