import type { Logger } from '@tallystick/telemetry'
import type { GraphQLFormattedError } from 'graphql'
import type { AnsweredOperation, Outcome } from '../operations.ts'
import { rootFieldsOf } from '../rates/sign-in-fields.ts'
import { fetchTimesOf } from './fetch-tally.ts'
import type { Metrics } from './metrics.ts'
import { logOperation } from './operation-log.ts'

/** Makes what counts and logs each operation once it is answered. */
export function newOperationReport({ metrics, log }: { metrics: Metrics; log: Logger }) {
  const fieldsOf = new WeakMap<object, readonly string[]>()
  return ({
    facts,
    via = 'http',
    candidate,
    cost,
    outcome,
    hasLeft,
    ms,
  }: AnsweredOperation): void => {
    const prepared = candidate?.prepared
    const name = prepared?.operation.name?.value
    const kind = prepared?.kind ?? 'unknown'
    const { codes, status } = hasLeft ? LEFT : seenOf(outcome)
    let rootFields = prepared && fieldsOf.get(prepared)
    if (prepared && !rootFields) {
      rootFields = rootFieldsOf(prepared.document, prepared.operation).map(
        (each) => each.name.value,
      )
      fieldsOf.set(prepared, rootFields)
    }
    const { actor, requestId } = facts
    metrics.operation({ name, kind, transport: via, codes, ms, cost, rootFields, userId: actor.id })
    const subgraphs = fetchTimesOf(facts)
    const { hash } = prepared ?? {}
    const shown = { requestId, name, hash, kind, transport: via, actor, cost, ms }
    logOperation(log, { ...shown, subgraphs, status, codes })
  }
}

/** What a client got. */
type Seen = Readonly<{ codes: readonly string[]; status: number }>

/** Nobody saw the answer; nginx's number for it is known to operators. No client gets this code. */
const LEFT: Seen = { codes: ['CLIENT_LEFT'], status: 499 }

const seenOf = (outcome: Outcome): Seen =>
  outcome.kind === 'answer'
    ? { codes: codesOf(outcome.answer.errors), status: outcome.status }
    : { codes: [], status: 200 }

const codesOf = (errors: readonly GraphQLFormattedError[] = []): string[] =>
  errors.map(({ extensions }) => String(extensions?.['code']))
