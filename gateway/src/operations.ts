/**
 * One operation from what a client sent to its answer, the same for every transport.
 *
 * How often (`rates/`) → which text (`persisted/`) → can it be run (`prepare.ts`) → is it too much (`judge.ts`) → may they
 * (`judge.ts`, `persisted/`) → run (`plan/`).
 */
import type { DoorFacts } from '@tallystick/subgraph-client'
import { describeSpan, type Logger, withRequestSpan } from '@tallystick/telemetry'
import { GraphQLError, OperationTypeNode } from 'graphql'
import { type Answer, newToAnswer, type ToAnswer } from './answer.ts'
import type { Browser } from './auth/cookies/browser.ts'
import type { CookieExchange, CookieMode } from './auth/cookies/cookie-mode.ts'
import type { Keys } from './auth/keys.ts'
import type { AnswerCache, CachedAnswer } from './cache/answer-cache.ts'
import type { SettleConditions } from './conditions.ts'
import type { GatewayConfig } from './config.ts'
import { type Deadline, hasLeft, startDeadline, type WhenLeft } from './deadline.ts'
import { badRequest } from './errors.ts'
import { withIdempotencyHeader } from './idempotency-header.ts'
import type { Candidate, Judge } from './judge.ts'
import type { Persisted } from './persisted/persisted.ts'
import type { SupergraphExecutor } from './plan/executor.ts'
import { type OperationRequest, type Prepare, readOperation } from './prepare.ts'
import type { Rates } from './rates/rates.ts'
import { signInUsesOf } from './rates/sign-in-fields.ts'
import type { Stream } from './subscriptions/stream.ts'
import type { Subscriptions } from './subscriptions/subscriptions.ts'

/** What came of an operation. `status` is the HTTP status that says the same as the answer. */
export type Outcome = AnswerOutcome | Readonly<{ kind: 'stream'; stream: Stream<Answer> }>

/** An operation that was answered once, or refused. */
export type AnswerOutcome = Readonly<{
  kind: 'answer'
  answer: Answer
  /** 200 when it ran, whatever became of it. */
  status: number
  headers?: Iterable<readonly [string, string]>
}>

/** What a transport knows of a request beside what the client asks for. */
export type TransportFacts = Readonly<{
  /** Refuses mutations, as GET must. */
  readOnly?: boolean
  /** In cookie mode. */
  browser?: Browser | undefined
  /** The `Idempotency-Key` header. */
  idempotencyKey?: string | undefined
  /** Whether the client can take a stream of answers. */
  streams?: boolean
  /** Whether the text is the gateway's own, so that it need not be registered. */
  isOurs?: boolean
  /** The trace that the client is in, when clients are believed about that. */
  traceparent?: string | undefined
  /** `http` when left out. */
  via?: 'http' | 'websocket' | 'sse'
  /** Tells that the client has left; its query is given up then. A mutation goes on: part of it may have been done. */
  whenLeft?: WhenLeft | undefined
}>

/** Runs an operation, or says why not; never rejects. */
export type RunOperation = (
  request: OperationRequest,
  facts: DoorFacts,
  transport?: TransportFacts,
) => Promise<Outcome>

/** What operations are run with. */
export type OperationsOptions = Readonly<{
  config: GatewayConfig
  executor: SupergraphExecutor
  prepare: Prepare
  judge: Judge
  settleConditions: SettleConditions
  persisted: Persisted
  rates: Rates
  keys: Keys
  cookies: Pick<CookieMode, 'exchange'>
  cache: Pick<AnswerCache, 'answer'>
  subscriptions: Pick<Subscriptions, 'open'>
  log: Logger
  /** Told of each operation once it is answered; of a subscription, once it has begun. */
  onAnswered?: (operation: AnsweredOperation) => void
}>

/** An operation as its operator wants to hear of it. */
export type AnsweredOperation = Readonly<{
  facts: DoorFacts
  via: TransportFacts['via']
  /** Left out for what was refused before it was read. */
  candidate: Candidate | undefined
  cost: number | undefined
  outcome: Outcome
  /** The client did not wait for the answer. */
  hasLeft: boolean
  ms: number
}>

type Refusal = Readonly<{
  errors: readonly GraphQLError[]
  status: number
  headers?: Iterable<readonly [string, string]>
}>

/** How far an operation has come; filled in on its way, so that whatever stops it can be told with what is known. */
type Progress = { candidate?: Candidate; cost?: number; isRunning: boolean; hasLeft: boolean }

/** Makes the runner of operations. */
export function newOperations(options: OperationsOptions): RunOperation {
  return async (request, facts, transport = {}) => {
    const since = performance.now()
    const toAnswer = newToAnswer(options, facts.requestId)
    const progress: Progress = { isRunning: false, hasLeft: false }
    const asked = { request, facts, transport, toAnswer }
    const traced = { requestId: facts.requestId, traceparent: transport.traceparent }
    const outcome = await withRequestSpan('graphql', traced, () =>
      answer(options, asked, progress),
    ).catch((fault: unknown) => {
      const { status = 500, headers } = httpOf(fault)
      const kind = progress.isRunning ? progress.candidate?.prepared.kind : undefined
      const refusal = toAnswer({ data: undefined, errors: [asError(fault)] }, kind)
      return { kind: 'answer', answer: refusal, status, ...(headers ? { headers } : {}) } as const
    })
    const { isRunning, ...known } = progress
    const ms = performance.now() - since
    options.onAnswered?.({
      candidate: undefined,
      cost: undefined,
      ...known,
      facts,
      via: transport.via,
      outcome,
      ms,
    })
    return outcome
  }
}

type Asked = Readonly<{
  request: OperationRequest
  facts: DoorFacts
  transport: TransportFacts
  toAnswer: ToAnswer
}>

async function answer(
  options: OperationsOptions,
  asked: Asked,
  progress: Progress,
): Promise<Outcome> {
  const { facts, toAnswer } = asked
  const { rates, keys, judge, persisted, settleConditions, subscriptions } = options
  const { requestsPerMinute } = keys.grantOf(facts.actor)?.limits ?? {}
  const caller = { actor: facts.actor, address: facts.address, requestsPerMinute }
  const wait = rates.waiting(caller)
  if (wait) throw wait
  const asIs = await readCandidate(options, asked)
  const weighed = 'errors' in asIs ? asIs : judge.weigh(asIs)
  const isWhole = !('errors' in asIs || 'errors' in weighed)
  const candidate = isWhole
    ? { ...asIs, prepared: settleConditions(asIs.prepared, weighed.coerced) }
    : asIs
  const tooOften = await rates.take(caller, {
    cost: isWhole ? weighed.cost : 0,
    signInUses:
      'errors' in candidate
        ? []
        : signInUsesOf(candidate.prepared, isWhole ? weighed.coerced : candidate.variables),
  })
  if (tooOften) throw tooOften
  if ('errors' in candidate) return refuse(candidate, toAnswer)
  progress.candidate = candidate
  if ('errors' in weighed) return refuse(weighed, toAnswer)
  progress.cost = weighed.cost
  const admitted = await judge.admit(candidate)
  if ('errors' in admitted) return refuse(admitted, toAnswer)
  const cookie = options.cookies.exchange(admitted.prepared, asked.transport.browser)
  const settle = await persisted.begin(admitted, weighed)
  const { kind, hash, operation } = admitted.prepared
  describeSpan(kind, {
    'graphql.operation.type': kind,
    'graphql.operation.name': operation.name?.value,
    'tallystick.operation.hash': hash,
  })
  progress.isRunning = true
  if (kind === OperationTypeNode.SUBSCRIPTION) {
    const opened = await subscriptions.open(admitted, toAnswer, asked.transport.via ?? 'http')
    if (!('executed' in opened)) return { kind: 'stream', stream: opened }
    return { kind: 'answer', answer: toAnswer(opened.executed), status: opened.status }
  }
  const { executed, headers } = await execute(
    options,
    { asked, candidate: admitted, cookie },
    progress,
  ).catch((fault: unknown) => {
    settle?.(undefined)
    throw fault
  })
  const ran = toAnswer(executed, kind)
  settle?.(ran)
  const all = [...Object.entries(headers), ...((await cookie?.settle()) ?? [])]
  return { kind: 'answer', answer: ran, status: 200, headers: all }
}

/** Runs a query or a mutation, or gives its answer again, until the deadline. */
async function execute(
  { config, cache, executor }: OperationsOptions,
  running: Readonly<{ asked: Asked; candidate: Candidate; cookie: CookieExchange | undefined }>,
  progress: Progress,
): Promise<CachedAnswer> {
  const { asked, candidate, cookie } = running
  const deadline = deadlineFor(config, candidate.prepared.kind, asked.transport)
  const { signal, at: deadlineAt } = deadline
  const facts = { ...candidate.facts, ...cookie?.facts, signal, deadlineAt }
  const bounded = { ...candidate, facts }
  const answered = await cache
    .answer(bounded, () => executor.query(bounded))
    .finally(deadline.clear)
  progress.hasLeft = hasLeft(deadline)
  return answered
}

/** Finds out what is to be run, and that it can be. */
async function readCandidate(
  { executor, prepare, persisted }: OperationsOptions,
  { request, facts, transport }: Asked,
): Promise<Candidate | Refusal> {
  const named = transport.isOurs ? request : await persisted.read(request, facts)
  const read = readOperation(named)
  if (read instanceof GraphQLError) return { errors: [read], status: 400 }
  const prepared = prepare(read.source, read.operationName)
  if ('errors' in prepared) return prepared
  const misplaced = misplacedBy(prepared.kind, transport)
  if (misplaced) return misplaced
  const { idempotencyKey: key } = transport
  if (key === undefined) return { prepared, variables: read.variables, facts }
  const keyed = withIdempotencyHeader({
    schema: executor.apiSchema(),
    operation: prepared.operation,
    variables: read.variables,
    key,
  })
  return 'error' in keyed
    ? { errors: [keyed.error], status: 422 }
    : { prepared, variables: keyed.variables, facts }
}

/** What an error says of the HTTP answer that carries it. */
const httpOf = (fault: unknown): Readonly<{ status?: number; headers?: Refusal['headers'] }> =>
  fault instanceof GraphQLError ? Object(fault.extensions['http']) : {}

/** A kind of operation that the transport cannot carry. */
function misplacedBy(kind: OperationTypeNode, transport: TransportFacts): Refusal | undefined {
  const { MUTATION, SUBSCRIPTION } = OperationTypeNode
  if (kind === MUTATION && transport.readOnly)
    return {
      errors: [badRequest('Send a mutation by POST.')],
      status: 405,
      headers: [['allow', 'POST']],
    }
  if (kind === SUBSCRIPTION && transport.streams === false)
    return {
      errors: [
        badRequest(
          'Subscribe over WebSocket (graphql-ws) or with `accept: text/event-stream`.',
          'SUBSCRIPTION_NEEDS_A_STREAM',
        ),
      ],
      status: 422,
    }
  return undefined
}

const refuse = ({ errors, status, headers }: Refusal, toAnswer: ToAnswer): AnswerOutcome => ({
  kind: 'answer',
  answer: toAnswer({ data: undefined, errors }),
  status,
  ...(headers ? { headers } : {}),
})

/** Mutations wait for other systems and get longer. */
function deadlineFor(
  config: GatewayConfig,
  kind: OperationTypeNode,
  { whenLeft }: TransportFacts,
): Deadline {
  return kind === OperationTypeNode.MUTATION
    ? startDeadline(config.MUTATION_DEADLINE_MS)
    : startDeadline(config.QUERY_DEADLINE_MS, whenLeft)
}

const asError = (fault: unknown): GraphQLError =>
  fault instanceof GraphQLError
    ? fault
    : new GraphQLError('fault', { originalError: fault instanceof Error ? fault : undefined })
