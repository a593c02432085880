/** Where answers are kept: in this process, or in Redis for all gateways together. */
import type { Logger } from '@tallystick/telemetry'
import type { Redis } from 'ioredis'
import { newBoundedMap } from '../bounded-map.ts'
import { newWithRedis } from '../redis.ts'

/** An answer that was kept. */
export type KeptAnswer = Readonly<{
  /** The JSON text of `data`. */
  data: string
  /** In milliseconds since 1970. */
  keptAt: number
  /** Which state its tags were in before it was made. */
  versions: readonly string[]
}>

/** What is known of an answer before it is made: the answer, or the state of its tags to keep a new one with. */
export type Looked = Readonly<{ kept: KeptAnswer | undefined; versions: readonly string[] }>

/** Keeps answers. Never rejects: what cannot be read is not there. */
export type AnswerStore = Readonly<{
  /** An answer is there only while none of its tags was invalidated since. */
  look(key: string, tags: readonly string[]): Promise<Looked>
  keep(key: string, answer: KeptAnswer, maxAgeS: number): Promise<void>
  invalidate(tags: readonly string[]): Promise<void>
  /** How many answers this process holds. */
  size(): number
}>

/** More changed tags than this are not told apart: then everything is forgotten. */
const TAGS_MAX = 100_000
/** A character of a JavaScript string takes up to two bytes. */
const BYTES_OF_CHARACTER = 2
/** What an entry costs besides its text, about, in bytes. */
const ENTRY_BYTES = 500

/** Keeps answers in this process; what was not used lately goes first. */
export function newMemoryStore(bytesMax: number, now: () => number = Date.now): AnswerStore {
  const weightOf = ({ data }: KeptAnswer): number => data.length * BYTES_OF_CHARACTER + ENTRY_BYTES
  type Entry = KeptAnswer & Readonly<{ until: number }>
  const answers = newBoundedMap<Entry>(Number.MAX_SAFE_INTEGER, { of: weightOf, max: bytesMax })
  const versions = new Map<string, number>()
  let changes = 0
  const versionsOf = (tags: readonly string[]): string[] =>
    tags.map((tag) => String(versions.get(tag) ?? 0))
  return {
    async look(key, tags) {
      const present = versionsOf(tags)
      const kept = answers.get(key)
      if (kept && kept.until > now() && isSame(kept.versions, present))
        return { kept, versions: present }
      if (kept) answers.delete(key)
      return { kept: undefined, versions: present }
    },
    async keep(key, answer, maxAgeS) {
      answers.set(key, { ...answer, until: now() + maxAgeS * 1_000 })
    },
    async invalidate(tags) {
      if (versions.size + tags.length > TAGS_MAX) {
        versions.clear()
        answers.clear()
      }
      changes += 1
      for (const tag of tags) versions.set(tag, changes)
    },
    size: answers.size,
  }
}

const isSame = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((each, index) => each === other[index])

const PREFIX = 'tallystick:cache:'
const answerName = (key: string): string => `${PREFIX}answer:${key}`
const tagName = (tag: string): string => `${PREFIX}tag:${tag}`

/** Keeps answers in Redis. While it is away nothing is there and nothing is kept. @param ageMaxS of any answer */
export function newRedisStore(
  redis: Redis,
  { ageMaxS, log }: { ageMaxS: number; log: Logger },
): AnswerStore {
  const withRedis = newWithRedis(log, {
    away: 'no answer is given again: Redis is away',
    back: 'answers are given again',
  })
  return {
    look: (key, tags) =>
      withRedis<Looked>(
        async () => {
          const [text, ...states] = await redis.mget(answerName(key), ...tags.map(tagName))
          const versions = states.map((state) => state ?? '0')
          const kept = text ? (JSON.parse(text) as KeptAnswer) : undefined
          return { kept: kept && isSame(kept.versions, versions) ? kept : undefined, versions }
        },
        () => ({ kept: undefined, versions: [] }),
      ),
    // Without the state of its tags an answer could not be told from a stale one.
    keep: (key, answer, maxAgeS) =>
      withRedis<void>(
        async () => {
          await redis.set(answerName(key), JSON.stringify(answer), 'PX', maxAgeS * 1_000)
        },
        () => {},
      ),
    invalidate: (tags) =>
      withRedis<void>(
        async () => {
          // A state outlives every answer that was kept under the one before it.
          const pipeline = redis.pipeline()
          const state = `${Date.now()}-${Math.random()}`
          for (const tag of tags) pipeline.set(tagName(tag), state, 'PX', ageMaxS * 2_000)
          for (const [fault] of (await pipeline.exec()) ?? []) if (fault) throw fault
        },
        () => {},
      ),
    size: () => 0,
  }
}
