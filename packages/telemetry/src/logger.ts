import { pino } from 'pino'
import { redact, redactAny, redactText } from './redact.ts'

/** Writes one JSON object a line; `child({ requestId })` adds fields to every line of a piece of work. */
export type Logger = pino.Logger

/** What a logger is made from. */
export type LoggerOptions = Readonly<{
  /** The process: `gateway`, `payments`, `worker`, … */
  name: string
  /** The least level that is written. @default 'info' */
  level?: pino.LevelWithSilent | undefined
  /** Where lines go. @default standard output */
  destination?: pino.DestinationStream | undefined
}>

/**
 * Makes a logger of JSON lines with ISO 8601 times and level names.
 *
 * Secrets are left out at any depth, by the name they stand under, in bindings of children too; of an error its
 * message, stack, code, constraint and causes are written, never the parameters of a statement.
 */
export function newLogger({ name, level = 'info', destination }: LoggerOptions): Logger {
  const options = {
    name,
    level,
    base: { pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    // `redact` has already made plain fields of errors; pino's own serializer would take them for errors again.
    serializers: { err: (fields: unknown) => fields },
    formatters: {
      level: (label: string) => ({ level: label }),
      log: redact,
    },
    hooks: { logMethod },
  }
  return cleaningBindings(pino(options, destination ?? standardOutput()))
}

/**
 * Standard output. PERFORMANCE: lines go out together, since a write for each costs more than the line. None waits for
 * longer than FLUSH_MS, those of level `warn` and above do not wait, and what is left when the process ends is written then.
 */
const standardOutput = (): pino.DestinationStream => {
  output ??= pino.destination({
    dest: 1,
    sync: false,
    minLength: GATHERED_CHARS,
    periodicFlush: FLUSH_MS,
  })
  return output
}
let output: pino.DestinationStream | undefined
const GATHERED_CHARS = 8_192
const FLUSH_MS = 50

/** Makes the logger and its children clean what they bind: pino lets no formatter see the bindings of a child. */
function cleaningBindings(logger: Logger): Logger {
  const bind = logger.child
  function child(this: Logger, bindings: pino.Bindings, options?: object): Logger {
    return Reflect.apply(bind, this, [redact(bindings), options])
  }
  return Object.assign(logger, { child })
}

/** Writes nothing: for tests, and for callers that want none. */
export const SILENT: Logger = newLogger({ name: 'silent', level: 'silent' })

type Arguments = Parameters<pino.Logger['info']>

/** Gives a line about an error the error's message, as pino does, but cleaned; cleans a message that is given. */
function logMethod(
  this: pino.Logger,
  given: Arguments,
  write: pino.Logger['info'],
  level: number,
): void {
  write.apply(this, cleaned(withMessage(given)))
  if (level >= WARN) this.flush()
}

/** pino's number of the level `warn`. */
const WARN = 40

function withMessage(given: Arguments): readonly unknown[] {
  const [first, second, ...rest] = given as unknown[]
  if (typeof first === 'string') return given
  const fields = first instanceof Error ? { err: first } : first
  const error =
    typeof fields === 'object' && fields !== null && 'err' in fields ? fields.err : undefined
  const message = second ?? (error instanceof Error ? error.message : undefined)
  return [fields, message, ...rest]
}

const cleaned = ([fields, ...texts]: readonly unknown[]): Arguments =>
  // Fields are cleaned once, by the formatter; here are the message and what is put into it.
  [typeof fields === 'string' ? redactText(fields) : fields, ...texts.map(redactAny)] as Arguments
