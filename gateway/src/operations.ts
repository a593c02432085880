/**
 * One operation from its text to its answer: parse, limits, validation, variables, policy, run.
 *
 * WebSocket and SSE come in here. HTTP comes in through Apollo Server (`apollo.ts`), which parses and validates by the same
 * rules and asks the same judge.
 */
import type { DoorFacts } from '@tallystick/subgraph-client'
import type { Logger } from '@tallystick/telemetry'
import {
  type DocumentNode,
  type ExecutionResult,
  type FormattedExecutionResult,
  GraphQLError,
  getOperationAST,
  OperationTypeNode,
  type ValidationRule,
} from 'graphql'
import type { GatewayConfig } from './config.ts'
import { badRequest, toClientError } from './errors.ts'
import type { Judge } from './judge.ts'
import type { SupergraphExecutor } from './plan/executor.ts'
import { newPreparation, type OperationRequest, readOperation } from './prepare.ts'
import { isExpired, sessionEnded, whenExpired } from './subscriptions/expiry.ts'
import { mapStream, type Stream } from './subscriptions/stream.ts'

/** An answer that is fit for a client. */
export type Answer = FormattedExecutionResult

/** What came of an operation. `status` is the HTTP status that says the same as the answer. */
export type Outcome =
  | Readonly<{ kind: 'answer'; answer: Answer; status: number }>
  | Readonly<{ kind: 'stream'; stream: Stream<Answer> }>

/** Runs an operation, or says why not; never rejects. @param readOnly refuses mutations, as GET must */
export type RunOperation = (
  request: OperationRequest,
  facts: DoorFacts,
  readOnly?: boolean,
) => Promise<Outcome>

/** What operations are run with. */
export type OperationsOptions = Readonly<{
  config: GatewayConfig
  executor: SupergraphExecutor
  judge: Judge
  rules: readonly ValidationRule[]
  log: Logger
}>

type Judged = Readonly<{
  document: DocumentNode
  source: string
  operationName: string | undefined
  variables: Readonly<Record<string, unknown>>
  facts: DoorFacts
  kind: OperationTypeNode
}>
type Refusal = Readonly<{ errors: readonly GraphQLError[]; status: number }>

/** Makes the runner of operations. */
export function newOperations(options: OperationsOptions): RunOperation {
  const read = newReader(options)
  return async (request, facts, readOnly = false) => {
    let kind: OperationTypeNode | undefined
    const toAnswer = newToAnswer(options, facts)
    try {
      const judged = await read(request, facts, readOnly)
      if ('errors' in judged)
        return { kind: 'answer', answer: toAnswer(judged), status: judged.status }
      kind = judged.kind
      if (kind === OperationTypeNode.SUBSCRIPTION)
        return await subscribe(options, judged, (result) => toAnswer(result))
      const result = await options.executor.query(withDeadline(options.config, judged))
      return { kind: 'answer', answer: toAnswer(result, kind), status: 200 }
    } catch (fault) {
      const answer = toAnswer({ errors: [asError(fault)] }, kind)
      return { kind: 'answer', answer, status: 500 }
    }
  }
}

/** Gives an operation until its deadline: mutations wait for other systems and get longer. */
export const deadlineMs = (config: GatewayConfig, kind: OperationTypeNode): number =>
  kind === OperationTypeNode.MUTATION ? config.MUTATION_DEADLINE_MS : config.QUERY_DEADLINE_MS

function newReader({ config, executor, judge, rules }: OperationsOptions) {
  const prepare = newPreparation({
    schema: () => executor.apiSchema(),
    rules,
    tokensMax: config.QUERY_TOKENS_MAX,
    errorsMax: config.ERRORS_MAX,
    documentsMax: config.PLANS_MAX,
  })
  return async (
    request: OperationRequest,
    facts: DoorFacts,
    readOnly: boolean,
  ): Promise<Judged | Refusal> => {
    const operation = readOperation(request)
    if (operation instanceof GraphQLError) return { errors: [operation], status: 400 }
    const prepared = prepare(operation.source)
    if ('errors' in prepared) return { errors: prepared.errors, status: 400 }
    const candidate = { ...operation, document: prepared.document, facts }
    const kind = getOperationAST(prepared.document, operation.operationName)?.operation
    if (readOnly && kind === OperationTypeNode.MUTATION)
      return { errors: [badRequest('Send a mutation by POST.')], status: 405 }
    const refused = await judge(candidate)
    return refused ?? { ...candidate, kind: kind ?? OperationTypeNode.QUERY }
  }
}

async function subscribe(
  { config, executor, judge }: OperationsOptions,
  judged: Judged,
  toAnswer: (result: ExecutionResult) => Answer,
): Promise<Outcome> {
  const { actor } = judged.facts
  const recheck = async () =>
    isExpired(actor) ? [sessionEnded()] : ((await judge(judged))?.errors ?? [])
  const eventDeadlineMs = config.QUERY_DEADLINE_MS
  const events = await executor.subscribe({ ...judged, recheck, eventDeadlineMs })
  if (!(Symbol.asyncIterator in events))
    return { kind: 'answer', answer: toAnswer(events), status: 200 }
  const stream = mapStream(
    events,
    async (event) => ({ value: toAnswer(event) }),
    () => callOff(),
  )
  const callOff = whenExpired(actor, () => stream.stop(toAnswer({ errors: [sessionEnded()] })))
  return { kind: 'stream', stream }
}

function newToAnswer({ config, log }: OperationsOptions, { requestId }: DoorFacts) {
  const hidesSchema = config.NODE_ENV === 'production'
  return ({ data, errors }: ExecutionResult, kind?: OperationTypeNode): Answer => {
    const isMutating = kind === OperationTypeNode.MUTATION
    const context = { requestId, log, hidesSchema, isMutating }
    const clipped = errors?.slice(0, config.ERRORS_MAX)
    return {
      ...(clipped ? { errors: clipped.map((error) => toClientError(error, context)) } : {}),
      ...(data === undefined ? {} : { data }),
    }
  }
}

function withDeadline(config: GatewayConfig, judged: Judged): Judged {
  const signal = AbortSignal.timeout(deadlineMs(config, judged.kind))
  return { ...judged, facts: { ...judged.facts, signal } }
}

const asError = (fault: unknown): GraphQLError =>
  fault instanceof GraphQLError
    ? fault
    : new GraphQLError('fault', { originalError: fault instanceof Error ? fault : undefined })
