import type { Logger } from '@tallystick/telemetry'
import { Redis } from 'ioredis'

export type { Redis } from 'ioredis'

/** What a command may take, in milliseconds. */
const COMMAND_MS = 300
const CONNECT_MS = 2_000
/** After a failure Redis is left alone for this long, in milliseconds, so that a hanging one costs one caller a wait. */
const REST_MS = 1_000

/**
 * Opens the gateway's connection to Redis, which counts and remembers and holds nothing that must not be lost.
 *
 * While Redis is away each command fails at once: no queue waits for it, no command is sent twice. It is connected to again
 * in the background, and what happens to the connection is logged once.
 */
export function openRedis(url: string, log: Logger): Redis {
  const redis = new Redis(url, {
    commandTimeout: COMMAND_MS,
    connectTimeout: CONNECT_MS,
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    lazyConnect: true,
    retryStrategy: (attempt) => Math.min(50 * 2 ** Math.min(attempt, 6), 2_000),
  })
  let isAway = false
  const onAway = (err?: Error): void => {
    if (!isAway) log.warn({ err }, 'Redis is away')
    isAway = true
  }
  // Without a listener a lost connection would end the process.
  redis.on('error', onAway)
  redis.on('close', () => onAway())
  redis.on('end', () => {
    isAway = true
  })
  redis.on('ready', () => {
    if (isAway) log.info('Redis is back')
    isAway = false
  })
  redis.connect().catch(onAway)
  return redis
}

/** Does work with Redis, or something else without it. */
export type WithRedis = <Result>(
  work: () => Promise<Result>,
  otherwise: () => Result | Promise<Result>,
) => Promise<Result>

/**
 * Makes what tries Redis and goes on without it: one caller finds out that it is away, the others are not kept waiting,
 * and each second one finds out whether it is back.
 *
 * @param says what to log, once each, when Redis goes and when it comes back
 */
export function newWithRedis(log: Logger, says: { away: string; back: string }): WithRedis {
  let restsUntil = 0
  let isAway = false
  return async (work, otherwise) => {
    if (Date.now() < restsUntil) return otherwise()
    if (isAway) restsUntil = Date.now() + REST_MS
    try {
      const result = await work()
      if (isAway) log.info(says.back)
      isAway = false
      restsUntil = 0
      return result
    } catch (err) {
      if (!isAway) log.warn({ err }, says.away)
      isAway = true
      restsUntil = Date.now() + REST_MS
      return otherwise()
    }
  }
}
