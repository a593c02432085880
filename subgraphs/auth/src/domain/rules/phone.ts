/** Whether `text` is a phone number as E.164 writes it: a plus sign and 8 to 15 digits, the first of them not zero. */
export const isPhone = (text: string): boolean => /^\+[1-9]\d{7,14}$/.test(text)

/** A phone number without the spaces, dots, dashes and brackets that people write in it. */
export const tidyPhone = (text: string): string => text.replaceAll(/[\s().-]/g, '')
