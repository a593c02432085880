/** Whether a request has the form that the schema's descriptions ask for. Says nothing about what it refers to. */
import { MINOR_DIGITS_MAX, type Money } from '@tallystick/money'

/** The longest description, in characters (Unicode code points). */
const DESCRIPTION_MAX = 500

/** 1 to 255 visible ASCII characters. */
const IDEMPOTENCY_KEY = /^[\x21-\x7e]{1,255}$/

/** Ten digits; whether the last one is the right check digit is for Accounts to say. */
const ACCOUNT_NUMBER = /^[0-9]{10}$/

/** The longest e-mail address that can be delivered to (RFC 5321: 64 + @ + 255). */
const EMAIL_MAX = 320

/** Who is paid, as the caller names them. */
export type PayeeName = Readonly<{
  accountId?: string | null | undefined
  accountNumber?: string | null | undefined
  email?: string | null | undefined
}>

/** What is wrong with the form of a request, for people, and where. */
export type FormFault = Readonly<{ code: 'BAD_FORM'; field: string; message: string }>

/** What both money operations ask of every request. */
export type CommonForm = Readonly<{ idempotencyKey: string; amount: Money }>

/** The first thing that is wrong with the key or the amount, if anything. */
export function faultOfForm({ idempotencyKey, amount }: CommonForm): FormFault | undefined {
  if (!IDEMPOTENCY_KEY.test(idempotencyKey))
    return fault('idempotencyKey', 'An idempotency key is 1 to 255 visible ASCII characters.')
  if (amount.minor <= 0n) return fault('amount', 'The amount must be greater than zero.')
  if (amount.minor.toString().length > MINOR_DIGITS_MAX)
    return fault('amount', `An amount has at most ${MINOR_DIGITS_MAX} digits.`)
  return undefined
}

/** The first thing that is wrong with the payee's name or the description, if anything. */
export function faultOfSend({
  to,
  description,
}: {
  to: PayeeName
  description: string | null
}): FormFault | undefined {
  const given = [to.accountId, to.accountNumber, to.email].filter((each) => each != null)
  if (given.length !== 1)
    return fault('to', 'Name the payee by exactly one of accountId, accountNumber and email.')
  if (description === null) return undefined
  if ([...description].length > DESCRIPTION_MAX)
    return fault('description', `A description has at most ${DESCRIPTION_MAX} characters.`)
  // Postgres text cannot hold U+0000, and half of a surrogate pair has no UTF-8.
  if (description.includes('\0') || !description.isWellFormed())
    return fault('description', 'The description holds characters that are no text.')
  return undefined
}

/** Whether this can be an account's number at all. */
export const isAccountNumber = (text: string): boolean => ACCOUNT_NUMBER.test(text)

/** Whether it is worth asking Auth for a person with this address. */
export const isEmailShaped = (text: string): boolean =>
  text.length <= EMAIL_MAX && text.isWellFormed() && /^[^\s@\p{Cc}]+@[^\s@\p{Cc}]+$/u.test(text)

const fault = (field: string, message: string): FormFault => ({ code: 'BAD_FORM', field, message })
