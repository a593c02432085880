import { readFileSync } from 'node:fs'
import type { Values, Variable, Variables } from './variables.ts'

/** What is wrong with one variable, without the value that was given. */
export type ConfigFault = Readonly<{ name: string; problem: string }>

/** The environment does not fit; `faults` names every variable to mend, not only the first. */
export class ConfigError extends Error {
  readonly faults: readonly ConfigFault[]

  constructor(faults: readonly ConfigFault[]) {
    const lines = faults.map(({ name, problem }) => `  ${name}: ${problem}`)
    super(['The configuration has faults:', ...lines].join('\n'))
    this.name = 'ConfigError'
    this.faults = faults
  }
}

/** An environment as `process.env` gives it. An empty value counts as unset. */
export type Environment = Readonly<Record<string, string | undefined>>

/**
 * Reads every variable and checks it.
 *
 * A secret may be given as `NAME` or, as orchestrators mount them, in the file that `NAME_FILE` names, not both.
 * @throws {ConfigError} with all faults at once
 */
export function readConfig<Of extends Variables>(variables: Of, env: Environment): Values<Of> {
  const faults: ConfigFault[] = []
  const values: Record<string, unknown> = {}
  for (const [name, facts] of Object.entries(variables)) {
    const text = textOf(name, facts, env)
    if ('problem' in text) {
      faults.push({ name: text.name, problem: text.problem })
      continue
    }
    const read = facts.schema.safeParse(text.value)
    if (read.success) values[name] = read.data
    else faults.push({ name, problem: problemOf(text.value, read.error) })
  }
  if (faults.length > 0) throw new ConfigError(faults)
  return values as Values<Of>
}

/** Prints the faults for the operator and ends the process with 78 (EX_CONFIG of sysexits.h); rethrows anything else. */
export function exitOnConfigError(error: unknown): never {
  if (!(error instanceof ConfigError)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exit(78)
}

type Text = { value: string | undefined } | ConfigFault

function textOf(name: string, facts: Variable, env: Environment): Text {
  const given = env[name] || undefined
  const file = facts.secret ? env[`${name}_FILE`] || undefined : undefined
  if (file === undefined) return { value: given ?? facts.default }
  if (given !== undefined) return { name, problem: `is given twice, also as ${name}_FILE` }
  try {
    // Editors and `echo` end a file with a newline that is not part of the secret.
    return { value: readFileSync(file, 'utf8').replace(/\r?\n$/, '') || undefined }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : 'unreadable'
    return { name: `${name}_FILE`, problem: `cannot be read (${code})` }
  }
}

function problemOf(value: string | undefined, error: { issues: readonly { message: string }[] }) {
  if (value === undefined) return 'is required'
  return error.issues.map(({ message }) => message).join('; ')
}
