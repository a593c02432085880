import type { Actor } from '@tallystick/actor'
import type { Logger } from '@tallystick/telemetry'

/** What is written of an operation. Nothing that a person typed: no variable, no token, no e-mail address. */
export type LoggedOperation = Readonly<{
  requestId: string
  /** As the client calls it. */
  name: string | undefined
  /** SHA-256 of its text, hex; undefined for what could not be read. */
  hash: string | undefined
  kind: string
  transport: string
  actor: Actor & { readonly keyId?: string | null }
  cost: number | undefined
  ms: number
  /** How long planning took; 0 or undefined when the plan was kept. */
  planMs?: number | undefined
  /** Time at each subgraph, all fetches together. */
  subgraphs?: Readonly<Record<string, number>> | undefined
  /** The HTTP status that says the same as the answer. */
  status: number
  /** The codes of its errors. */
  codes: readonly string[]
}>

const NAME_MAX = 64
const HASH_LENGTH = 12
const CODES_MAX = 10

/** Writes the one line of an operation: at level `info`, or `warn` when something of ours failed. */
export function logOperation(log: Logger, operation: LoggedOperation): void {
  const isFault = operation.status >= 500
  const level = isFault ? 'warn' : 'info'
  if (!log.isLevelEnabled(level)) return
  const { requestId, kind, transport, actor, cost, status } = operation
  const codes = [...new Set(operation.codes)].slice(0, CODES_MAX)
  log[level](
    {
      requestId,
      operation: nameOf(operation.name),
      hash: operation.hash?.slice(0, HASH_LENGTH),
      kind,
      transport,
      role: roleOf(actor),
      ...(actor.keyId ? { keyId: actor.keyId } : {}),
      cost,
      ms: round(operation.ms),
      ...(operation.planMs ? { planMs: round(operation.planMs) } : {}),
      subgraphs: rounded(operation.subgraphs),
      status,
      ...(codes.length > 0 ? { codes } : {}),
    },
    'operation',
  )
}

/** GraphQL names are letters, digits and underscores, so one can hold no line break; it can be long. */
const nameOf = (name: string | undefined): string | undefined => name?.slice(0, NAME_MAX)

const roleOf = ({ kind, roles }: Actor): string => (roles.length > 0 ? roles.join('+') : kind)

/** In milliseconds with one decimal. */
const round = (ms: number): number => Math.round(ms * 10) / 10

function rounded(times: Readonly<Record<string, number>> = {}): Record<string, number> {
  const shown: Record<string, number> = {}
  for (const name of Object.keys(times)) shown[name] = round(times[name] ?? 0)
  return shown
}
