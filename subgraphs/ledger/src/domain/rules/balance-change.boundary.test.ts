import { expect, test } from 'vitest'
import { type BalancePlace, changesAfter, isBeyond } from './balance-change.ts'

const place = (version: number, heldVersion: number): BalancePlace => ({ version, heldVersion })

test.each([
  [place(3, 2), place(3, 2), false],
  [place(4, 2), place(3, 2), true],
  [place(3, 3), place(3, 2), true],
  [place(4, 3), place(3, 2), true],
  [place(2, 2), place(3, 2), false],
  [place(3, 1), place(3, 2), false],
  [place(2, 3), place(3, 2), true],
])('%o has something after %o: %s', (reached, from, expected) => {
  expect(isBeyond(reached, from)).toBe(expected)
})

test('a draw whose entries are not read yet waits for them, and a move between entries does not', () => {
  const at = new Date(0)
  const move = { heldVersion: 1, version: 0, ledgerTransactionId: null, heldMinor: 5n, at }
  const entry = { version: 1, ledgerTransactionId: 'ltx_1', postedMinor: 9n, at }
  const steps = { entries: [entry], moves: [move], isMoreEntries: true, isMoreMoves: true }
  expect(changesAfter(place(0, 0), steps)).toEqual([
    { place: place(0, 1), at, postedMinor: 0n, heldMinor: 5n, ledgerTransactionId: null },
  ])
  expect(changesAfter(place(0, 0), { ...steps, entries: [], moves: [] })).toEqual([])
})
