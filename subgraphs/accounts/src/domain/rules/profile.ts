/** What a person says about themselves, and which values have the form that their field asks for. */
import { accepted, type Result, refused } from '@tallystick/result'
import { toTrimmedText } from './text.ts'

/** A profile. A person who never said anything has the empty one. */
export type Profile = Readonly<{
  phone: string | null
  address: string | null
  bio: string | null
  locale: string
  timeZone: string
  /** Null while it never changed. */
  updatedAt: Date | null
}>

/** The profile of a person who never said anything. */
export const EMPTY_PROFILE: Profile = Object.freeze({
  phone: null,
  address: null,
  bio: null,
  locale: 'en',
  timeZone: 'UTC',
  updatedAt: null,
})

/** The fields that a person may change. */
export type ProfileFields = Omit<Profile, 'updatedAt'>

/** What a caller asks to change: what is left out stays, null empties. */
export type ProfileChanges = Readonly<{
  [Field in keyof ProfileFields]?: string | null | undefined
}>

/** A value has not the form that its field asks for. */
export type UpdateProfileRefused = Readonly<{
  code: 'INVALID_PROFILE'
  field: keyof ProfileFields
}>

/** The longest address, in characters. */
export const ADDRESS_LENGTH_MAX = 500
/** The longest few words about oneself, in characters. */
export const BIO_LENGTH_MAX = 1_000

/** International form, at most 15 digits (ITU-T E.164). */
const PHONE = /^\+[1-9][0-9]{6,14}$/
/** The longest tag that RFC 5646, section 4.4.1, asks everyone to take. */
const LOCALE_LENGTH_MAX = 35
/** A name of the IANA time zone database. An offset such as +01:00 is not one: it knows no summer time. */
const TIME_ZONE = /^[A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+){0,2}$/
const TIME_ZONE_LENGTH_MAX = 64

type Reader = (text: string) => string | null | undefined

/** An empty text says no more than no text. */
const inLines =
  (lengthMax: number): Reader =>
  (text) => {
    const lines = toTrimmedText(text, { lengthMax, isOneLine: false })
    return lines === '' ? null : lines
  }

/** Each field's reader: the value to store, null for none, undefined when the text has not the form. */
const READERS: Readonly<Record<keyof ProfileFields, Reader>> = {
  phone: (text) => (PHONE.test(text) ? text : undefined),
  address: inLines(ADDRESS_LENGTH_MAX),
  bio: inLines(BIO_LENGTH_MAX),
  locale: toLocale,
  timeZone: (text) => (isTimeZone(text) ? text : undefined),
}

const FIELDS = Object.keys(READERS) as (keyof ProfileFields)[]

/**
 * Decides a change of a profile.
 *
 * @returns the fields to store, those only that were named; or the first field whose value cannot be taken
 */
export function changeProfile(
  changes: ProfileChanges,
): Result<Partial<ProfileFields>, UpdateProfileRefused> {
  const taken: Partial<Record<keyof ProfileFields, string | null>> = {}
  for (const field of FIELDS) {
    const text = changes[field]
    if (text === undefined) continue
    const value = text === null ? null : READERS[field](text)
    const isRequired = field === 'locale' || field === 'timeZone'
    if (value === undefined || (value === null && isRequired))
      return refused({ code: 'INVALID_PROFILE', field })
    taken[field] = value
  }
  return accepted(taken as Partial<ProfileFields>)
}

/** The canonical spelling of a BCP 47 tag, undefined for anything else. */
function toLocale(text: string): string | undefined {
  if (text.length > LOCALE_LENGTH_MAX) return undefined
  try {
    return Intl.getCanonicalLocales(text)[0]
  } catch {
    // RangeError is how Intl says that this is no tag.
    return undefined
  }
}

function isTimeZone(text: string): boolean {
  if (text.length > TIME_ZONE_LENGTH_MAX || !TIME_ZONE.test(text)) return false
  try {
    new Intl.DateTimeFormat('en', { timeZone: text })
    return true
  } catch {
    return false
  }
}
