import type { Metadata } from './posting.ts'

/** A balanced set of entries, posted whole and never changed. */
export type LedgerTransaction = Readonly<{
  id: string
  /** The payment that it belongs to, if any. */
  paymentId: string | null
  /** The ledger transaction that it undoes, entry by entry. */
  reverses: string | null
  /** When it happened in the world. */
  effectiveAt: Date
  /** When it was written down. */
  recordedAt: Date
  description: string
  metadata: Metadata | null
}>
