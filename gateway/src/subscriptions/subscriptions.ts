/**
 * Subscriptions from an admitted operation to a stream of answers: counted, shared where that is safe, bounded, and ended
 * with the access of whoever asked.
 */
import { DoorError } from '@tallystick/subgraph-client'
import { GraphQLError, Kind } from 'graphql'
import type { Answer, ToAnswer } from '../answer.ts'
import { type Access, UNWATCHED } from '../auth/access.ts'
import type { GatewayConfig } from '../config.ts'
import type { Candidate, Judge } from '../judge.ts'
import type { Metrics } from '../metrics/metrics.ts'
import type { Executed, SupergraphExecutor } from '../plan/executor.ts'
import type { PreparedOperation } from '../plan/operation.ts'
import { newAllowance } from './allowance.ts'
import { accessEnded, isExpired, sessionEnded, whenExpired } from './expiry.ts'
import { rootFieldOf, sharingKey } from './sharing.ts'
import type { Stream } from './stream.ts'
import { Subscriber } from './subscriber.ts'
import { newTurns } from './turns.ts'
import { Upstream } from './upstream.ts'
import type { SubscriptionConfig } from './variables.ts'
import { whoOf } from './who.ts'

/** By what an operation travels. */
type Transport = Parameters<Metrics['event']>[0]

/** A stream, or why there is none and the HTTP status that says the same. */
export type Opened = Stream<Answer> | Readonly<{ executed: Executed; status: 200 | 429 }>

/** Runs subscriptions. */
export type Subscriptions = Readonly<{
  /** Starts one that was found valid and was admitted. Rejects only with a fault. */
  open(candidate: Candidate, toAnswer: ToAnswer, via: Transport): Promise<Opened>
  /** How many there are, and how many streams of the executor they stand on. */
  counts(): Readonly<{ subscribers: number; upstreams: number }>
}>

/** What subscriptions are run with. */
export type SubscriptionsOptions = Readonly<{
  config: GatewayConfig & SubscriptionConfig
  executor: SupergraphExecutor
  judge: Judge
  /** Left out where nothing tells of sign-outs: then access ends with its token. */
  access?: Access
  metrics?: Pick<Metrics, 'subscriptionStarted' | 'subscriptionEnded' | 'event' | 'watch'>
}>

/** Makes the runner of subscriptions. */
export function newSubscriptions(options: SubscriptionsOptions): Subscriptions {
  const { config, access = UNWATCHED, metrics } = options
  const what = { limit: 'subscriptions', what: 'subscriptions' }
  const take = newAllowance(config.SUBSCRIPTIONS_PER_ACTOR_MAX, what)
  const upstreams = newUpstreams(options)
  metrics?.watch('upstreams', upstreams.count)
  let subscribers = 0
  return {
    counts: () => ({ subscribers, upstreams: upstreams.count() }),
    async open(candidate, toAnswer, via) {
      const { actor, address } = candidate.facts
      const taken = take(whoOf(actor, address))
      if (taken instanceof GraphQLError) return refused(taken)
      const endings = [taken]
      subscribers += 1
      const onEnd = (): void => {
        subscribers -= 1
        for (const end of endings) end()
      }
      const toEvent: ToAnswer = (executed) => {
        metrics?.event(via)
        return toAnswer(executed)
      }
      const { subscriber, started } = upstreams.join(candidate, toEvent, onEnd)
      const refusal = await started.catch((fault: unknown) => {
        subscriber.end()
        throw fault
      })
      if (refusal) {
        subscriber.end()
        return { executed: refusal, status: 200 }
      }
      if (subscriber.isOver()) return subscriber
      metrics?.subscriptionStarted(via)
      endings.push(() => metrics?.subscriptionEnded(via))
      const stop = (error: GraphQLError) =>
        subscriber.stop(toAnswer({ data: undefined, errors: [error] }))
      endings.push(whenExpired(actor, () => stop(sessionEnded())))
      endings.push(access.watch(actor, (end) => stop(accessEnded(end))))
      return subscriber
    },
  }
}
const refused = (error: GraphQLError): Opened => ({
  executed: { data: undefined, errors: [error] },
  status: 429,
})

/** The streams of the executor that are under way, so that equal subscriptions find them. */
function newUpstreams({ config, executor, judge }: SubscriptionsOptions) {
  const shared = new Map<string, Readonly<{ upstream: Upstream; candidate: Candidate }>>()
  const bounds = { eventsMax: config.SOCKET_QUEUE_EVENTS_MAX, stallMs: config.SLOW_CLIENT_MS }
  const eventDeadlineMs = config.QUERY_DEADLINE_MS
  let count = 0
  const turns = newTurns(config.EVENTS_JOINED_MAX)
  const start = (candidate: Candidate, key: string | undefined): Upstream => {
    let endTurn = (): void => {}
    const recheck = async () => {
      // When a thousand resume at once, their events wait here rather than be turned away by a subgraph.
      endTurn = await turns.take()
      if (upstream.isOver()) endTurn()
      return (await judge.readmit(candidate))?.errors ?? []
    }
    count += 1
    const upstream: Upstream = new Upstream(
      () => executor.subscribe({ ...candidate, recheck, eventDeadlineMs }),
      () => {
        count -= 1
        if (key !== undefined && shared.get(key)?.upstream === upstream) shared.delete(key)
      },
      () => endTurn(),
    )
    if (key !== undefined && !upstream.isOver()) shared.set(key, { upstream, candidate })
    return upstream
  }
  return {
    count: () => count,
    join(candidate: Candidate, toAnswer: ToAnswer, onEnd: () => void) {
      const key = sharingKey(candidate, executor.apiSchema(), config)
      const known = key === undefined ? undefined : shared.get(key)
      const isGood = known && outlives(known.candidate, candidate)
      const upstream = isGood ? known.upstream : start(candidate, key)
      const subscriber: Subscriber = new Subscriber({
        ...bounds,
        ...lastWords(candidate.prepared, toAnswer),
        toAnswer,
        onRoom: () => upstream.wake(),
        onEnd() {
          upstream.remove(subscriber)
          onEnd()
        },
      })
      upstream.add(subscriber)
      return { subscriber, started: upstream.started }
    },
  }
}

/** Whether the token that a stream was begun with is good for as long as another one. */
function outlives({ facts: { actor: first } }: Candidate, { facts: { actor } }: Candidate) {
  if (isExpired(first)) return false
  if (first.expiresAt === null) return true
  return actor.expiresAt !== null && actor.expiresAt <= first.expiresAt
}

/** What the subscriber of an operation is told when its stream cannot go on. Both name the event to go on after. */
function lastWords(prepared: PreparedOperation, toAnswer: ToAnswer) {
  const tooSlow = (last: Executed | undefined): Answer =>
    toAnswer({ data: undefined, errors: [tooSlowError(cursorIn(last, prepared))] })
  return {
    tooSlow,
    broken(reason: unknown, last: Executed | undefined): Answer {
      if (reason instanceof DoorError && reason.reason === 'TOO_SLOW') return tooSlow(last)
      return toAnswer({ data: undefined, errors: [brokenError(reason, cursorIn(last, prepared))] })
    },
  }
}

const tooSlowError = (cursor: string | null): GraphQLError =>
  new GraphQLError('Events came faster than they were taken. Subscribe again after the cursor.', {
    extensions: { code: 'RATE_LIMITED', details: { limit: 'queue', cursor } },
  })

function brokenError(reason: unknown, cursor: string | null): GraphQLError {
  if (!(reason instanceof DoorError))
    return new GraphQLError('fault', {
      originalError: reason instanceof Error ? reason : undefined,
    })
  return new GraphQLError(
    `${reason.subgraph} cannot be reached. Subscribe again after the cursor.`,
    {
      extensions: {
        code: 'SERVICE_UNAVAILABLE',
        subgraph: reason.subgraph,
        details: { cursor },
      },
    },
  )
}

/** The cursor that an event was told with; null when the operation does not ask for cursors. */
function cursorIn(event: Executed | undefined, prepared: PreparedOperation): string | null {
  const field = rootFieldOf(prepared)
  const cursor = field?.selectionSet?.selections.find(
    (each) => each.kind === Kind.FIELD && each.name.value === 'cursor',
  )
  if (!event?.data || !field || cursor?.kind !== Kind.FIELD) return null
  const data = JSON.parse(event.data) as Record<string, Record<string, unknown> | null> | null
  const value = data?.[(field.alias ?? field.name).value]?.[(cursor.alias ?? cursor.name).value]
  return typeof value === 'string' ? value : null
}
