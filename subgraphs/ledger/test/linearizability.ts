/**
 * Whether what callers were told fits some order of their operations, one after the other, in which each takes effect
 * between its beginning and its end: strict serializability, with the whole history as the witness.
 *
 * The search is that of Wing and Gong with the memory of Lowe, as in Knossos and Porcupine: take an operation that may be
 * next, let a machine say what it would have answered, go on, and step back when nobody fits. A place that was reached
 * before, with the same operations behind it, is not searched again; and what changes nothing and fits now is taken now,
 * because wherever else it fits it might as well have come here.
 */

/** One operation as its caller saw it. Moments are of one clock. */
export type Operation<Call, Answer> = Readonly<{
  call: Call
  begun: number
  /** When the answer came; null when none did, so that it may take effect at any later time, or never. */
  ended: number | null
  /** What the caller was told; undefined without an answer. */
  answer: Answer | undefined
}>

/** The oracle: the same thing, done one operation at a time in memory. It changes as it goes. */
export type Machine<Call, Answer> = Readonly<{
  /**
   * Does what is called for if it would answer `answer`, whatever it answers when that is undefined.
   * @returns undefined, with nothing done, when it would answer otherwise
   */
  step(call: Call, answer: Answer | undefined): Step | undefined
  /** Two machines with equal fingerprints behave alike from here on, given the same operations behind them. */
  fingerprint(): string
}>

/** A step that was taken, how to take it back, and whether anything that is asked later can tell that it was taken. */
export type Step = Readonly<{ undo(): void; isChange: boolean }>

/** Null when there is such an order; otherwise the operation whose answer fits none, and those under way with it. */
export type Anomaly<Call, Answer> = Readonly<{
  operation: Operation<Call, Answer>
  meanwhile: readonly Operation<Call, Answer>[]
}>

/** A begin or an end of an answered operation in the order of time; taken operations are taken out of the chain. */
type Event = { at: number; operation: number; isEnd: boolean; before: Event; after: Event | null }

/** Looks for an order. @returns null when there is one */
export function findAnomaly<Call, Answer>(
  history: readonly Operation<Call, Answer>[],
  machine: Machine<Call, Answer>,
): Anomaly<Call, Answer> | null {
  const operations = history.toSorted((one, other) => one.begun - other.begun)
  const { head, begins, ends } = chainOf(operations)
  const unanswered = operations.flatMap(({ ended }, operation) => (ended === null ? operation : []))
  const seen = new Set<string>()
  const taken: { operation: number; undo(): void; isChoice: boolean; highest: number }[] = []
  /** Of those that were never answered. */
  const isTaken = new Set<number>()
  let highest = -1
  let left = operations.filter(({ ended }) => ended !== null).length
  let furthest = { left: left + 1, operation: 0 }

  const stepOf = (operation: number): Step | undefined => {
    const { call, answer } = operations[operation] as Operation<Call, Answer>
    return machine.step(call, answer)
  }
  const take = (operation: number, { undo, isChange }: Step) => {
    taken.push({ operation, undo, isChoice: isChange, highest })
    if (ends[operation]) highest = Math.max(highest, operation)
    else isTaken.add(operation)
    takeOut(begins[operation])
    takeOut(ends[operation])
    if (ends[operation]) left -= 1
  }
  /** Takes back everything up to the last choice. @returns which operation that was; undefined when there was none */
  const giveBack = (): number | undefined => {
    for (let last = taken.pop(); last; last = taken.pop()) {
      last.undo()
      if (ends[last.operation]) left += 1
      else isTaken.delete(last.operation)
      putBack(ends[last.operation])
      putBack(begins[last.operation])
      highest = last.highest
      if (last.isChoice) return last.operation
    }
    return undefined
  }
  /** Takes whatever fits now and changes nothing. */
  const takeIdle = () => {
    for (let event: Event | null = head.after; event && !event.isEnd; event = event.after) {
      const step = stepOf(event.operation)
      if (step?.isChange) step.undo()
      else if (step) {
        take(event.operation, step)
        // From the beginning: what was next may be gone with it.
        event = head
      }
    }
  }
  const placeNow = (): string => {
    let open = ''
    for (let event = head.after; event && event.operation <= highest; event = event.after)
      if (!event.isEnd) open += `${event.operation} `
    return `${highest} ${open}/${[...isTaken].toSorted()} ${machine.fingerprint()}`
  }

  /** Goes on from here, unless someone was here before. */
  const tryChoice = (operation: number): boolean => {
    const step = stepOf(operation)
    if (!step?.isChange) {
      step?.undo()
      return false
    }
    take(operation, step)
    takeIdle()
    const place = placeNow()
    if (!seen.has(place)) {
      seen.add(place)
      return true
    }
    giveBack()
    return false
  }

  takeIdle()
  let event = head.after
  /** Who was never answered comes last: most never took effect, and whoever did is needed only where nobody else fits. */
  let late = 0
  while (left > 0 && event) {
    if (!event.isEnd) {
      event = tryChoice(event.operation) ? head.after : event.after
      continue
    }
    const operation = unanswered[late]
    if (operation !== undefined && (operations[operation]?.begun ?? 0) <= event.at) {
      late += 1
      if (isTaken.has(operation) || !tryChoice(operation)) continue
      event = head.after
      late = 0
      continue
    }
    // Whoever ended here has to come before everything that is left, and does not fit.
    if (left < furthest.left) furthest = { left, operation: event.operation }
    const last = giveBack()
    if (last === undefined) return anomalyAt(operations, furthest.operation)
    late = unanswered.indexOf(last) + 1
    event = begins[last]?.after ?? firstEnd(head)
  }
  return null
}

function firstEnd(head: Event): Event | null {
  let event = head.after
  while (event && !event.isEnd) event = event.after
  return event
}

function chainOf(operations: readonly Operation<unknown, unknown>[]) {
  const bare = operations.flatMap(({ begun, ended }, operation) =>
    ended === null
      ? []
      : [
          { at: begun, operation, isEnd: false },
          { at: ended, operation, isEnd: true },
        ],
  )
  // At the same moment begins come first: the two were under way together.
  bare.sort((one, other) => one.at - other.at || Number(one.isEnd) - Number(other.isEnd))
  const head = { at: -1, operation: -1, isEnd: false, after: null } as unknown as Event
  const begins: (Event | undefined)[] = []
  const ends: (Event | undefined)[] = []
  let last = head
  for (const each of bare) {
    const event: Event = { ...each, before: last, after: null }
    last.after = event
    last = event
    ;(each.isEnd ? ends : begins)[each.operation] = event
  }
  return { head, begins, ends }
}

function takeOut(event: Event | undefined): void {
  if (!event) return
  event.before.after = event.after
  if (event.after) event.after.before = event.before
}

/** An event that was taken out still knows its neighbours; the last taken out is put back first. */
function putBack(event: Event | undefined): void {
  if (!event) return
  event.before.after = event
  if (event.after) event.after.before = event
}

function anomalyAt<Call, Answer>(
  operations: readonly Operation<Call, Answer>[],
  at: number,
): Anomaly<Call, Answer> {
  const operation = operations[at] as Operation<Call, Answer>
  const { begun, ended } = operation
  const meanwhile = operations.filter(
    (each) =>
      each !== operation &&
      each.begun <= (ended ?? Number.POSITIVE_INFINITY) &&
      (each.ended ?? Number.POSITIVE_INFINITY) >= begun,
  )
  return { operation, meanwhile }
}
