/** The order in which the tally log takes what the outbox tells, so that every size of the log is a cut of the books. */

/** One entry by its place: the ledger account and the version that it made. */
export type Place = Readonly<{ ledgerAccountId: string; version: number }>

/** Something to seal. An audit head has no places. */
export type Sealable = Readonly<{ places: readonly Place[] }>

const keyOf = ({ ledgerAccountId, version }: Place): string => `${ledgerAccountId}/${version}`

const before = ({ ledgerAccountId, version }: Place): Place | undefined =>
  version > 1 ? { ledgerAccountId, version: version - 1 } : undefined

/** The entries that come right before those of a chunk and are not in it: sealed already, or yet to come. */
export function placesBefore(chunk: readonly Sealable[]): Place[] {
  const own = new Map<string, Set<number>>()
  for (const { places } of chunk)
    for (const { ledgerAccountId, version } of places) {
      const versions = own.get(ledgerAccountId)
      if (versions) versions.add(version)
      else own.set(ledgerAccountId, new Set([version]))
    }
  return [...own].flatMap(([ledgerAccountId, versions]) =>
    [...versions].flatMap((version) =>
      version > 1 && !versions.has(version - 1) ? [{ ledgerAccountId, version: version - 1 }] : [],
    ),
  )
}

/**
 * As much of a chunk, from its beginning, as can be sealed now: up to where every entry's previous version is sealed or in
 * it. Ordered so that each ledger account's versions grow, and otherwise as it came.
 *
 * @param chunk in the order of the outbox, which may tell of version 6 before version 5
 * @param unsealed those of `placesBefore(chunk)` that are not sealed yet
 */
export function inSealingOrder<T extends Sealable>(
  chunk: readonly T[],
  unsealed: readonly Place[],
): T[] {
  if (unsealed.length === 0 && isInOrder(chunk)) return [...chunk]
  const needs = needsOf(chunk, new Set(unsealed.map(keyOf)))
  return ordered(chunk.slice(0, closedLength(needs)), needs)
}

/** Whether every ledger account's versions grow by one, as they nearly always do. */
function isInOrder(chunk: readonly Sealable[]): boolean {
  const last = new Map<string, number>()
  return chunk.every(({ places }) =>
    places.every(({ ledgerAccountId, version }) => {
      const previous = last.get(ledgerAccountId)
      last.set(ledgerAccountId, version)
      return previous === undefined || version === previous + 1
    }),
  )
}

/** For each item the positions of those that must come before it; Infinity for one that is not in the chunk. */
function needsOf(chunk: readonly Sealable[], missing: ReadonlySet<string>): number[][] {
  const positions = new Map<string, number>()
  for (const [position, { places }] of chunk.entries())
    for (const place of places) positions.set(keyOf(place), position)
  return chunk.map(({ places }, position) =>
    places.flatMap((place) => {
      const previous = before(place)
      if (!previous) return []
      const key = keyOf(previous)
      const at = missing.has(key) ? Number.POSITIVE_INFINITY : positions.get(key)
      return at === undefined || at === position ? [] : [at]
    }),
  )
}

/** The length of the longest beginning that needs nothing behind it. */
function closedLength(needs: readonly (readonly number[])[]): number {
  let closed = 0
  let furthest = -1
  for (const [position, own] of needs.entries()) {
    furthest = Math.max(furthest, ...own)
    if (furthest <= position) closed = position + 1
  }
  return closed
}

/** Takes, again and again, the earliest item of which everything that it needs is taken. */
function ordered<T>(items: readonly T[], needs: readonly (readonly number[])[]): T[] {
  const taken = new Set<number>()
  const waiting = new Map<number, number[]>()
  const order: T[] = []
  for (const position of items.keys()) {
    const ready = [position]
    for (let next = ready.shift(); next !== undefined; next = ready.shift()) {
      const lacking = needs[next]?.find((each) => !taken.has(each))
      if (lacking !== undefined) {
        waiting.set(lacking, [...(waiting.get(lacking) ?? []), next])
        continue
      }
      taken.add(next)
      order.push(items[next] as T)
      ready.push(...(waiting.get(next) ?? []))
      ready.sort((one, other) => one - other)
      waiting.delete(next)
    }
  }
  if (order.length < items.length)
    throw new Error('versions of ledger accounts follow each other in a circle')
  return order
}
