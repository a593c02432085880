import type { Currency, Money } from '@tallystick/money'

/** All debits and all credits of one currency; equal, or the books are broken. */
export type TrialBalanceRow = Readonly<{ currency: Currency; debits: Money; credits: Money }>
