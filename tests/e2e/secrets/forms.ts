/** The forms in which a secret may lie about: as it is, and as what people and programs make of it on the way. */

/** Something that nobody but its owner may have. */
export type Secret = Readonly<{
  name: string
  text: string
  /** The places that may hold it, because they are made for it. */
  keptIn?: readonly string[]
}>

/** What bytes look like in Base64 wherever they begin in what was encoded: without the characters that hang on their neighbours. */
function base64Of(bytes: Buffer): string[] {
  return [0, 1, 2].flatMap((before) => {
    const padded = Buffer.concat([Buffer.alloc(before), bytes])
    const whole = padded.length - (padded.length % 3)
    const from = before === 0 ? 0 : 4
    const text = padded.subarray(0, whole).toString('base64').slice(from)
    return [text, text.replaceAll('+', '-').replaceAll('/', '_')]
  })
}

/** Every form that is looked for, in lower case: as it is, in hexadecimal, Base64, Base64url, and in a URL. */
export function formsOf(text: string): readonly string[] {
  const bytes = Buffer.from(text)
  // What is Base64url of 32 bytes may have been decoded, and kept as bytes.
  const decoded = /^[\w-]{43}$/.test(text) ? [Buffer.from(text, 'base64url').toString('hex')] : []
  const forms = [
    text,
    text.replaceAll('-', ''),
    encodeURIComponent(text),
    JSON.stringify(text).slice(1, -1),
    bytes.toString('hex'),
    ...base64Of(bytes),
    ...decoded,
  ]
  return [...new Set(forms.map((each) => each.toLowerCase()))]
}

/** Which of the secrets a text has, in whatever form and case. */
export function foundIn(text: string, secrets: readonly Secret[]): string[] {
  const lower = text.toLowerCase()
  return secrets
    .filter((each) => formsOf(each.text).some((form) => lower.includes(form)))
    .map(({ name }) => name)
}

/** Which of the secrets lie in a file, as they are or in hexadecimal. */
export function foundInBytes(bytes: Buffer, secrets: readonly Secret[]): string[] {
  return secrets
    .filter(
      ({ text }) =>
        bytes.includes(text) || bytes.includes(Buffer.from(text).toString('hex'), 0, 'latin1'),
    )
    .map(({ name }) => name)
}
