/**
 * Rules on interfaces in a supergraph. Composition writes them: who reaches a type through an interface must meet what the
 * types behind it ask for. Nobody has written them, so they are no rules of the types: the guard asks each type itself.
 */
import type { Clause, Need } from './decide.ts'

/** Combinations that are looked at; with more of them the interface's own rule is taken as it stands. */
const COMBINATIONS_MAX = 256

/**
 * Whether an interface asks for nothing but what its types ask for by themselves, together.
 *
 * @param ofTypes what the types behind it ask for, each
 */
export function isDerived(
  ofInterface: readonly Clause[],
  ofTypes: readonly (readonly Clause[])[],
): boolean {
  const ways = waysToMeet(ofTypes.flat())
  return (
    ways !== undefined &&
    ofInterface.every((clause) =>
      ways.every((way) => clause.some((group) => group.every((need) => way.has(need)))),
    )
  )
}

/** Every set of needs that meets all clauses; undefined when there are too many. */
function waysToMeet(clauses: readonly Clause[]): readonly ReadonlySet<Need>[] | undefined {
  let ways: readonly ReadonlySet<Need>[] = [new Set()]
  for (const clause of clauses) {
    if (ways.length * clause.length > COMBINATIONS_MAX) return undefined
    ways = ways.flatMap((way) => clause.map((group) => new Set([...way, ...group])))
  }
  return ways
}
