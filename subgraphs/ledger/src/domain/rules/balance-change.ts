/** The history of a balance: entries and moves of holds as one line of changes, each with what was there after it. */

/** How far an account has come: its number of entries and of moves of holds. Both only grow. */
export type BalancePlace = Readonly<{ version: number; heldVersion: number }>

/** One entry, with the posted balance after it. */
export type EntryStep = Readonly<{
  version: number
  ledgerTransactionId: string
  postedMinor: bigint
  at: Date
}>

/** One move of a hold, with what is held after it. It came after the entry `version` and before the next. */
export type MoveStep = Readonly<{
  heldVersion: number
  version: number
  /** The ledger transaction that drew on the hold; null for a move without one. */
  ledgerTransactionId: string | null
  heldMinor: bigint
  at: Date
}>

/** One change, and what is there after it. All entries of a ledger transaction and its draw on a hold are one. */
export type BalanceChange = Readonly<{
  place: BalancePlace
  at: Date
  postedMinor: bigint
  heldMinor: bigint
  ledgerTransactionId: string | null
}>

/** Steps of an account from a place on, each list in the order of its versions and beginning with that of the place. */
export type Steps = Readonly<{
  entries: readonly EntryStep[]
  moves: readonly MoveStep[]
  /** Whether there may be more than were read. */
  isMoreEntries: boolean
  isMoreMoves: boolean
}>

type Posting = EntryStep & Readonly<{ kind: 'POSTING' }>
type Move = MoveStep & Readonly<{ kind: 'MOVE' }>

/** Whether there is anything after `place` when an account has come to `reached`. */
export const isBeyond = (reached: BalancePlace, place: BalancePlace): boolean =>
  reached.version > place.version || reached.heldVersion > place.heldVersion

/** The changes after a place, in order, as far as the steps that were read can tell. */
export function changesAfter(place: BalancePlace, steps: Steps): BalanceChange[] {
  const { entries, moves, isMoreEntries, isMoreMoves } = steps
  let postedMinor = entries.find(({ version }) => version === place.version)?.postedMinor ?? 0n
  let heldMinor =
    moves.find(({ heldVersion }) => heldVersion === place.heldVersion)?.heldMinor ?? 0n
  const postings = toPostings(entries.filter(({ version }) => version > place.version))
  // The last one read may have further entries.
  if (isMoreEntries) postings.pop()
  const later = moves.filter(({ heldVersion }) => heldVersion > place.heldVersion)
  const draws = new Map(later.map((move) => [move.ledgerTransactionId ?? '', move]))
  const drawn = new Set(postings.map(({ ledgerTransactionId }) => ledgerTransactionId))
  const alone = later.filter(({ ledgerTransactionId: id }) => id === null || !drawn.has(id))
  const last = Math.min(
    isMoreEntries ? (postings.at(-1)?.version ?? place.version) : Infinity,
    isMoreMoves ? (moves.at(-1)?.version ?? place.version) : Infinity,
  )
  let { version, heldVersion } = place
  return inOrder(postings, alone)
    .filter((step) => step.version <= last)
    .map((step) => {
      const move = step.kind === 'MOVE' ? step : draws.get(step.ledgerTransactionId)
      if (step.kind === 'POSTING') ({ version, postedMinor } = step)
      if (move) ({ heldVersion, heldMinor } = move)
      const { at, ledgerTransactionId } = step
      return { place: { version, heldVersion }, at, postedMinor, heldMinor, ledgerTransactionId }
    })
}

/** The last entry of each ledger transaction: the balance after it is the one that the others lead to. */
const toPostings = (entries: readonly EntryStep[]): Posting[] =>
  entries
    .filter((each, index) => each.ledgerTransactionId !== entries[index + 1]?.ledgerTransactionId)
    .map((each) => ({ ...each, kind: 'POSTING' }))

function inOrder(postings: readonly Posting[], moves: readonly MoveStep[]): (Posting | Move)[] {
  const steps = [...postings, ...moves.map((each): Move => ({ ...each, kind: 'MOVE' }))]
  return steps.sort(
    (one, other) =>
      one.version - other.version ||
      (one.kind === 'MOVE' ? one.heldVersion : 0) - (other.kind === 'MOVE' ? other.heldVersion : 0),
  )
}
