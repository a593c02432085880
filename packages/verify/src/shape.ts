/** Readers of the values that files are made of; each refuses what is not in its one canonical form, and says where. */
import { fromBase64url, fromHex } from './bytes.ts'
import type { Json, JsonObject } from './json.ts'
import { type At, quoted, type RefusalCode, refuse } from './verdict.ts'

/** Reads a value, or refuses it naming the place. */
export type Reader<Value> = (value: Json, at: At) => Value

type Shape = Readonly<Record<string, Reader<unknown>>>
type Shaped<S extends Shape> = Readonly<{ [Name in keyof S]: ReturnType<S[Name]> }>

/** An amount in minor units has at most this many digits. */
const DIGITS_MAX = 78
const ID = /^([a-z]{3})_[0-7][0-9a-hjkmnp-tv-z]{25}$/
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/
const CURRENCY = /^[A-Z][A-Z0-9]{2,11}$/
const DECIMAL = /^(?:0|-?[1-9][0-9]*)$/

const refuseAt = (code: RefusalCode, { where, index }: At, problem: string): never =>
  refuse(code, `${where}: ${problem}.`, index)

/** The place of a part of what is at a place. */
export const within = (at: At, part: string): At => ({ ...at, where: `${at.where}, ${part}` })

/** Whether a value of a file is an object. */
export const isObject = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** An object with exactly these fields. */
export const object =
  <const S extends Shape>(shape: S): Reader<Shaped<S>> =>
  (value, at) => {
    if (!isObject(value)) return refuseAt('WRONG_SHAPE', at, 'must be an object')
    const unknown = Object.keys(value).find((name) => !Object.hasOwn(shape, name))
    if (unknown !== undefined)
      refuseAt('WRONG_SHAPE', at, `has an unknown field ${quoted(unknown)}`)
    const fields = Object.entries(shape).map(([name, read]) => {
      const field = value[name]
      if (field === undefined) return refuseAt('WRONG_SHAPE', at, `has no field "${name}"`)
      return [name, read(field, within(at, name))]
    })
    return Object.fromEntries(fields)
  }

/** A list of `min` to `max` values, named in messages by what they are; `isIndexed` lists give refusals their index. */
export const list =
  <Value>(
    read: Reader<Value>,
    limits: Readonly<{ name: string; min?: number; max: number; isIndexed?: boolean }>,
  ): Reader<readonly Value[]> =>
  (value, at) => {
    const { name, min = 0, max, isIndexed = false } = limits
    if (!Array.isArray(value)) return refuseAt('WRONG_SHAPE', at, 'must be a list')
    if (value.length < min) refuseAt('WRONG_SHAPE', at, `must have at least ${min} of ${name}`)
    if (value.length > max) refuseAt('WRONG_SHAPE', at, `has more than ${max} of ${name}`)
    return value.map((item: Json, index) =>
      read(item, {
        ...within(at, `${name} ${index + 1}`),
        ...(isIndexed && at.index === undefined ? { index } : {}),
      }),
    )
  }

/** Text of at most `max` UTF-16 units. */
export const text =
  (max: number): Reader<string> =>
  (value, at) => {
    if (typeof value !== 'string') return refuseAt('WRONG_SHAPE', at, 'must be a text')
    if (value.length > max) return refuseAt('WRONG_VALUE', at, `is longer than ${max} characters`)
    return value
  }

/** The value or null. */
export const nullable =
  <Value>(read: Reader<Value>): Reader<Value | null> =>
  (value, at) =>
    value === null ? null : read(value, at)

/** An integer from 0 to 2^53 - 1; that it is written plainly, the reader of JSON has seen to. */
export const integer: Reader<number> = (value, at) =>
  typeof value === 'number' ? value : refuseAt('WRONG_SHAPE', at, 'must be a number')

/** One of these texts. */
export const oneOf =
  <const Choice extends string>(...choices: readonly Choice[]): Reader<Choice> =>
  (value, at) =>
    choices.find((choice) => choice === value) ??
    refuseAt('WRONG_VALUE', at, `must be ${choices.join(' or ')}`)

const matching =
  (max: number, isIt: (text: string) => boolean, what: string): Reader<string> =>
  (value, at) => {
    const read = text(max)(value, at)
    return isIt(read) ? read : refuseAt('WRONG_VALUE', at, `${quoted(read)} is not ${what}`)
  }

/** An id with this prefix in its one spelling. */
export const id = (prefix: string): Reader<string> =>
  matching(30, (value) => ID.exec(value)?.[1] === prefix, `an id of the form ${prefix}_…`)

/** The name of a key. */
export const keyId: Reader<string> = matching(
  16,
  (value) => /^[0-9a-f]{16}$/.test(value),
  'the id of a key (16 digits of lower-case hex)',
)

/** A moment in UTC with milliseconds, one that is in the calendar. */
export const moment: Reader<string> = matching(
  24,
  (value) => MOMENT.test(value) && isInCalendar(value),
  'a moment such as 2026-01-31T12:00:00.000Z',
)

function isInCalendar(value: string): boolean {
  const at = new Date(value)
  return !Number.isNaN(at.getTime()) && at.toISOString() === value
}

/** The code of a currency or asset. */
export const currency: Reader<string> = matching(
  12,
  (value) => CURRENCY.test(value),
  'the code of a currency',
)

/** A decimal integer in its one spelling, in minor units when it is an amount. */
export const decimal = (least: 'any' | 'zero' | 'one'): Reader<string> =>
  matching(DIGITS_MAX + 1, (value) => isDecimal(value, least), DECIMALS[least])

const DECIMALS = {
  any: `an integer of at most ${DIGITS_MAX} digits, plainly written`,
  zero: `an integer of at most ${DIGITS_MAX} digits, plainly written and not negative`,
  one: `an integer of at most ${DIGITS_MAX} digits, plainly written and more than zero`,
}

function isDecimal(value: string, least: 'any' | 'zero' | 'one'): boolean {
  if (!DECIMAL.test(value)) return false
  const isNegative = value.startsWith('-')
  if (value.length - (isNegative ? 1 : 0) > DIGITS_MAX) return false
  return least === 'any' || (!isNegative && (least === 'zero' || value !== '0'))
}

/** This many bytes in lower-case hex. */
export const hex =
  (size: number): Reader<Uint8Array> =>
  (value, at) => {
    const bytes = fromHex(text(2 * size)(value, at))
    if (bytes?.length === size) return bytes
    return refuseAt('WRONG_VALUE', at, `must be ${2 * size} digits of lower-case hex`)
  }

/** This many bytes in base64url without padding. */
export const base64url = (size: number): Reader<Uint8Array> => {
  const length = Math.ceil((size * 8) / 6)
  return (value, at) => {
    const bytes = fromBase64url(text(length)(value, at))
    if (bytes?.length === size) return bytes
    return refuseAt('WRONG_VALUE', at, `must be ${length} characters of base64url`)
  }
}

/** Whether the value is in the file, or only a commitment to it. */
export type Field<Value> = Readonly<{ isOpen: true; value: Value }> | Readonly<{ isOpen: false }>

/** A field as the file has it: open with its salt, or shut with its commitment. */
export type FieldInFile<Value> =
  | Readonly<{ isOpen: true; value: Value; salt: Uint8Array }>
  | Readonly<{ isOpen: false; commitment: Uint8Array }>

/** A field that is open to the reader of the file or shut. */
export const field = <Value>(read: Reader<Value>): Reader<FieldInFile<Value>> => {
  const open = object({ value: read, salt: hex(32) })
  const shut = object({ commitment: hex(32) })
  return (value, at) =>
    isObject(value) && Object.hasOwn(value, 'commitment')
      ? { isOpen: false, ...shut(value, at) }
      : { isOpen: true, ...open(value, at) }
}
