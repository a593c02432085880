import type { Logger } from '@tallystick/telemetry'
import type { Redis } from 'ioredis'
import { newRates, type Rates } from './rates.ts'
import { newRedisCounters } from './redis-counters.ts'
import { bucketsOf, type RateConfig } from './variables.ts'
import { newMemoryCounters } from './window.ts'

/** What a gateway's rates are made from. */
export type OpenRatesOptions = Readonly<{
  config: RateConfig & { readonly NODE_ENV: string }
  /** Counts for all gateways together when given. */
  redis?: Redis | undefined
  log: Logger
  /** Told of each refusal, with the name of the bucket. */
  onRefused?: (bucket: string) => void
  /** The clock of what is counted in this process, in milliseconds. */
  now?: () => number
}>

/** Makes a gateway's rates as its environment asks for them. */
export function openRates({ config, redis, log, onRefused, now }: OpenRatesOptions): Rates {
  const keysMax = config.RATE_KEYS_MAX
  const memory = newMemoryCounters(keysMax, now)
  return newRates({
    buckets: bucketsOf(config),
    counters: redis ? newRedisCounters(redis, { insurance: memory, log }) : memory,
    costPerPoint: config.RATE_COST_PER_POINT,
    keysMax,
    ...(onRefused ? { onRefused } : {}),
    ...(now ? { now } : {}),
  })
}
