/** Longest name that a greeting shows, in characters. */
export const NAME_CHARS_MAX = 60

/** Control characters, line ends, and what turns the direction of text or cannot be seen. */
const UNSHOWABLE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}\u200b\ufeff]+/gu

/** What mail programs make a link of by themselves. */
const LINK_LIKE = /[/@:\\]|[^\s.]\.[\p{L}\p{N}]{2,}/u

/**
 * How a mail begins.
 *
 * A stranger may sign up with somebody else's address and an advertisement for a name, and we would deliver it: a name
 * with anything like a link in it is left out.
 */
export function greetingOf(name: string): string {
  const shown = name.replace(UNSHOWABLE, ' ').replace(/\s+/gu, ' ').trim()
  if (shown === '' || LINK_LIKE.test(shown)) return 'Hello,'
  const letters = [...shown]
  return letters.length > NAME_CHARS_MAX
    ? `Hello ${letters.slice(0, NAME_CHARS_MAX).join('').trim()}…,`
    : `Hello ${shown},`
}

/** A code as one reads it aloud: `123 456`, `1234 5678`. Whoever checks it must take it with the spaces. */
export function codeInGroups(code: string): string {
  const letters = [...code.replace(UNSHOWABLE, '').replace(/\s+/gu, '')]
  const size = letters.length % 3 === 0 ? 3 : 4
  const groups = Array.from({ length: Math.ceil(letters.length / size) }, (_, at) =>
    letters.slice(at * size, (at + 1) * size).join(''),
  )
  return groups.join(' ')
}

const UNITS = [
  { name: 'day', minutes: 1_440 },
  { name: 'hour', minutes: 60 },
  { name: 'minute', minutes: 1 },
] as const

/** A time in the largest unit that it is a whole number of: `15 minutes`, `1 hour`, `2 days`. */
export function durationOf(minutes: number): string {
  const unit = UNITS.find((each) => minutes >= each.minutes && minutes % each.minutes === 0)
  const { name, minutes: size } = unit ?? { name: 'minute', minutes: 1 }
  const count = minutes / size
  return `${count} ${name}${count === 1 ? '' : 's'}`
}
