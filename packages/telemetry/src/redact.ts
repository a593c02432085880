/** What stands in the place of a secret. */
const REDACTED = '[redacted]'
/** Deeper structures are cut: a log line is no dump, and a cycle must end. */
const DEPTH_MAX = 8
/** Longer lists are cut at this length. */
const ITEMS_MAX = 100

const SECRET_KEY =
  /(?:password|passwordhash|passphrase|token|secret|authorization|cookie|cookie-?hash|assertion|api-?_?key|private-?_?key|jwk)s?$|^key$/i
const URL_CREDENTIALS = /(:\/\/)[^/\s:@]*:[^/\s@]*@/g
/** Drizzle puts the parameters of a failed statement, password hashes and all, at the end of its message. */
const STATEMENT_PARAMETERS = /\nparams: .*/s
/** The facts of an error that help and hold no row: Postgres's `detail` and `parameters` are not among them. */
const ERROR_FACTS = ['code', 'constraint_name', 'table_name', 'schema_name', 'syscall', 'address']

/** A copy without secrets: whatever stands under a secret's name at any depth, and credentials inside URLs. */
export function redact(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return redactFields(fields, 0)
}

/** Any value as `redact` cleans the values of fields. */
export const redactAny = (value: unknown): unknown => redactValue(value, 0)

/** A text without credentials of URLs and without a statement's parameters. PERFORMANCE: few texts have either. */
export function redactText(text: string): string {
  const kept = text.includes('\nparams: ') ? text.replace(STATEMENT_PARAMETERS, '') : text
  return kept.includes('://') ? kept.replace(URL_CREDENTIALS, `$1${REDACTED}@`) : kept
}

function redactFields(fields: object, depth: number): Record<string, unknown> {
  const clean: Record<string, unknown> = {}
  for (const name of Object.keys(fields)) {
    const value: unknown = fields[name as keyof typeof fields]
    clean[name] = isSecret(name) ? hide(value) : redactValue(value, depth + 1)
  }
  return clean
}

/** What was found out about names of fields; nearly all of them are written in this program. */
const known = new Map<string, boolean>()
const KNOWN_MAX = 1_000

function isSecret(name: string): boolean {
  const found = known.get(name)
  if (found !== undefined) return found
  const is = SECRET_KEY.test(name)
  if (known.size < KNOWN_MAX) known.set(name, is)
  return is
}

/** Shows that a secret was absent, which often is the very fault that is looked for. */
const hide = (value: unknown): unknown => (value === undefined || value === null ? value : REDACTED)

function redactValue(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return redactText(value)
  // JSON has no integers beyond 2^53, and amounts of money are such.
  if (typeof value === 'bigint') return value.toString()
  if (typeof value !== 'object' || value === null) return value
  if (depth > DEPTH_MAX) return '[deep]'
  if (value instanceof Error) return redactError(value, depth)
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`
  if (Array.isArray(value))
    return value.slice(0, ITEMS_MAX).map((item) => redactValue(item, depth + 1))
  if ('toJSON' in value && typeof value.toJSON === 'function')
    return redactValue(value.toJSON(), depth + 1)
  // Instances (requests, sockets, pools) hold bodies and credentials under any name: only plain fields are written.
  const kind = Object.getPrototypeOf(value)
  if (kind === null || kind === Object.prototype) return redactFields(value, depth)
  return `[${kind.constructor?.name ?? 'object'}]`
}

function redactError(error: Error, depth: number): Record<string, unknown> {
  const facts = Object.entries(error).filter(([name]) => ERROR_FACTS.includes(name))
  return {
    type: error.name,
    message: redactText(error.message),
    // The message opens the stack; cleaning the whole would cut the frames that follow its parameters.
    stack: redactText((error.stack ?? '').replace(error.message, () => redactText(error.message))),
    ...Object.fromEntries(facts),
    ...(error.cause === undefined ? {} : { cause: redactValue(error.cause, depth + 1) }),
    ...(error instanceof AggregateError ? { errors: redactValue(error.errors, depth + 1) } : {}),
  }
}
