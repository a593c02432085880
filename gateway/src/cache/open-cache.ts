import type { Logger } from '@tallystick/telemetry'
import type { Redis } from 'ioredis'
import { type AnswerCache, type CacheResult, newAnswerCache } from './answer-cache.ts'
import { newMemoryStore, newRedisStore } from './store.ts'
import type { CacheConfig } from './variables.ts'

/** What a gateway's answer cache is made from. */
export type OpenCacheOptions = Readonly<{
  config: CacheConfig
  /** Keeps answers for all gateways together when given. */
  redis?: Redis | undefined
  log: Logger
  onRead?: (result: CacheResult) => void
}>

/** A cache, and how many answers this process holds. */
export type OpenedCache = AnswerCache & Readonly<{ size(): number }>

/** Makes a gateway's answer cache as its environment asks for it. */
export function openAnswerCache({ config, redis, log, onRead }: OpenCacheOptions): OpenedCache {
  const ageMaxS = config.CACHE_AGE_MAX_S
  const store = redis
    ? newRedisStore(redis, { ageMaxS, log })
    : newMemoryStore(config.CACHE_BYTES_MAX)
  const answerBytesMax = config.CACHE_ANSWER_BYTES_MAX
  const told = onRead ? { onRead } : {}
  const cache = newAnswerCache({ store, answerBytesMax, ageMaxS, ...told })
  // Without a supergraph it keeps nothing.
  const update = config.CACHE === 'on' ? cache.update : () => {}
  return { ...cache, update, size: store.size }
}
