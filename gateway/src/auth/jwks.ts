import type { JSONWebKeySet, JWK } from 'jose'

/** Where the public keys of Auth come from. @param wanted the `kid` that is looked for, which may be newer than a cache */
export type JwksSource = (wanted?: string) => Promise<JSONWebKeySet>

/** A key set is fetched anew after this time, in milliseconds, so that a key that was taken back stops working. */
const FRESH_MS = 60_000
/** An unknown `kid` makes us look again, but not more often than this: anyone can invent one. */
const COOLDOWN_MS = 10_000
const DEADLINE_MS = 3_000

/**
 * Fetches a key set over HTTP and keeps it. When nobody answers, the last set serves on.
 *
 * @param urls of the same set, at least one: the first that answers is believed
 */
export const newRemoteJwks = (urls: readonly string[], now?: () => number): JwksSource =>
  keepJwks(() => fetchFirst(urls), now)

/** Keeps the key set of a source, so that a request does not cost a look at it. When it is down, the last set serves on. */
export function keepJwks(
  source: () => Promise<JSONWebKeySet>,
  now: () => number = Date.now,
): JwksSource {
  let held: { keys: JSONWebKeySet; at: number } | undefined
  let lastTry = Number.NEGATIVE_INFINITY
  let fetching: Promise<JSONWebKeySet> | undefined

  const refresh = (): Promise<JSONWebKeySet> => {
    lastTry = now()
    fetching ??= source()
      .then((keys) => {
        held = { keys, at: now() }
        return keys
      })
      .finally(() => {
        fetching = undefined
      })
    return fetching
  }

  return async (wanted) => {
    if (!held) return refresh()
    const isStale = now() - held.at > FRESH_MS
    const isUnknown = wanted !== undefined && !held.keys.keys.some(({ kid }) => kid === wanted)
    if ((!isStale && !isUnknown) || now() - lastTry < COOLDOWN_MS) return held.keys
    const { keys } = held
    return refresh().catch(() => keys)
  }
}

async function fetchFirst(urls: readonly string[]): Promise<JSONWebKeySet> {
  const faults: unknown[] = []
  for (const url of urls) {
    try {
      return await fetchJwks(url)
    } catch (fault) {
      faults.push(fault)
    }
  }
  throw new AggregateError(faults, `no key set at ${urls.join(', ')}`)
}

async function fetchJwks(url: string): Promise<JSONWebKeySet> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(DEADLINE_MS), redirect: 'error' })
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`)
  const body = (await answer.json()) as Partial<JSONWebKeySet>
  if (!Array.isArray(body.keys)) throw new TypeError(`${url} holds no key set`)
  return { keys: body.keys }
}

/** The members of a key that anyone may see (RFC 8037); whatever else a key holds stays with its owner. */
export const toPublicJwks = ({ keys }: JSONWebKeySet): JSONWebKeySet => ({
  keys: keys.map((key) => {
    const { kty, crv, x, kid, alg, use } = key
    return Object.fromEntries(
      Object.entries({ kty, crv, x, kid, alg, use }).filter(([, value]) => value !== undefined),
    ) as JWK
  }),
})
