/** Chance that a seed brings back. */
export type Dice = Readonly<{
  /** A whole number from 0 to `below` − 1. */
  roll(below: number): number
  /** One of them. */
  pick<T>(from: readonly T[]): T
  /** `count` different ones, in the order in which they came up. */
  draw<T>(from: readonly T[], count: number): T[]
}>

/** Dice for one seed (mulberry32): the same seed rolls the same. */
export function newDice(seed: number): Dice {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const roll = (below: number): number => Math.floor(next() * below)
  return {
    roll,
    pick: (from) => from[roll(from.length)] as (typeof from)[number],
    draw(from, count) {
      const left = [...from]
      return Array.from({ length: count }, () => left.splice(roll(left.length), 1)).flat()
    },
  }
}
