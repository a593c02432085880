import type { Door, DoorResult } from '@tallystick/subgraph-client'
import type { Logger } from '@tallystick/telemetry'
import { GraphQLError, Kind, type SelectionSetNode } from 'graphql'
import { startDeadline } from '../deadline.ts'
import { mapStream, type Step } from '../subscriptions/stream.ts'
import { toDoorErrors } from './door-errors.ts'
import type { Executed, PlannedSubscription } from './executor.ts'
import { fragmentsOf } from './fast/shape.ts'
import type { PreparedOperation, SupergraphSubscription } from './operation.ts'
import { rootNamesIn } from './root-names.ts'

/** Subscribes at the door of the subgraph that owns the events and joins each event; for one subscriber alone. */
export async function subscribeByPlan(
  { door, log }: { door: Door; log: Logger },
  planned: PlannedSubscription,
  subscription: SupergraphSubscription,
): Promise<AsyncIterableIterator<Executed> | Executed> {
  const { recheck, eventDeadlineMs, facts } = subscription
  const { subgraph, request, joins } = planned
  try {
    const events = await door.subscribe(request, facts)
    if (!(Symbol.asyncIterator in events)) return refusal(events)
    return mapStream(events, async (event): Promise<Step<Executed>> => {
      const errors = await recheck()
      if (errors.length > 0) return { value: { data: undefined, errors }, last: true }
      // A timer for each event costs more than the event; only fetches need one.
      const deadline = joins ? startDeadline(eventDeadlineMs) : undefined
      const joined = planned.joinEvent(event, { ...facts, signal: deadline?.signal })
      return { value: await joined.finally(() => deadline?.clear()) }
    })
  } catch (fault) {
    log.warn({ err: fault, subgraph, requestId: facts.requestId }, 'subscription failed')
    const { prepared, variables } = subscription
    const paths = rootNamesIn(prepared, variables).map((name) => [name])
    return { data: undefined, errors: toDoorErrors(fault, subgraph, paths) }
  }
}

/**
 * Refuses a subscription whose root field may or may not be there: there would be nothing to subscribe to.
 *
 * @throws a GraphQLError
 */
export function assertUnconditional({ document, operation }: PreparedOperation): void {
  const fragments = fragmentsOf(document)
  const check = ({ selections }: SelectionSetNode): void => {
    for (const each of selections) {
      if (each.directives?.some(({ name }) => name.value === 'skip' || name.value === 'include'))
        throw conditionalRoot()
      if (each.kind === Kind.INLINE_FRAGMENT) check(each.selectionSet)
      const fragment = each.kind === Kind.FRAGMENT_SPREAD && fragments.get(each.name.value)
      if (fragment) check(fragment.selectionSet)
    }
  }
  check(operation.selectionSet)
}

const conditionalRoot = (): GraphQLError =>
  new GraphQLError('The root field of a subscription must not depend on @skip or @include.', {
    extensions: { code: 'BAD_USER_INPUT' },
  })

const refusal = ({ errors }: DoorResult): Executed => ({
  data: undefined,
  errors: errors ?? [new GraphQLError('The subscription did not start.')],
})
