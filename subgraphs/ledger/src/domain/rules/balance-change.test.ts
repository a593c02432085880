import { describe, expect, it } from 'vitest'
import {
  type BalanceChange,
  type BalancePlace,
  changesAfter,
  type EntryStep,
  type MoveStep,
} from './balance-change.ts'

const at = new Date(0)
const START: BalancePlace = { version: 0, heldVersion: 0 }

type History = Readonly<{ entries: readonly EntryStep[]; moves: readonly MoveStep[] }>

/** A random history as posting writes it, and the changes that it consists of. */
function newHistory(random: () => number, length: number): History & { changes: BalanceChange[] } {
  const entries: EntryStep[] = []
  const moves: MoveStep[] = []
  const changes: BalanceChange[] = []
  let [postedMinor, heldMinor] = [0n, 0n]
  for (let index = 0; index < length; index++) {
    const isPosting = random() < 0.6
    const ledgerTransactionId = isPosting ? `ltx_${index}` : null
    for (let left = isPosting ? 1 + Math.floor(random() * 3) : 0; left > 0; left--) {
      postedMinor += 10n
      const version = entries.length + 1
      entries.push({ version, ledgerTransactionId: `ltx_${index}`, postedMinor, at })
    }
    if (!isPosting || random() < 0.3) {
      heldMinor += 1n
      const [heldVersion, version] = [moves.length + 1, entries.length]
      moves.push({ heldVersion, version, ledgerTransactionId, heldMinor, at })
    }
    const place = { version: entries.length, heldVersion: moves.length }
    changes.push({ place, at, postedMinor, heldMinor, ledgerTransactionId })
  }
  return { entries, moves, changes }
}

/** Reads as the statement does: from the place on, itself included, at most so many of each. */
function read({ entries, moves }: History, from: BalancePlace, [most, mostMoves]: number[]) {
  const page = {
    entries: entries.filter(({ version }) => version >= from.version).slice(0, most),
    moves: moves.filter(({ heldVersion }) => heldVersion >= from.heldVersion).slice(0, mostMoves),
  }
  return {
    ...page,
    isMoreEntries: page.entries.length === most,
    isMoreMoves: page.moves.length === mostMoves,
  }
}

function readOn(history: History, from: BalancePlace, limits: number[]): BalanceChange[] {
  const seen: BalanceChange[] = []
  for (let place = from; ; ) {
    const page = changesAfter(place, read(history, place, limits))
    seen.push(...page)
    const last = page.at(-1)
    if (!last) return seen
    place = last.place
  }
}

/** The same numbers every time. */
function newDice(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31
    return state / 2 ** 31
  }
}

describe('the changes of a balance', () => {
  it.each([
    [1_000, 1_000],
    [6, 3],
    [5, 1_000],
    [1_000, 2],
  ])(
    'are every change once and in order from any of them on, in pages of %i entries and %i moves // RTM-4',
    (...limits) => {
      for (let seed = 1; seed <= 20; seed++) {
        const history = newHistory(newDice(seed), 60)
        for (const [index, { place }] of [{ place: START }, ...history.changes].entries())
          expect(readOn(history, place, limits)).toEqual(history.changes.slice(index))
      }
    },
  )

  it('are none where nothing has happened', () => {
    expect(readOn({ entries: [], moves: [] }, START, [10, 10])).toEqual([])
  })
})
