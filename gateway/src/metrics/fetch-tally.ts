/**
 * How long the fetches of an operation took, at each subgraph.
 *
 * The tally travels as a part of the facts, beside who calls, so that whoever fetches adds to the right one.
 */
import type { Door, DoorFacts, DoorRequest, DoorResult } from '@tallystick/subgraph-client'
import { isTracing, withSpan } from '@tallystick/telemetry'
import type { Metrics } from './metrics.ts'

/** Milliseconds at each subgraph, all fetches together; those that run at once are added up. */
export type FetchTally = Readonly<{
  add(subgraph: string, ms: number): void
  times(): Record<string, number>
}>

/** Makes an empty tally. */
export function newFetchTally(): FetchTally {
  const times: Record<string, number> = Object.create(null)
  return {
    add(subgraph, ms) {
      times[subgraph] = (times[subgraph] ?? 0) + ms
    },
    times: () => times,
  }
}

/** Where the facts of an operation hold its tally. No JSON and no log line shows it. */
const TALLY = Symbol('fetches of the operation')

type Tallied = { readonly [TALLY]?: FetchTally }

/** The same facts with a tally, which copies of them (`{ ...facts, signal }`) share. */
export const withTally = (facts: DoorFacts, tally: FetchTally): DoorFacts =>
  ({ ...facts, [TALLY]: tally }) as DoorFacts

/** Adds a fetch to the tally of its operation, where it has one. */
export const tallyFetch = (facts: DoorFacts, subgraph: string, ms: number): void =>
  (facts as Tallied)[TALLY]?.add(subgraph, ms)

/** What the tally of an operation has come to; undefined for facts without one. */
export const fetchTimesOf = (facts: DoorFacts): Record<string, number> | undefined =>
  (facts as Tallied)[TALLY]?.times()

type Outcome = 'ok' | 'errors' | 'failed'

/** The same door, which measures each fetch and makes a span of it. */
export function observeDoor<Observed extends Door>(door: Observed, metrics: Metrics): Observed {
  const { name, executeText } = door
  const span = { side: 'client', attributes: { 'tallystick.subgraph': name } } as const
  // PERFORMANCE: made once for each door, so that a fetch makes no functions.
  const observed =
    <Answer>(fetch: Fetch<Answer>, outcomeOf: (answer: Answer) => Outcome): Fetch<Answer> =>
    async (request, facts) => {
      const since = performance.now()
      let outcome: Outcome = 'failed'
      try {
        const answer = isTracing()
          ? await withSpan(`fetch ${name}`, span, () => fetch(request, facts))
          : await fetch(request, facts)
        outcome = outcomeOf(answer)
        return answer
      } finally {
        const ms = performance.now() - since
        tallyFetch(facts, name, ms)
        metrics.fetch({ subgraph: name, ms, outcome })
      }
    }
  const execute = observed(door.execute, outcomeOfResult)
  return executeText
    ? { ...door, execute, executeText: observed(executeText, outcomeOfText) }
    : { ...door, execute }
}

type Fetch<Answer> = (request: DoorRequest, facts: DoorFacts) => Promise<Answer>

const outcomeOfResult = ({ errors }: DoorResult): Outcome => (errors ? 'errors' : 'ok')

/** A subgraph writes errors first, as the specification advises. */
const outcomeOfText = (text: string): Outcome => (text.startsWith('{"errors"') ? 'errors' : 'ok')
