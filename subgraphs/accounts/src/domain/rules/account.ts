/**
 * What an account is, and when one may be opened.
 *
 * Pure: the caller brings the person's roles, how many accounts they have, and the random digits of a number.
 */
import type { Currency } from '@tallystick/money'
import { accepted, type Result, refused } from '@tallystick/result'
import { toTrimmedText } from './text.ts'

/** What an account is for: everyday money, or a vendor's takings. */
export type AccountType = 'WALLET' | 'MERCHANT'

/** Whether money can move: yes, not now, never again. */
export type AccountStatus = 'OPEN' | 'FROZEN' | 'CLOSED'

/** How much is known of the owner, and so how much may be moved: Payments has the limits of each. */
export type AccountLevel = 'BASIC' | 'VERIFIED' | 'BUSINESS'

/** A customer's account. How much is in it is the ledger's business. */
export type Account = Readonly<{
  id: string
  /** Ten digits, the last one a check digit. */
  number: string
  ownerId: string
  type: AccountType
  currency: Currency
  name: string
  status: AccountStatus
  level: AccountLevel
  /** The owner's: when their days begin. */
  timeZone: string
  createdAt: Date
}>

/** Which accounts of an owner to list; all when nothing is named. */
export type AccountSelection = Readonly<{
  currency?: Account['currency'] | null | undefined
  type?: AccountType | null | undefined
  status?: AccountStatus | null | undefined
}>

/** Where an account stands in its owner's list. */
export type AccountPlace = Pick<Account, 'createdAt' | 'id'>

/** How many accounts one person may have, unless the operator says otherwise. */
export const ACCOUNTS_PER_PERSON_MAX = 50

/** The longest name of an account, in characters. */
export const ACCOUNT_NAME_LENGTH_MAX = 100

/** The level of a new account. */
export const FIRST_LEVEL = 'VERIFIED' satisfies AccountLevel

/** The currency of the account that everyone has without asking, unless the operator says otherwise. */
export const DEFAULT_CURRENCY = 'USD' satisfies Currency

/** The account that everyone has without asking. */
export const provisionedWallet = (
  currency: Currency,
): Pick<Account, 'type' | 'currency' | 'name'> => ({
  type: 'WALLET',
  currency,
  name: `${currency} wallet`,
})

/** Why an account is not opened. */
export type OpenAccountRefused =
  | Readonly<{ code: 'ACCOUNT_TYPE_NOT_ALLOWED'; requiredRole: string }>
  | Readonly<{ code: 'TOO_MANY_ACCOUNTS'; maximum: number }>

/**
 * Decides whether a person may open one more account.
 *
 * @param request.accountCount how many they have, whatever their status, read under the owner's lock
 * @returns the type, or the first reason against it
 */
export function mayOpen(request: {
  type: AccountType
  isVendor: boolean
  accountCount: number
  maximum: number
}): Result<AccountType, OpenAccountRefused> {
  const { type, isVendor, accountCount, maximum } = request
  if (type === 'MERCHANT' && !isVendor)
    return refused({ code: 'ACCOUNT_TYPE_NOT_ALLOWED', requiredRole: 'VENDOR' })
  if (accountCount >= maximum) return refused({ code: 'TOO_MANY_ACCOUNTS', maximum })
  return accepted(type)
}

/** The name as it is stored: without space around it. Undefined unless 1 to 100 printable characters remain. */
export function toAccountName(text: string): string | undefined {
  const name = toTrimmedText(text, { lengthMax: ACCOUNT_NAME_LENGTH_MAX, isOneLine: true })
  return name === '' ? undefined : name
}

/** The longest reason, in characters. */
export const REASON_LENGTH_MAX = 500

/** Whether a text can stand as the reason of a decision: 1 to 500 characters on one line. */
export const isReason = (text: string): boolean =>
  text.trim() !== '' &&
  [...text].length <= REASON_LENGTH_MAX &&
  !/\p{Cc}/u.test(text) &&
  text.isWellFormed()
