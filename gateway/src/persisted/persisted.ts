/**
 * Which operations a caller may run, and within which limits.
 *
 * Before a text is parsed: an id becomes the text that was registered for it, and whoever may run registered operations alone
 * is held to them. Before a mutation of a key runs: its amounts, currencies, accounts and spend caps.
 */
import type { Actor } from '@tallystick/actor'
import type { DoorFacts } from '@tallystick/subgraph-client'
import type { Logger } from '@tallystick/telemetry'
import { GraphQLError, type GraphQLSchema, OperationTypeNode } from 'graphql'
import type { Keys } from '../auth/keys.ts'
import type { Candidate, Weighed } from '../judge.ts'
import type { OperationRequest } from '../prepare.ts'
import type { AutomaticTexts } from './automatic.ts'
import { beyondLimits, namedBy } from './key-limits.ts'
import { nameOf } from './names.ts'
import type { RegisteredOperation, Registry, Scope } from './registry.ts'
import type { Settle, Spend } from './spend.ts'
import type { UseCounter } from './uses.ts'
import type { PersistedConfig, PersistedMode } from './variables.ts'

/** Holds callers to registered operations and to the limits of their keys. */
export type Persisted = Readonly<{
  /** Finds the text of what is to be run. Nothing of it has been read. @throws {GraphQLError} when it must not run */
  read(request: OperationRequest, facts: DoorFacts): Promise<OperationRequest>
  /**
   * Asks before a valid operation runs whether the caller's key allows it; sets aside what it spends.
   *
   * @returns what is to be told the answer, if anything
   * @throws {GraphQLError} FORBIDDEN beyond a limit of the key, RATE_LIMITED at a spend cap
   */
  begin(candidate: Candidate, weighed: Weighed): Promise<Settle | undefined>
}>

/** What it is made from. */
export type PersistedOptions = Readonly<{
  config: PersistedConfig
  schema: () => GraphQLSchema
  registry: Registry
  automatic: AutomaticTexts
  keys: Keys
  spend: Spend
  uses: UseCounter
  log: Logger
  /** Told what became of each id and each text that must be registered. */
  onAsked?: (what: 'registered' | 'automatic' | 'unknown' | 'unregistered') => void
}>

/** Makes what holds callers to registered operations. */
export function newPersisted(options: PersistedOptions): Persisted {
  const { keys, spend, schema } = options
  return {
    read: (request, { actor, requestId }) => readText(options, request, { actor, requestId }),
    async begin(candidate, { coerced }) {
      const grant = keys.grantOf(candidate.facts.actor)
      if (!grant) return undefined
      const named = namedBy(schema(), candidate.prepared, coerced)
      const beyond = beyondLimits(named, grant.limits)
      if (beyond) throw beyond
      const spends =
        candidate.prepared.kind === OperationTypeNode.MUTATION && named.amounts.length > 0
      if (!spends || grant.limits.spendCaps.length === 0) return undefined
      return await spend.reserve(candidate, named, grant)
    },
  }
}

type Caller = Readonly<{ actor: Actor; requestId: string }>

async function readText(
  options: PersistedOptions,
  request: OperationRequest,
  { actor, requestId }: Caller,
): Promise<OperationRequest> {
  const { config, registry, onAsked } = options
  const named = nameOf(request)
  if (named instanceof GraphQLError) throw withStatus(named, 400)
  const mode = modeOf(config, options.keys, actor)
  const scope = scopeOf(options.keys, actor)
  const { id, text, isAutomatic } = named
  if (id !== undefined) {
    const registered = await find(() => registry.byId(scope, id))
    if (registered) return use(options, request, registered)
    if (isAutomatic && config.APQ === 'on' && (mode === 'off' || mode === 'log'))
      return await readAutomatic(options, request, { id, text })
    if (text === undefined) {
      onAsked?.('unknown')
      throw notFound(404)
    }
  }
  // What is no text at all is for the reader of requests to refuse.
  if (mode === 'off' || (text === undefined && mode !== 'ids')) return request
  const registered =
    mode === 'ids' ? undefined : await find(() => registry.byText(scope, text ?? ''))
  if (registered) return use(options, request, registered)
  onAsked?.('unregistered')
  if (mode !== 'log') throw required(mode)
  options.log.warn({ requestId, actor: actor.id }, 'an operation that nobody registered')
  return request
}

function use(
  { uses, onAsked }: PersistedOptions,
  request: OperationRequest,
  registered: RegisteredOperation,
): OperationRequest {
  uses.count(registered)
  onAsked?.('registered')
  return { ...request, query: registered.document }
}

async function readAutomatic(
  { automatic, onAsked }: PersistedOptions,
  request: OperationRequest,
  { id, text }: { id: string; text: string | undefined },
): Promise<OperationRequest> {
  if (text !== undefined) {
    await automatic.set(id, text)
    return request
  }
  const kept = await automatic.get(id)
  onAsked?.(kept === undefined ? 'unknown' : 'automatic')
  // Clients send the text after this answer, and some look for it in an answer of status 200 alone.
  if (kept === undefined) throw notFound(200)
  return { ...request, query: kept }
}

function modeOf(config: PersistedConfig, keys: Keys, actor: Actor): PersistedMode {
  const { kind } = actor
  if (kind === 'PARTNER')
    return keys.grantOf(actor)?.isOAuth ? config.PERSISTED_OAUTH : config.PERSISTED_PARTNER
  return kind === 'USER' ? config.PERSISTED_USER : config.PERSISTED_ANONYMOUS
}

/** A key runs the operations of its own client; people run those of our own programs. */
function scopeOf(keys: Keys, actor: Actor): Scope {
  if (actor.kind !== 'PARTNER') return null
  const grant = keys.grantOf(actor)
  if (!grant) throw new TypeError('a PARTNER without a grant')
  return grant.clientId
}

const find = (look: () => Promise<RegisteredOperation | undefined>) =>
  look().catch((cause: unknown) => {
    throw new GraphQLError(
      'Registered operations cannot be looked up at the moment. Try again soon.',
      {
        extensions: { code: 'SERVICE_UNAVAILABLE', subgraph: 'admin', http: { status: 503 } },
        originalError: cause instanceof Error ? cause : undefined,
      },
    )
  })

const notFound = (status: 200 | 404): GraphQLError =>
  new GraphQLError('No operation is registered under this id.', {
    extensions: { code: 'PERSISTED_QUERY_NOT_FOUND', http: { status } },
  })

const required = (mode: PersistedMode): GraphQLError =>
  new GraphQLError(
    mode === 'ids'
      ? 'Send the id of a registered operation as `documentId`; texts are not run for you.'
      : 'Only registered operations are run for you.',
    { extensions: { code: 'PERSISTED_QUERY_REQUIRED', http: { status: 403 } } },
  )

const withStatus = (error: GraphQLError, status: number): GraphQLError =>
  new GraphQLError(error.message, { extensions: { ...error.extensions, http: { status } } })
