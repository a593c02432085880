/** What goes wrong, in words for the person in front of it. */

/** Something to say to the person as it is. */
export class Told extends Error {
  override name = 'Told'
}

/** The system did not do what it was asked, and says why in a code. */
export class Denied extends Told {
  override name = 'Denied'
  readonly code: string

  constructor(code: string, words: string) {
    super(words)
    this.code = code
  }
}

/** An error of an answer, as GraphQL carries it. */
export type AnswerError = Readonly<{
  message: string
  extensions?: Readonly<{ code?: string; requestId?: string }>
}>

/** What the errors of an answer come to. @param retryAfter the header of that name: seconds */
export function toDenied(errors: readonly AnswerError[], retryAfter: string | null): Denied {
  const [first] = errors
  const { code = 'INTERNAL', requestId = '' } = first?.extensions ?? {}
  const minutes = Math.max(1, Math.ceil(Number(retryAfter ?? 60) / 60))
  const words: Readonly<Record<string, string>> = {
    RATE_LIMITED: `That was too often. Wait ${minutes === 1 ? 'a minute' : `${minutes} minutes`}, then try again.`,
    UNAUTHENTICATED: 'You are not signed in any more. Load this page again.',
    INTERNAL: `Something went wrong on our side. If it stays so, tell the people who run this system: ${requestId}`,
  }
  return new Denied(code, words[code] ?? first?.message ?? 'There was no answer.')
}

/** What to say of anything that was thrown. */
export const toWords = (fault: unknown): string =>
  fault instanceof Told ? fault.message : 'Something went wrong in this page. Load it again.'
