/**
 * Gives the answer to a query again while its fields allow it (`policy.ts`), to whoever passed the same gates as for a new
 * one: the cache stands behind rates and policy, never in front.
 *
 * Whoever asks for what is being made at that moment waits for it: however many ask, it is made once. An answer with an
 * error is never kept. What a mutation of this gateway may have changed is invalidated when the mutation has ended.
 */
import { createHash } from 'node:crypto'
import type { Actor } from '@tallystick/actor'
import type { DoorFacts } from '@tallystick/subgraph-client'
import { type GraphQLSchema, OperationTypeNode } from 'graphql'
import type { Executed } from '../plan/executor.ts'
import type { SupergraphOperation } from '../plan/operation.ts'
import { type CacheHints, hintsOf } from './hints.ts'
import { type CachePolicy, cachePolicyOf, keptTypesOf, tagsChangedBy } from './policy.ts'
import type { AnswerStore } from './store.ts'

/** How an answer came about. */
export type CacheResult = 'hit' | 'miss' | 'joined' | 'uncacheable'

/** An answer, and how a browser or proxy may keep it. */
export type CachedAnswer = Readonly<{
  executed: Executed
  /** Headers that say so, `cache-control` and `age`; none when `no-store` is right. */
  headers: Readonly<Record<string, string>>
}>

/** Gives answers again. */
export type AnswerCache = Readonly<{
  /** Answers a query or a mutation, by `execute` where there is no answer to give again. */
  answer(operation: SupergraphOperation, execute: () => Promise<Executed>): Promise<CachedAnswer>
  /** Makes stale what these tags stand for: types, `Query.field`s, and `viewer:usr_…` for all that one person was told. */
  invalidate(...tags: readonly string[]): Promise<void>
  /** Goes over to another supergraph; nothing that was kept is given again. */
  update(state: Readonly<{ apiSchema: GraphQLSchema; supergraphSdl: string }>): void
}>

/** What an answer cache is made from. */
export type AnswerCacheOptions = Readonly<{
  store: AnswerStore
  answerBytesMax: number
  ageMaxS: number
  /** Told of each query's result. */
  onRead?: (result: CacheResult) => void
}>

type Known = Readonly<{
  schema: GraphQLSchema
  hints: CacheHints
  /** The types that an answer may be kept of. */
  kept: ReadonlySet<string>
  id: string
}>
/** What was found out about an operation: its policy, or for a mutation what it changes. */
type Planned = Readonly<{
  schema: GraphQLSchema
  policy: CachePolicy | undefined
  changed: readonly string[]
}>
type Made = Readonly<{ executed: Executed; keptAt: number; result: CacheResult }>

/** Makes a cache that keeps nothing until `update` has told it of a supergraph. */
export function newAnswerCache({ store, onRead, ...limits }: AnswerCacheOptions): AnswerCache {
  const planned = new WeakMap<SupergraphOperation['prepared'], Planned>()
  const making = new Map<string, Promise<Made>>()
  let known: Known | undefined
  const plan = (prepared: SupergraphOperation['prepared'], now: Known): Planned => {
    const hit = planned.get(prepared)
    if (hit?.schema === now.schema) return hit
    const made = toPlanned(prepared, now)
    planned.set(prepared, made)
    return made
  }
  const invalidate = async (...tags: readonly string[]): Promise<void> => {
    // Whoever asks from now on must not be given what was begun before.
    making.clear()
    await store.invalidate(tags)
  }
  const read = async (place: Place, execute: () => Promise<Executed>): Promise<Made> => {
    const underWay = making.get(place.key)
    if (underWay) {
      const made = await underWay
      // What failed for one may have failed because that one left.
      if (made.executed.errors.length === 0) return { ...made, result: 'joined' }
      return await makeOrGive(place, { store, ...limits, execute })
    }
    const work = makeOrGive(place, { store, ...limits, execute })
    making.set(place.key, work)
    return await work.finally(() => {
      if (making.get(place.key) === work) making.delete(place.key)
    })
  }
  return {
    async answer(operation, execute) {
      const { prepared, facts } = operation
      const found = known && plan(prepared, known)
      if (found && found.changed.length > 0)
        return {
          executed: await execute().finally(() => invalidate(...found.changed)),
          headers: {},
        }
      if (!known || !found?.policy) {
        if (prepared.kind === OperationTypeNode.QUERY) onRead?.('uncacheable')
        return { executed: await execute(), headers: {} }
      }
      const { policy } = found
      const { executed, keptAt, result } = await read(placeOf(operation, policy, known), execute)
      onRead?.(result)
      return { executed, headers: headersOf(executed, { policy, keptAt, facts, ...limits }) }
    },
    invalidate,
    update({ apiSchema: schema, supergraphSdl }) {
      const hints = hintsOf(supergraphSdl)
      const kept = keptTypesOf({ schema, hints })
      known = { schema, hints, kept, id: digestOf(supergraphSdl) }
    },
  }
}

function toPlanned(prepared: SupergraphOperation['prepared'], known: Known): Planned {
  const { schema, kept } = known
  return {
    schema,
    policy: cachePolicyOf(prepared, known),
    changed: tagsChangedBy(prepared, schema).filter((tag) => kept.has(tag)),
  }
}

type Making = Readonly<{
  store: AnswerStore
  answerBytesMax: number
  ageMaxS: number
  execute: () => Promise<Executed>
}>

async function makeOrGive(
  { key, policy, tags }: Place,
  { store, answerBytesMax, ageMaxS, execute }: Making,
): Promise<Made> {
  const { kept, versions } = await store.look(key, tags)
  if (kept) return { executed: { data: kept.data, errors: [] }, keptAt: kept.keptAt, result: 'hit' }
  const keptAt = Date.now()
  const executed = await execute()
  const { data, errors } = executed
  if (data !== undefined && errors.length === 0 && Buffer.byteLength(data) <= answerBytesMax)
    await store.keep(key, { data, keptAt, versions }, Math.min(policy.maxAgeS, ageMaxS))
  return { executed, keptAt, result: 'miss' }
}

type Place = Readonly<{ key: string; policy: CachePolicy; tags: readonly string[] }>

function placeOf(
  { prepared, variables, facts }: SupergraphOperation,
  policy: CachePolicy,
  { id }: Known,
): Place {
  const isPrivate = policy.scope === 'PRIVATE'
  const names = (prepared.operation.variableDefinitions ?? []).map(
    (each) => each.variable.name.value,
  )
  const used = names.sort().map((name) => [name, variables[name]])
  const parts = [
    id,
    prepared.hash,
    prepared.operationName,
    used,
    isPrivate && viewerOf(facts.actor),
  ]
  const viewer = isPrivate ? [`viewer:${facts.actor.id}`] : []
  return { key: digestOf(toCanonical(parts)), policy, tags: [...policy.tags, ...viewer] }
}

/** All that an answer may depend on of a caller: the same person sees more in another role or with another key. */
const viewerOf = ({ kind, id, roles, scopes, ...rest }: Actor & { keyId?: string | null }) => [
  kind,
  id,
  [...roles].sort(),
  [...scopes].sort(),
  rest.keyId ?? null,
]

/** JSON in which the fields of objects are in order, so that the same variables are the same text. */
const toCanonical = (value: unknown): string =>
  JSON.stringify(value, (_name, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1)))
      : inner,
  )

const digestOf = (text: string): string => createHash('sha256').update(text).digest('base64url')

type Told = Readonly<{ policy: CachePolicy; keptAt: number; facts: DoorFacts; ageMaxS: number }>

/**
 * What everyone may ask without a credential may be kept on the way, too. An answer to somebody is never: a proxy cannot
 * tell whether the next one may have it.
 */
function headersOf(
  { errors }: Executed,
  { policy, keptAt, facts, ageMaxS }: Told,
): Readonly<Record<string, string>> {
  const isForAll = policy.scope === 'PUBLIC' && facts.actor.kind === 'ANONYMOUS'
  if (errors.length > 0 || !isForAll) return {}
  const ageS = Math.max(0, Math.trunc((Date.now() - keptAt) / 1_000))
  return {
    'cache-control': `public, max-age=${Math.min(policy.maxAgeS, ageMaxS)}`,
    age: String(ageS),
    // The same address asked with a credential is another answer.
    vary: 'authorization, cookie, origin',
  }
}
