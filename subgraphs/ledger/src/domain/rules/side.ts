/** The two sides of a ledger account. Amounts are positive; the side says what they do. */
export type Side = 'DEBIT' | 'CREDIT'

/**
 * What an entry adds to the balance of a ledger account, reckoned on the account's normal side: the amount on that
 * side, its opposite on the other.
 */
export const changeOf = (side: Side, amountMinor: bigint, normalSide: Side): bigint =>
  side === normalSide ? amountMinor : -amountMinor
