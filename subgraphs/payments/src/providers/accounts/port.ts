import type { Currency } from '@tallystick/money'
import type { Party } from '../../domain/rules/parties.ts'

/** The one way in which a payment names its payee. */
export type PayeeQuery =
  | Readonly<{ payeeAccountId: string }>
  | Readonly<{ payeeAccountNumber: string }>
  | Readonly<{ payeeUserId: string }>

/** What a payment says about its two sides. */
type PartiesQuery = PayeeQuery & Readonly<{ payerAccountId?: string; currency: Currency }>

/** The accounts of a payment, as far as they exist. */
export type Parties = Readonly<{ payer: Party | undefined; payee: Party | undefined }>

/** What Payments needs to know from Accounts. */
export type Accounts = Readonly<{
  /** Finds both sides at once. Ids must be well formed. @throws when Accounts does not answer */
  findParties(query: PartiesQuery, requestId: string): Promise<Parties>
}>
