/**
 * How often a caller may ask, whatever transport it asks by: a request, a message of a WebSocket and a stream of events
 * count alike.
 *
 * Nobody's operations count against their address, a person's against the person, a key's against the key. Signing in and
 * the like counts against the address and, where it names one, the account, besides.
 */
import { createHash } from 'node:crypto'
import type { Actor } from '@tallystick/actor'
import { GraphQLError } from 'graphql'
import { newBoundedMap } from '../bounded-map.ts'
import { addressKey } from './address.ts'
import type { SignInUse } from './sign-in-fields.ts'
import type { Buckets } from './variables.ts'
import type { Bucket, Counters } from './window.ts'

/** Who asks. */
export type RateCaller = Readonly<{
  actor: Actor & { readonly keyId?: string | null }
  address?: string | undefined
  /** Of an API key that has a rate of its own. */
  requestsPerMinute?: number | null | undefined
}>

/** What is asked. A document that could not be read is asked, too: `{ cost: 0, signInUses: [] }`. */
export type RatedOperation = Readonly<{ cost: number; signInUses: readonly SignInUse[] }>

/** Why an operation must not run now; undefined lets it pass. */
export type RateVerdict = GraphQLError | undefined

/** Holds callers to their rates. */
export type Rates = Readonly<{
  /** Counts an operation, once each. */
  take(caller: RateCaller, operation: RatedOperation): Promise<RateVerdict>
  /**
   * Whether the caller was told to wait and has not waited. Counts nothing and asks nobody, so it can be asked before
   * anything is read.
   */
  waiting(caller: RateCaller): RateVerdict
  /** Counts one request that is no operation, by a key of its kind. */
  takeOne(use: RateUse): Promise<RateVerdict>
  /** Whether such requests were told to wait and have not waited; counts nothing and asks nobody. */
  waitingOne(use: RateUse): RateVerdict
}>

/** A request that is no operation: which bucket it counts against, and by what. */
export type RateUse = Readonly<{
  bucket: 'address' | 'signIn' | 'program'
  address: string | undefined
  /** The program that is named beside the address, whoever names it. */
  clientId?: string | undefined
}>

/** What rates are made from. */
export type RatesOptions = Readonly<{
  /** Undefined admits everyone always. */
  buckets: Buckets | undefined
  counters: Counters
  /** Objects in an answer that one point pays for. */
  costPerPoint: number
  /** How many callers that have to wait are remembered. */
  keysMax: number
  /** Told of each refusal, with the name of the bucket. */
  onRefused?: (bucket: string) => void
  /** In milliseconds. */
  now?: () => number
}>

type Draw = Readonly<{ bucket: Bucket; key: string; points: number }>
type Wait = Readonly<{ bucket: Bucket; until: number }>

/** Makes what holds callers to their rates. */
export function newRates({ buckets, counters, ...options }: RatesOptions): Rates {
  if (!buckets) return NO_RATES
  const { now = Date.now } = options
  const waits = newBoundedMap<Wait>(options.keysMax)
  const refuse = (bucket: Bucket, waitMs: number): GraphQLError => {
    options.onRefused?.(bucket.name)
    return rateLimited(bucket, { waitMs, now: now() })
  }
  const ownDraw = (caller: RateCaller, points: number): Draw => ({
    ...ownBucketOf(caller, buckets),
    points,
  })
  const draw = async ({ bucket, key, points: asked }: Draw): Promise<RateVerdict> => {
    // What costs more than a whole bucket would wait for ever.
    const fitting = Math.min(asked, bucket.points)
    const { isAdmitted, left, waitMs } = await counters.take(bucket, key, fitting)
    if (isAdmitted) return undefined
    if (left === 0 && fitting === 1)
      waits.set(nameOf(bucket, key), { bucket, until: now() + waitMs })
    return refuse(bucket, waitMs)
  }
  const waitingFor = ({ bucket, key }: Pick<Draw, 'bucket' | 'key'>): RateVerdict => {
    if (waits.size() === 0) return undefined
    const wait = waits.get(nameOf(bucket, key))
    const waitMs = (wait?.until ?? 0) - now()
    if (wait && waitMs > 0) return refuse(bucket, waitMs)
    if (wait) waits.delete(nameOf(bucket, key))
    return undefined
  }
  return {
    async take(caller, { cost, signInUses }) {
      const points = Math.max(1, Math.ceil(cost / options.costPerPoint))
      for (const each of [...signInDraws(signInUses, caller, buckets), ownDraw(caller, points)]) {
        const verdict = await draw(each)
        if (verdict) return verdict
      }
      return undefined
    },
    waiting: (caller) => waitingFor(ownDraw(caller, 1)),
    takeOne: (use) => draw({ ...drawOf(use, buckets), points: 1 }),
    waitingOne: (use) => waitingFor(drawOf(use, buckets)),
  }
}

const NO_RATES: Rates = {
  take: async () => undefined,
  waiting: () => undefined,
  takeOne: async () => undefined,
  waitingOne: () => undefined,
}

/** Who names a program may name any: the address stays part of the key, so that nobody uses up another's. */
const drawOf = ({ bucket, address, clientId }: RateUse, buckets: Buckets) => ({
  bucket: buckets[bucket],
  key:
    clientId === undefined ? addressKey(address) : `${addressKey(address)} ${digestOf(clientId)}`,
})

const nameOf = ({ name }: Bucket, key: string): string => `${name}:${key}`

function ownBucketOf(caller: RateCaller, buckets: Buckets): Pick<Draw, 'bucket' | 'key'> {
  const { actor, address, requestsPerMinute } = caller
  if (actor.keyId) {
    const points = requestsPerMinute ?? buckets.key.points
    return { bucket: { ...buckets.key, points }, key: actor.keyId }
  }
  if (actor.id !== null) return { bucket: buckets.user, key: actor.id }
  return { bucket: buckets.address, key: addressKey(address) }
}

function signInDraws(
  uses: readonly SignInUse[],
  { address }: RateCaller,
  { signIn, account }: Buckets,
): Draw[] {
  if (uses.length === 0) return []
  const named = uses.flatMap((use) => use.account ?? [])
  const accounts = [...new Set(named)].map((name) => ({
    bucket: account,
    key: digestOf(name),
    points: named.filter((each) => each === name).length,
  }))
  return [{ bucket: signIn, key: addressKey(address), points: uses.length }, ...accounts]
}

/** E-mail addresses are personal data: Redis keeps no list of them. */
const digestOf = (text: string): string =>
  createHash('sha256').update(text).digest('base64url').slice(0, 22)

function rateLimited(
  { name, points, windowMs }: Bucket,
  { waitMs, now }: Readonly<{ waitMs: number; now: number }>,
): GraphQLError {
  const retryAfterMs = Math.max(1, Math.ceil(waitMs))
  const retryAfterS = Math.ceil(retryAfterMs / 1_000)
  return new GraphQLError(`Too many requests: try again in ${retryAfterS} s.`, {
    extensions: {
      code: 'RATE_LIMITED',
      details: {
        limit: name,
        max: points,
        windowMs,
        retryAfterMs,
        resetsAt: new Date(now + retryAfterMs).toISOString(),
      },
      http: { status: 429, headers: new Map([['retry-after', String(retryAfterS)]]) },
    },
  })
}
