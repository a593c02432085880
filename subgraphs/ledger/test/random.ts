/** Chance that can be had again: the same seed draws the same. */
import { fromUuid, type Id, type Prefix } from '@tallystick/ids'

export type Random = ReturnType<typeof newRandom>

/** Opens a source of chance (mulberry32). @param seed any integer */
export function newRandom(seed: number) {
  let state = seed >>> 0
  /** 0 to 2^32 − 1. */
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return (mixed ^ (mixed >>> 14)) >>> 0
  }
  const below = (bound: number): number => next() % bound
  return {
    next,
    /** 0 to bound − 1. */
    below,
    /** True so many times in a hundred. */
    percent: (chance: number): boolean => below(100) < chance,
    oneOf: <T>(values: readonly T[]): T => values[below(values.length)] as T,
    /** One of the values, each as often as its weight says. */
    weighted<T extends string>(weights: Readonly<Record<T, number>>): T {
      const pairs = Object.entries(weights) as [T, number][]
      let left = below(pairs.reduce((sum, [, weight]) => sum + weight, 0))
      const found = pairs.find(([, weight]) => {
        left -= weight
        return left < 0
      })
      return found?.[0] as T
    },
    /** An id that is the same in every run. */
    id(prefix: Prefix): Id {
      const hex = Array.from({ length: 4 }, () => next().toString(16).padStart(8, '0')).join('')
      return fromUuid(prefix, hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-'))
    },
  }
}
