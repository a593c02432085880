/** What the Ledger tells the rest of the system: the one file another subgraph may import. */
export type LedgerEvent =
  | LedgerEventOf<
      'ledger:transaction:posted',
      { ledgerTransactionId: string; paymentId: string | null }
    >
  | LedgerEventOf<
      'ledger:hold:placed',
      { holdId: string; accountId: string | null; amountMinor: string; currency: string }
    >
  | LedgerEventOf<
      'ledger:overdraft-limit:set',
      { accountId: string; limitMinor: string; currency: string; reason: string }
    >
  | LedgerEventOf<'ledger:hold:voided', { holdId: string }>
  | LedgerEventOf<'ledger:hold:expired', { holdId: string }>
  /** The tally log has grown to `size` leaves and was signed. `rootHash` in hex. */
  | LedgerEventOf<'ledger:root:sealed', { size: number; rootHash: string }>
  /** Admin's audit log has told of its head, which the tally log takes next. `position` in decimal, `hash` in hex. */
  | LedgerEventOf<'ledger:audit-head:received', { position: string; hash: string }>
  /** A provider's statement was imported; from now on it counts. Days in UTC. */
  | LedgerEventOf<
      'ledger:statement:imported',
      { statementId: string; provider: string; fromDay: string; toDay: string; lineCount: number }
    >
  /** A comparison came to an end. `statementId` is null when the books were compared with themselves. */
  | LedgerEventOf<
      'ledger:reconciliation:finished',
      {
        reconciliationId: string
        scope: string
        statementId: string | null
        comparedCount: number
        matchedCount: number
        breakCount: number
        pendingCount: number
      }
    >
  /** A comparison found a difference that nobody knew of. */
  | LedgerEventOf<
      'ledger:break:opened',
      { breakId: string; kind: string; subject: string; reconciliationId: string }
    >
  /** Somebody looks into a difference; null when nobody does any more. */
  | LedgerEventOf<'ledger:break:assigned', { breakId: string; ownerId: string | null }>
  /** A difference is explained, by a person (`reconciliationId` null), or it is gone. */
  | LedgerEventOf<
      'ledger:break:resolved',
      { breakId: string; resolution: string; reconciliationId: string | null }
    >

type LedgerEventOf<Type extends string, Body> = Readonly<{ type: Type; body: Readonly<Body> }>
