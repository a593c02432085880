/** What an operation does. */
export type OperationKind = 'QUERY' | 'MUTATION' | 'SUBSCRIPTION'

/** An operation that a client may run by its id, as stored. */
export type RegisteredOperation = Readonly<{
  clientId: string
  id: string
  document: string
  name: string | null
  kind: OperationKind
  /** How many objects its answer may hold at most. */
  cost: number
  rootFields: readonly string[]
  registeredAt: Date
  /** Since when it cannot be run. */
  retiredAt: Date | null
  uses: bigint
  lastUsedAt: Date | null
}>

/** How many operations there may be, and how long. */
export type OperationCounts = Readonly<{
  /** Live operations of one client. */
  perClientMax: number
  /** Operations in one call. */
  perCallMax: number
}>

/** An operation's document has at most so many characters. The table holds no longer one. */
export const DOCUMENT_CHARS_MAX = 32_768

/** What to do with operations that a client wants registered, by what it has registered already. */
export type RegistrationPlan = Readonly<{
  /** Ids that are new or retired. */
  added: readonly string[]
  unchanged: readonly string[]
  /** Ids that stand for another document. */
  rebound: readonly string[]
}>

/** Compares what is to be registered with what the client has. An id stands for one document for ever, retired or not. */
export function planRegistration(
  asked: readonly Readonly<{ id: string; document: string }>[],
  known: readonly RegisteredOperation[],
): RegistrationPlan {
  const byId = new Map(known.map((each) => [each.id, each]))
  const added: string[] = []
  const unchanged: string[] = []
  const rebound: string[] = []
  for (const { id, document } of asked) {
    const before = byId.get(id)
    if (before && before.document !== document) rebound.push(id)
    else if (before && before.retiredAt === null) unchanged.push(id)
    else added.push(id)
  }
  return { added, unchanged, rebound }
}

const SHA256 = /^(?:sha256:)?([0-9a-f]{64})$/

/** The hash that an id claims to be, in hexadecimal; undefined for an id of another form. */
export const claimedHash = (id: string): string | undefined => SHA256.exec(id)?.[1]
