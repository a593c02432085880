/** Whether a request has the form that the schema's descriptions ask for. Says nothing about what it refers to. */
import { MINOR_DIGITS_MAX, type Money } from '@tallystick/money'

/** The longest description, in characters (Unicode code points). */
const DESCRIPTION_MAX = 500

/** The most facts that a payment has for programs. */
const METADATA_FACTS_MAX = 20

/** What such a fact is called. */
const METADATA_KEY = /^[A-Za-z0-9._-]{1,40}$/

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
export const faultOfForm = (asked: CommonForm): FormFault | undefined =>
  faultOfKey(asked) ?? faultOfAmount(asked.amount.minor)

/** Whether the key can be one. */
export const faultOfKey = ({
  idempotencyKey,
}: Pick<CommonForm, 'idempotencyKey'>): FormFault | undefined =>
  IDEMPOTENCY_KEY.test(idempotencyKey)
    ? undefined
    : fault('idempotencyKey', 'An idempotency key is 1 to 255 visible ASCII characters.')

/** Whether an amount, in minor units, can be moved. */
export function faultOfAmount(minor: bigint): FormFault | undefined {
  if (minor <= 0n) return fault('amount', 'The amount must be greater than zero.')
  if (minor.toString().length > MINOR_DIGITS_MAX)
    return fault('amount', `An amount has at most ${MINOR_DIGITS_MAX} digits.`)
  return undefined
}

/** The first thing that is wrong with the payee's name or the texts, if anything. */
export function faultOfSend(asked: Texts & Readonly<{ to: PayeeName }>): FormFault | undefined {
  return faultOfName(asked.to, 'to') ?? faultOfText(asked)
}

/** Whether somebody is named, and in one way only. */
export function faultOfName(name: PayeeName, field: string): FormFault | undefined {
  const given = [name.accountId, name.accountNumber, name.email].filter((each) => each != null)
  if (given.length === 1) return undefined
  return fault(field, `Name exactly one of accountId, accountNumber and email.`)
}

/** What people and programs write about a payment. */
export type Texts = Readonly<{
  description: string | null
  metadata?: Readonly<Record<string, string>> | undefined
}>

/** The first thing that is wrong with what was written, if anything. */
export function faultOfText({ description, metadata = {} }: Texts): FormFault | undefined {
  return (
    (description === null ? undefined : faultOfDescription(description)) ?? faultOfFacts(metadata)
  )
}

function faultOfDescription(description: string): FormFault | undefined {
  if ([...description].length > DESCRIPTION_MAX)
    return fault('description', `A description has at most ${DESCRIPTION_MAX} characters.`)
  if (isText(description)) return undefined
  return fault('description', 'The description holds characters that are no text.')
}

function faultOfFacts(metadata: Readonly<Record<string, string>>): FormFault | undefined {
  const facts = Object.entries(metadata)
  if (facts.length > METADATA_FACTS_MAX)
    return fault('metadata', `There can be at most ${METADATA_FACTS_MAX} facts.`)
  if (facts.some(([key]) => !METADATA_KEY.test(key)))
    return fault('metadata', 'A key is 1 to 40 letters, digits, dots, dashes or underscores.')
  if (facts.some(([, value]) => !isText(value) || [...value].length > DESCRIPTION_MAX))
    return fault('metadata', `A value is text of at most ${DESCRIPTION_MAX} characters.`)
  return undefined
}

/** Postgres text cannot hold U+0000, and half of a surrogate pair has no UTF-8. */
const isText = (text: string): boolean => !text.includes('\0') && text.isWellFormed()

/** Whether this can be an account's number at all. */
export const isAccountNumber = (text: string): boolean => ACCOUNT_NUMBER.test(text)

/** Whether it is worth asking Auth for a person with this address. */
export const isEmailShaped = (text: string): boolean =>
  text.length <= EMAIL_MAX && text.isWellFormed() && /^[^\s@\p{Cc}]+@[^\s@\p{Cc}]+$/u.test(text)

const fault = (field: string, message: string): FormFault => ({ code: 'BAD_FORM', field, message })
