import type { Redis } from 'ioredis'
import { newBoundedMap } from '../bounded-map.ts'

/** Texts that clients have sent, by their hash: it saves them from sending the same text again, and protects nobody. */
export type AutomaticTexts = Readonly<{
  get(hash: string): Promise<string | undefined>
  /** Keeps a text whose hash was checked. */
  set(hash: string, text: string): Promise<void>
}>

/** How long Redis keeps a text that nobody asks for, in seconds. */
const KEPT_S = 86_400
const PREFIX = 'tallystick:apq:'

/**
 * Keeps texts in this process, and in Redis for all processes when there is one. A lost text costs its client one more
 * request, so a Redis that is away is a miss.
 *
 * @param charsMax of all texts in this process together
 */
export function newAutomaticTexts(
  charsMax: number,
  redis?: Pick<Redis, 'get' | 'set'>,
): AutomaticTexts {
  const near = newBoundedMap<string>(charsMax, { of: (text) => text.length, max: charsMax })
  return {
    async get(hash) {
      const here = near.get(hash)
      if (here !== undefined || !redis) return here
      const there = await redis.get(PREFIX + hash).catch(() => null)
      if (there !== null) near.set(hash, there)
      return there ?? undefined
    },
    async set(hash, text) {
      near.set(hash, text)
      await redis?.set(PREFIX + hash, text, 'EX', KEPT_S).catch(() => undefined)
    },
  }
}
