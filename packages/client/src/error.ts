/** What is known of whether anything was changed. Only UNKNOWN needs care, and an idempotency key settles it. */
export type Outcome = 'NOT_APPLIED' | 'UNKNOWN'

/** One of the errors of an answer, as the server writes it. */
export type AnswerError = Readonly<{
  message: string
  path?: readonly (string | number)[]
  extensions?: Readonly<Record<string, unknown>>
}>

/** What a `TallystickError` says beside its message. */
export type ErrorFacts = Readonly<{
  /** A code of `docs/reference/errors.md`; or CONNECTION_LOST, which is the client's own. */
  code: string
  outcome: Outcome
  /** What to quote to the operator; the server's log has it. */
  requestId: string
  details?: unknown
  /** What came in spite of the errors: fields that may be null are. */
  data?: unknown
  /** All errors of the answer; none when no answer came. */
  errors?: readonly AnswerError[]
  /** How long the server asks to wait, in milliseconds. */
  retryAfterMs?: number | undefined
  cause?: unknown
}>

/** Everything that can go wrong other than a refusal, which is a member of a mutation's result. */
export class TallystickError extends Error {
  override readonly name = 'TallystickError'
  readonly code: string
  readonly outcome: Outcome
  readonly requestId: string
  readonly details: unknown
  readonly data: unknown
  readonly errors: readonly AnswerError[]
  readonly retryAfterMs: number | undefined

  constructor(message: string, facts: ErrorFacts) {
    super(message, { cause: facts.cause })
    this.code = facts.code
    this.outcome = facts.outcome
    this.requestId = facts.requestId
    this.details = facts.details
    this.data = facts.data
    this.errors = facts.errors ?? []
    this.retryAfterMs = facts.retryAfterMs
  }
}

/** An answer as it travels. */
export type Answer = Readonly<{ data?: unknown; errors?: readonly AnswerError[] }>

/** What the request was, as far as its error must know. */
export type Asked = Readonly<{ requestId: string; isMutation: boolean; retryAfterMs?: number }>

/** The error that an answer's errors come to: that of the first, and the worst of their outcomes. */
export function toError({ errors = [], data }: Answer, asked: Asked): TallystickError {
  const [first] = errors
  const { code, details, requestId } = first?.extensions ?? {}
  const { isMutation, retryAfterMs } = asked
  const isPartlyApplied = isMutation && hasValue(data)
  const isSafe = errors.every(({ extensions }) => extensions?.['outcome'] === 'NOT_APPLIED')
  return new TallystickError(first?.message ?? 'The answer has neither data nor errors.', {
    code: typeof code === 'string' ? code : 'INTERNAL',
    outcome: !isMutation || (isSafe && !isPartlyApplied) ? 'NOT_APPLIED' : 'UNKNOWN',
    requestId: typeof requestId === 'string' ? requestId : asked.requestId,
    details,
    data,
    errors,
    retryAfterMs: retryAfterMs ?? waitOf(details),
  })
}

/** The error of a request that no answer came to. A mutation may or may not have been applied. */
export const connectionLost = (
  { requestId, isMutation }: Asked,
  {
    cause,
    why = 'The connection was lost before an answer came.',
  }: { cause?: unknown; why?: string } = {},
): TallystickError =>
  new TallystickError(why, {
    code: 'CONNECTION_LOST',
    outcome: isMutation ? 'UNKNOWN' : 'NOT_APPLIED',
    requestId,
    cause,
  })

const hasValue = (data: unknown): boolean =>
  typeof data === 'object' && data !== null && Object.values(data).some((value) => value !== null)

/** What a limit says of itself, by whatever transport; the header comes by HTTP alone. */
function waitOf(details: unknown): number | undefined {
  const { retryAfterMs } = (details ?? {}) as { retryAfterMs?: unknown }
  return typeof retryAfterMs === 'number' && retryAfterMs >= 0 ? retryAfterMs : undefined
}
