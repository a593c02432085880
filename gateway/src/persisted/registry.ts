import { hash } from 'node:crypto'
import type { Logger } from '@tallystick/telemetry'
import { newBoundedMap } from '../bounded-map.ts'
import { withoutPrefix } from './names.ts'

/** An operation that somebody registered. */
export type RegisteredOperation = Readonly<{ clientId: string; id: string; document: string }>

/** Whose operations are meant: one client's, or those of all first-party clients. */
export type Scope = string | null

/** The operations that were registered, as this process knows them. */
export type Registry = Readonly<{
  /** @throws when they cannot be loaded and were never known */
  byId(scope: Scope, id: string): Promise<RegisteredOperation | undefined>
  byText(scope: Scope, text: string): Promise<RegisteredOperation | undefined>
  /** Some of a client's operations have changed; without one, any may have. */
  changed(clientId?: string): void
}>

type Loaded = Readonly<{
  byId: ReadonlyMap<string, RegisteredOperation>
  byHash: ReadonlyMap<string, RegisteredOperation>
  chars: number
}>

/** How many clients' operations are kept. */
const SCOPES_MAX = 1_000
const FIRST_PARTY = '\0'
/** A load that failed is tried again after this, in milliseconds, and not for each request. */
const AGAIN_MS = 1_000

/**
 * Keeps the operations of each client that calls, whole: an id that nobody registered is then refused without asking anyone.
 *
 * When they change they are loaded anew; until that has come, and when it fails, the known ones serve on.
 * @param load every live operation of a scope
 * @param charsMax of all kept operations together; a client that needs more than that alone is loaded for each request
 */
export function newRegistry(options: {
  load(scope: Scope): Promise<readonly RegisteredOperation[]>
  charsMax: number
  log: Logger
  now?: () => number
}): Registry {
  const { load, log, now = Date.now } = options
  const loaded = newBoundedMap<Loaded>(SCOPES_MAX, {
    of: ({ chars }) => chars,
    max: options.charsMax,
  })
  const loading = new Map<string, Promise<Loaded>>()
  const stale = new Set<string>()
  let failedAt = Number.NEGATIVE_INFINITY

  const refresh = (scope: Scope): Promise<Loaded> => {
    const name = scope ?? FIRST_PARTY
    const running = loading.get(name)
    if (running !== undefined) return running
    stale.delete(name)
    const work = load(scope)
      .then((operations) => {
        const fresh = toLoaded(operations)
        loaded.set(name, fresh)
        return fresh
      })
      .catch((fault: unknown) => {
        stale.add(name)
        failedAt = now()
        throw fault
      })
      .finally(() => loading.delete(name))
    loading.set(name, work)
    return work
  }
  const of = async (scope: Scope): Promise<Loaded> => {
    const name = scope ?? FIRST_PARTY
    const held = loaded.get(name)
    if (held && !stale.has(name)) return held
    if (held && now() - failedAt < AGAIN_MS) return held
    if (!held) return await refresh(scope)
    return await refresh(scope).catch((fault: unknown) => {
      log.warn(
        { err: fault, clientId: scope },
        'registered operations not loaded, the old ones serve',
      )
      return held
    })
  }
  return {
    byId: async (scope, id) => (await of(scope)).byId.get(id),
    byText: async (scope, text) => (await of(scope)).byHash.get(hash('sha256', text)),
    changed(clientId) {
      // Whether a client is a first-party one is for Admin to know.
      for (const name of clientId === undefined ? loaded.keys() : [clientId, FIRST_PARTY])
        stale.add(name)
    },
  }
}

function toLoaded(operations: readonly RegisteredOperation[]): Loaded {
  return {
    byId: new Map(operations.map((each) => [withoutPrefix(each.id), each])),
    byHash: new Map(operations.map((each) => [hash('sha256', each.document), each])),
    chars: operations.reduce((sum, { document }) => sum + document.length, 0),
  }
}
