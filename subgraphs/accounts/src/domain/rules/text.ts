/** What Postgres cannot store or a line of text cannot show: controls, and halves of a surrogate pair. */
const CONTROLS = /[\p{Cc}\u2028\u2029]/u
const CONTROLS_BUT_LINES = /[^\P{Cc}\n\t\r]/u

/**
 * Text that a person wrote, without space around it.
 *
 * @param limits.lengthMax in characters, as a person counts them: an emoji of one code point is one
 * @returns undefined when it is too long or holds what cannot be shown; '' when nothing remains
 */
export function toTrimmedText(
  text: string,
  { lengthMax, isOneLine }: { lengthMax: number; isOneLine: boolean },
): string | undefined {
  const trimmed = text.trim()
  if (trimmed.length > lengthMax * 2 || [...trimmed].length > lengthMax) return undefined
  if (!trimmed.isWellFormed()) return undefined
  return (isOneLine ? CONTROLS : CONTROLS_BUT_LINES).test(trimmed) ? undefined : trimmed
}
