/**
 * Account numbers: nine random digits and a check digit (ISO/IEC 7064, MOD 11,10).
 *
 * Every single wrong digit is noticed, and all but a few swaps of neighbours, before money goes to a stranger.
 */

const SERIAL = /^[1-9][0-9]{8}$/
const NUMBER = /^[1-9][0-9]{9}$/

/** The least serial: nine digits that do not begin with 0. */
export const SERIAL_MIN = 100_000_000
/** The first serial that is too great. */
export const SERIAL_END = 1_000_000_000

/** The number that a serial stands for. @throws {RangeError} unless the serial has nine digits, the first not 0 */
export function toAccountNumber(serial: number): string {
  const digits = String(serial)
  if (!SERIAL.test(digits)) throw new RangeError('the serial of an account number has nine digits')
  return digits + checkDigitOf(digits)
}

/** Whether `text` is an account number: ten ASCII digits whose last one fits the others. */
export const isAccountNumber = (text: string): boolean =>
  NUMBER.test(text) && checkDigitOf(text.slice(0, 9)) === text.slice(9)

/** The check digit that belongs behind `digits`, of any length. */
export function checkDigitOf(digits: string): string {
  let product = 10
  for (const digit of digits) {
    const sum = (product + Number(digit)) % 10 || 10
    product = (sum * 2) % 11
  }
  return String((11 - product) % 10)
}
