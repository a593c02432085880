/** A balanced set of entries, posted whole and never changed. */
export type LedgerTransaction = Readonly<{
  id: string
  /** The payment that it belongs to, if any. */
  paymentId: string | null
  /** When it happened in the world. */
  effectiveAt: Date
  /** When it was written down. */
  recordedAt: Date
  description: string
}>
