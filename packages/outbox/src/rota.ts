/** Someone who waits: how much of a batch it is, and what it touches. */
export type Waiting = Readonly<{ weight: number; keys: readonly string[] }>

/** A batch and the lane that is to do it. */
export type Batch<T> = Readonly<{ lane: number; turns: readonly T[] }>

/** What a lane could do next: positions in the queue, and how much of a batch they are. */
type Selection = Readonly<{ lane: number; positions: readonly number[]; size: number }>

/** Below this a batch is not split between lanes: what a batch costs by itself is more than what two at a time gain. */
const SPLIT_MIN = 8

/** How far down the queue one batch is looked for, in batches. */
const LOOK_AHEAD = 4

/** An idle lane is passed over when another could do this many times as much at once. */
const IDLE_SHARE = 4

/**
 * Who is next in which lane, when as many batches may be under way as there are lanes.
 *
 * A key belongs to a lane for as long as something that touches it is under way there. Nothing overtakes what touches the
 * same key, so whoever is first in the queue goes as soon as its keys belong to one lane at most: nobody starves.
 */
export class Rota<T extends Waiting> {
  readonly #queue: T[] = []
  readonly #batchMax: number
  /** Batches under way, by lane. */
  readonly #underWay: number[]
  readonly #owners = new Map<string, { lane: number; count: number }>()
  #running = 0
  #waiting = 0

  constructor({ lanes, batchMax }: Readonly<{ lanes: number; batchMax: number }>) {
    this.#batchMax = batchMax
    this.#underWay = Array.from({ length: lanes }, () => 0)
  }

  /** How much waits. */
  get waiting(): number {
    return this.#waiting
  }

  /** Puts `turn` at the end of the queue. */
  add(turn: T): void {
    this.#queue.push(turn)
    this.#waiting += turn.weight
  }

  /**
   * The next batch, from now on under way; undefined when there is none or everyone has to wait for another to finish.
   * @param isWanted asked once of each whose turn has come; who is not wanted is forgotten
   */
  take(isWanted: (turn: T) => boolean): Batch<T> | undefined {
    while (this.#running < this.#underWay.length && this.#queue.length > 0) {
      const { lane, positions } = this.#choose()
      if (positions.length === 0) return undefined
      const turns = this.#remove(positions).filter(isWanted)
      if (turns.length === 0) continue
      this.#own(turns, lane)
      this.#count(lane, 1)
      return { lane, turns }
    }
    return undefined
  }

  /** To be told of each batch that is over. */
  finish({ turns, lane }: Batch<T>): void {
    for (const { keys } of turns)
      for (const key of keys) {
        const owner = this.#owners.get(key)
        if (owner?.count === 1) this.#owners.delete(key)
        else if (owner) owner.count -= 1
      }
    this.#count(lane, -1)
  }

  /** An idle lane, as there is one; but what all want to follow is not kept waiting for the sake of a few. */
  #choose(): Selection {
    const most = this.#limit()
    let best = this.#select(this.#underWay.indexOf(0), most)
    for (const [lane, count] of this.#underWay.entries()) {
      if (count === 0 || best.size * IDLE_SHARE >= Math.min(most, this.#waiting)) continue
      const other = this.#select(lane, most)
      if (other.size > best.size * IDLE_SHARE) best = other
    }
    return best
  }

  /** At most an equal share of what waits, so that the lanes that are free have as much to do. */
  #limit(): number {
    const share = Math.ceil(this.#waiting / (this.#underWay.length - this.#running))
    return Math.min(this.#batchMax, Math.max(SPLIT_MIN, share))
  }

  #select(lane: number, most: number): Selection {
    const isOurs = (key: string): boolean => (this.#owners.get(key)?.lane ?? lane) === lane
    const blocked = new Set<string>()
    const positions: number[] = []
    let size = 0
    const end = Math.min(this.#queue.length, LOOK_AHEAD * this.#batchMax)
    for (let position = 0; position < end && size < most; position++) {
      const { weight, keys } = this.#queue[position] as T
      if (!keys.every((key) => isOurs(key) && !blocked.has(key)))
        for (const key of keys) blocked.add(key)
      else if (size > 0 && size + weight > most) break
      else {
        positions.push(position)
        size += weight
      }
    }
    return { lane, positions, size }
  }

  /** @param positions in order */
  #remove(positions: readonly number[]): T[] {
    const turns = positions.map((position) => this.#queue[position] as T)
    const taken = new Set(positions)
    const passed = (positions.at(-1) ?? -1) + 1
    const left = this.#queue.slice(0, passed).filter((_turn, position) => !taken.has(position))
    this.#queue.splice(0, passed, ...left)
    for (const { weight } of turns) this.#waiting -= weight
    return turns
  }

  #own(turns: readonly T[], lane: number): void {
    for (const { keys } of turns)
      for (const key of keys) {
        const owner = this.#owners.get(key)
        if (owner) owner.count += 1
        else this.#owners.set(key, { lane, count: 1 })
      }
  }

  #count(lane: number, change: number): void {
    this.#underWay[lane] = (this.#underWay[lane] ?? 0) + change
    this.#running += change
  }
}
