/**
 * What callers have spent, kept in Redis, so that many gateways hold a caller to one budget.
 *
 * While Redis is away each gateway counts by itself: a caller may then spend the budget once at each, and nobody is turned
 * away because of Redis.
 */
import type { Logger } from '@tallystick/telemetry'
import type { Redis } from 'ioredis'
import { newWithRedis } from '../redis.ts'
import { type Bucket, type Counters, GRAINS, type Taken } from './window.ts'

/**
 * The same arithmetic as `newMemoryCounters`, in one step and by the clock of Redis, which all gateways share. An entry is
 * three numbers: when it began, when it was last added to, how much was spent.
 */
const TAKE = `
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
local points, limit = tonumber(ARGV[1]), tonumber(ARGV[2])
local window, grain = tonumber(ARGV[3]), tonumber(ARGV[4])
local kept = redis.call('GET', KEYS[1])
local all, live, used = kept and cmsgpack.unpack(kept) or {}, {}, 0
for at = 1, #all, 3 do
  if all[at + 1] + window > now then
    for part = 0, 2 do live[#live + 1] = all[at + part] end
    used = used + all[at + 2]
  end
end
if used + points > limit then
  local over, wait = used + points - limit, window
  for at = 1, #live, 3 do
    over = over - live[at + 2]
    if over <= 0 then wait = live[at + 1] + window - now break end
  end
  return { 0, limit - used, wait }
end
local last = #live - 2
if last > 0 and now - live[last] < grain then
  live[last + 1] = now
  live[last + 2] = live[last + 2] + points
else
  for _, part in ipairs({ now, now, points }) do live[#live + 1] = part end
end
redis.call('SET', KEYS[1], cmsgpack.pack(live), 'PX', window)
return { 1, limit - used - points, 0 }
`

type Answer = readonly [admitted: number, left: number, waitMs: number]
type WithTake = Readonly<{
  takePoints(key: string, ...numbers: readonly number[]): Promise<Answer>
}>

/** Keeps what callers have spent in Redis. @param insurance keeps it while Redis is away */
export function newRedisCounters(
  redis: Redis,
  { insurance, log }: { insurance: Counters; log: Logger },
): Counters {
  redis.defineCommand('takePoints', { numberOfKeys: 1, lua: TAKE })
  const { takePoints } = redis as unknown as WithTake
  const ask = takePoints.bind(redis)
  const withRedis = newWithRedis(log, {
    away: 'rates are counted by each gateway alone: Redis is away',
    back: 'rates are counted in Redis again',
  })
  return {
    take: (bucket, key, points) =>
      withRedis(
        async () => toTaken(await ask(keyOf(bucket, key), ...numbersOf(bucket, points))),
        () => insurance.take(bucket, key, points),
      ),
  }
}

const keyOf = ({ name }: Bucket, key: string): string => `tallystick:rates:${name}:${key}`

const numbersOf = ({ points: limit, windowMs }: Bucket, points: number): number[] => [
  points,
  limit,
  windowMs,
  Math.max(1, Math.trunc(windowMs / GRAINS)),
]

const toTaken = ([admitted, left, waitMs]: Answer): Taken => ({
  isAdmitted: admitted === 1,
  left,
  waitMs,
})
