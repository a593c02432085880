/** What the audit log keeps of an event: who did what to what, within which request, and nothing that names a person. */

/** One entry of the audit log. */
export type AuditLog = Readonly<{
  id: string
  /** When it happened, by the clock of the subgraph that it happened in. */
  at: Date
  /** `usr_…` of the person, also when a key of theirs did it; null when nobody had signed in, or a process did it on its own account. */
  actorId: string | null
  /** The process that did it on its own account. */
  service: string | null
  action: string
  resourceType: string
  resourceId: string
  details: Readonly<Record<string, unknown>>
  requestId: string | null
  address: string | null
  userAgent: string | null
}>

/** What the log needs to know of an event, whichever subgraph tells of it. */
export type AuditedEvent = Readonly<{
  type: string
  body: unknown
  aggregate: Readonly<{ type: string; id: string }>
  cause: Readonly<{
    actor: Readonly<{ kind: 'USER' | 'PARTNER' | 'SERVICE' | 'ANONYMOUS'; id: string | null }>
    requestId: string | null
    address?: string | undefined
    userAgent?: string | undefined
  }>
  at: Date
}>

/**
 * What is not recorded: that the audit log itself was linked, passed on and sealed. Each entry would bring about the next,
 * for ever; the chain and the tally log, where they stand, keep them better.
 */
const ABOUT_ITSELF = new Set([
  'admin:audit:linked',
  'ledger:audit-head:received',
  'ledger:root:sealed',
])

/** Whether an event gets an entry. */
export const isRecorded = ({ type }: Readonly<{ type: string }>): boolean => !ABOUT_ITSELF.has(type)

/** Turns an event into its entry. */
export function toAuditLog(id: string, event: AuditedEvent): AuditLog {
  const { actor, requestId, address = null, userAgent = null } = event.cause
  return {
    id,
    at: event.at,
    actorId: actor.kind === 'USER' || actor.kind === 'PARTNER' ? actor.id : null,
    service: actor.kind === 'SERVICE' ? actor.id : null,
    action: event.type,
    resourceType: event.aggregate.type,
    resourceId: event.aggregate.id,
    // A person is answerable for what their key does; that it was a key is said beside it.
    details: { ...toDetails(event.body), ...(actor.kind === 'PARTNER' ? { by: 'API_KEY' } : {}) },
    requestId,
    address,
    userAgent,
  }
}

/** An entry can never be changed, so what the law may ask to forget must not get in: the ids that stay name nobody. */
const PERSONAL = new Set(
  'email phone name username firstname lastname fullname displayname address birthdate'.split(' '),
)
/** No event carries one today. Should one ever, it stops here. */
const SECRET = /password|passphrase|secret|token|credential|privatekey/

/** An event's facts without what is personal or secret, at any depth. */
export function toDetails(body: unknown): Record<string, unknown> {
  const clean = cleaned(body)
  return isRecord(clean) ? clean : { value: clean }
}

function cleaned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(cleaned)
  if (!isRecord(value)) return value
  const kept = Object.entries(value).filter(([name]) => isKept(name.toLowerCase()))
  return Object.fromEntries(kept.map(([name, each]) => [name, cleaned(each)]))
}

const isKept = (name: string): boolean => !PERSONAL.has(name) && !SECRET.test(name)

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
