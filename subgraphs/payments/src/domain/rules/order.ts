import type { Payment } from './payment.ts'

/** What is decided about a payment before it exists. One with `expiresAt` begins by waiting for somebody until then. */
export type Order = Omit<
  Payment,
  | 'id'
  | 'status'
  | 'capturedMinor'
  | 'refundedMinor'
  | 'holdId'
  | 'reason'
  | 'sequence'
  | 'attemptCount'
  | 'nextAttemptAt'
  | 'createdAt'
  | 'updatedAt'
>

type Needed = 'kind' | 'amountMinor' | 'currency'

/** An order that says no more than it must. */
export const newOrder = (order: Pick<Order, Needed> & Partial<Omit<Order, Needed>>): Order => ({
  payerAccountId: null,
  payerUserId: null,
  anyPayer: false,
  payeeAccountId: null,
  payeeUserId: null,
  feeMinor: 0n,
  capture: 'AUTOMATIC',
  refundOf: null,
  description: null,
  metadata: {},
  priority: 'STANDARD',
  provider: null,
  methodId: null,
  expiresAt: null,
  ...order,
})
