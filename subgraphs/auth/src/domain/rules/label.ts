/** Whether text may be what people call something by: it says something in at most `max` characters, none of them control characters. */
export const isLabel = (text: string, max: number): boolean =>
  text.trim() !== '' && text.length <= max && !/\p{Cc}/u.test(text) && text.isWellFormed()
