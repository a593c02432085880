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
  | LedgerEventOf<'ledger:hold:voided', { holdId: string }>
  | LedgerEventOf<'ledger:hold:expired', { holdId: string }>

type LedgerEventOf<Type extends string, Body> = Readonly<{ type: Type; body: Readonly<Body> }>
