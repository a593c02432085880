import { NotifyFault } from './fault.ts'
import type { Recipient } from './message.ts'

/** Longest address and local part, in characters (RFC 5321 §4.5.3.1). */
const EMAIL_CHARS_MAX = 254
const LOCAL_PART_CHARS_MAX = 64

/** No quoted local part: what needs quotes in a header can also end one. */
const LOCAL_PART = /^[^\s\p{C}<>()[\],;:\\"@]+$/u
const DOMAIN = /^[\p{L}\p{M}\p{N}-]+(?:\.[\p{L}\p{M}\p{N}-]+)*$/u

/** ITU-T E.164: at most 15 digits with the country's. Real numbers have 7 or more. */
const PHONE = /^\+[1-9]\d{6,14}$/

/** Whether `text` is one e-mail address and nothing else: no name, no list, no line break. */
export function isEmail(text: string): boolean {
  const [local = '', domain = '', ...more] = text.split('@')
  return (
    text.length <= EMAIL_CHARS_MAX &&
    more.length === 0 &&
    local.length <= LOCAL_PART_CHARS_MAX &&
    LOCAL_PART.test(local) &&
    DOMAIN.test(domain)
  )
}

/** Whether `text` is a phone number in E.164. */
export const isPhone = (text: string): boolean => PHONE.test(text)

/** @throws {NotifyFault} a permanent one, for what is no address and no number */
export function assertRecipient(to: Recipient): void {
  if ('email' in to && !isEmail(to.email))
    throw new NotifyFault('the recipient is no e-mail address', { isPermanent: true })
  if ('phone' in to && !isPhone(to.phone))
    throw new NotifyFault('the recipient is no phone number in E.164', { isPermanent: true })
}

/** A recipient for a log line: `a…@example.com`, `+49…78`. What is no address shows nothing of itself. */
export function redactRecipient(to: Recipient): string {
  if ('phone' in to)
    return isPhone(to.phone) ? `${to.phone.slice(0, 3)}…${to.phone.slice(-2)}` : '…'
  if (!isEmail(to.email)) return '…'
  const [first = ''] = to.email
  return `${first}…${to.email.slice(to.email.indexOf('@'))}`
}
