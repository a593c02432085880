import type { Currency } from '@tallystick/money'

/** An account of a customer, as Accounts and the gateway tell of it. */
export type AccountReference = Readonly<{
  id: string
  /** There when a field that requires it is asked for. */
  currency?: Currency | undefined
  ownerId?: string | undefined
}>

/** A person, by their id. */
export type UserReference = Readonly<{ id: string }>

/** A payment, by its id. */
export type PaymentReference = Readonly<{ id: string }>
