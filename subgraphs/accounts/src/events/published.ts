/** What Accounts tells the rest of the system: the one file another subgraph may import. */
export type AccountsEvent =
  | AccountsEventOf<
      'accounts:account:opened',
      {
        accountId: string
        ownerId: string
        number: string
        type: 'WALLET' | 'MERCHANT'
        currency: string
        name: string
      }
    >
  /** An administrator said how much an account is trusted with, and why. */
  | AccountsEventOf<
      'accounts:account:graded',
      {
        accountId: string
        ownerId: string
        level: 'BASIC' | 'VERIFIED' | 'BUSINESS'
        reason: string
      }
    >
  | AccountsEventOf<'accounts:profile:updated', { userId: string; fields: readonly string[] }>

type AccountsEventOf<Type extends string, Body> = Readonly<{ type: Type; body: Readonly<Body> }>
