import type { Currency, Money } from '@tallystick/money'
import type { LedgerAccountCode } from './ledger-account.ts'

/** All debits and all credits of one currency; equal, or the books are broken. */
export type TrialBalanceRow = Readonly<{ currency: Currency; debits: Money; credits: Money }>

/** All debits and credits of one place in the chart of accounts; all wallets of a currency are one place. */
export type TrialBalanceByCodeRow = TrialBalanceRow &
  Readonly<{
    code: LedgerAccountCode
    /** For PROVIDER_CLEARING. */
    provider: string | null
    /** On the normal side. */
    balance: Money
  }>
