/**
 * A subgraph: its schema with the policy built in, and the door that a caller in the same process uses.
 *
 * The HTTP door (`serve.ts`) calls this one, so both give the same answers.
 */
import { buildSubgraphSchema } from '@apollo/subgraph'
import { withinOperation } from '@tallystick/cancellation'
import { causeOf } from '@tallystick/outbox'
import { protectSubgraph, requirementsOf } from '@tallystick/policy'
import {
  type Door,
  DoorError,
  type DoorFacts,
  type DoorRequest,
  type DoorResult,
  reasonOf,
} from '@tallystick/subgraph-client'
import { isTracing, type Logger, withSpan } from '@tallystick/telemetry'
import {
  // biome-ignore lint/suspicious/noDeprecatedImports: only the form with positional arguments is deprecated.
  createSourceEventStream,
  type ExecutionArgs,
  type ExecutionResult,
  execute,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  OperationTypeNode,
  parse,
} from 'graphql'
import type { SubgraphContext } from './context.ts'
import { newDocuments } from './documents.ts'
import { badInput, maskError, toRequestError } from './errors.ts'
import { newEventStream } from './event-stream.ts'
import { assertResolversFit, completeResolvers, type Resolvers } from './resolvers.ts'

/** More faulty variables than this are not listed one by one. */
const COERCION_ERRORS_MAX = 10

/** What a subgraph is made from. */
export type SubgraphOptions<Context extends SubgraphContext> = Readonly<{
  name: string
  /** The whole SDL, as `readSubgraphSdl` reads it. */
  sdl: string
  /** Codegen's `Resolvers` of the subgraph. What `common.graphql` needs is added. */
  resolvers: object
  /** Adds what this subgraph's resolvers need. Called for each operation and each event; must not freeze. */
  newContext: (base: SubgraphContext) => Context
  log: Logger
  now?: (() => Date) | undefined
}>

/** A subgraph that runs in this process. */
export type Subgraph = Door &
  Readonly<{
    /** With the policy built in; not for `execute` by hand, which would hand out faults unmasked. */
    schema: GraphQLSchema
    sdl: string
    /** Ends every subscription and refuses what comes after. */
    close(): Promise<void>
  }>

const unrunnable = new WeakSet<DoorResult>()

const notRun = (answer: DoorResult): DoorResult => {
  unrunnable.add(answer)
  return answer
}

/** Whether an answer says that the text could not be run at all, which over HTTP is a status of its own. */
export const isAboutText = (answer: DoorResult): boolean => unrunnable.has(answer)

type Run = Readonly<{
  args: (rootValue?: unknown) => ExecutionArgs
  facts: DoorFacts
  operation: OperationTypeNode
}>

/**
 * Builds a subgraph.
 *
 * @throws {TypeError} for a root field without an access decision, an unknown policy, or a resolver that fits nothing
 */
export function newSubgraph<Context extends SubgraphContext>(
  options: SubgraphOptions<Context>,
): Subgraph {
  const { name, sdl, log } = options
  const schema = newSchema(options)
  const parsed = newDocuments(schema)
  const streams = new Set<AsyncIterableIterator<DoorResult>>()
  let isClosed = false
  const open = (request: DoorRequest, facts: DoorFacts): Run | DoorResult => {
    if (isClosed) throw gone(name, 'UNREACHABLE')
    if (facts.signal?.aborted) throw gone(name, reasonOf(facts.signal), facts.signal.reason)
    const { document, errors } = parsed(request.query)
    if (errors) return notRun({ errors: errors.map((error) => toAnswerError(error, log, facts)) })
    const operation = getOperationAST(document, request.operationName)?.operation
    if (!operation) return refuse('The document has no such operation.', log, facts)
    const args = (rootValue?: unknown): ExecutionArgs => ({
      schema,
      document,
      rootValue,
      contextValue: newOperationContext(options, facts),
      variableValues: request.variables,
      operationName: request.operationName,
      options: { maxCoercionErrors: COERCION_ERRORS_MAX },
    })
    return { args, facts, operation }
  }
  return {
    name,
    schema,
    sdl,
    async execute(request, facts) {
      const run = open(request, facts)
      if (!('args' in run)) return run
      if (run.operation === OperationTypeNode.SUBSCRIPTION)
        return refuse('A subscription is started by subscribing.', log, facts)
      const answer = traced(name, run, () => cancellably(run, () => runOnce(run, log)))
      return answer instanceof Promise ? await withinDeadline(name, run, answer) : answer
    },
    async subscribe(request, facts) {
      const run = open(request, facts)
      if (!('args' in run)) return run
      if (run.operation !== OperationTypeNode.SUBSCRIPTION)
        return refuse('This is not a subscription.', log, facts)
      const start = () => startStream(run, log, (stream) => streams.delete(stream))
      const started = Promise.resolve(cancellably(run, start))
      const stream = await withinDeadline(name, run, started).catch((fault: unknown) => {
        // It may still start, after nobody waits for it any more.
        started.then(endStream, () => undefined)
        throw fault
      })
      if (Symbol.asyncIterator in stream) streams.add(stream)
      if (isClosed) endStream(stream)
      return stream
    },
    async close() {
      isClosed = true
      for (const stream of streams) endStream(stream)
    },
  }
}

/** Shows the work as a part of its request's trace, where there are traces. */
function traced<Answer>(
  subgraph: string,
  { operation }: Run,
  work: () => Answer | Promise<Answer>,
): Answer | Promise<Answer> {
  if (!isTracing()) return work()
  const attributes = { 'tallystick.subgraph': subgraph }
  return withSpan(operation, { side: 'server', attributes }, async () => work())
}

function newSchema<Context extends SubgraphContext>({
  sdl,
  resolvers,
}: SubgraphOptions<Context>): GraphQLSchema {
  const complete = completeResolvers(resolvers as Resolvers)
  const plain = buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers: complete as never }])
  assertResolversFit(plain, complete)
  return protectSubgraph(plain, requirementsOf(sdl))
}

function newOperationContext<Context extends SubgraphContext>(
  { newContext, now = () => new Date() }: SubgraphOptions<Context>,
  facts: DoorFacts,
): Context {
  return newContext({ facts, actor: facts.actor, now: now(), cause: causeOf(facts) })
}

const gone = (subgraph: string, reason: DoorError['reason'], cause?: unknown): DoorError =>
  new DoorError({ subgraph, outcome: 'NOT_APPLIED', reason }, cause)

/** Lets the SQL of a read end with its caller. What a mutation has begun is never stopped. */
function cancellably<Answer>(
  { facts: { signal }, operation }: Run,
  work: () => Answer | Promise<Answer>,
): Answer | Promise<Answer> {
  if (!signal || operation === OperationTypeNode.MUTATION) return work()
  return withinOperation(signal, work)
}

/** Answers at once when no resolver had to wait. */
function runOnce(run: Run, log: Logger, event?: unknown): DoorResult | Promise<DoorResult> {
  const fail = (fault: unknown): DoorResult => ({
    errors: [toAnswerError(fault, log, run.facts, run.operation)],
  })
  try {
    const result = execute(run.args(event))
    return result instanceof Promise
      ? result.then((late) => toAnswer(late, run, log)).catch(fail)
      : toAnswer(result, run, log)
  } catch (fault) {
    return fail(fault)
  }
}

async function startStream(
  run: Run,
  log: Logger,
  onEnd: (stream: AsyncIterableIterator<DoorResult>) => void,
): Promise<AsyncIterableIterator<DoorResult> | DoorResult> {
  try {
    const source = await createSourceEventStream(run.args())
    if (!(Symbol.asyncIterator in source)) return toAnswer(source, run, log)
    const stream: AsyncIterableIterator<DoorResult> = newEventStream(source, {
      toAnswer: async (event) => await runOnce(run, log, event),
      toLastAnswer: (fault): DoorResult => ({
        errors: [toAnswerError(fault, log, run.facts, run.operation)],
      }),
      onEnd: () => onEnd(stream),
      signal: run.facts.signal,
    })
    return stream
  } catch (fault) {
    return { errors: [toAnswerError(fault, log, run.facts, run.operation)] }
  }
}

function endStream(stream: AsyncIterableIterator<DoorResult> | DoorResult): void {
  if (Symbol.asyncIterator in stream) void stream.return?.()
}

/** Rejects as soon as the caller gives up; a mutation goes on and may still be applied. */
async function withinDeadline<Answer>(
  subgraph: string,
  { facts: { signal }, operation }: Run,
  work: Promise<Answer>,
): Promise<Answer> {
  if (!signal) return await work
  const outcome = operation === OperationTypeNode.MUTATION ? 'UNKNOWN' : 'NOT_APPLIED'
  return await new Promise((resolve, reject) => {
    const onAbort = (): void =>
      reject(new DoorError({ subgraph, outcome, reason: reasonOf(signal) }, signal.reason))
    signal.addEventListener('abort', onAbort, { once: true })
    void work.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort))
  })
}

/** Errors first, as the GraphQL library orders them, and each fit for a caller. */
function toAnswer({ errors, data }: ExecutionResult, run: Run, log: Logger): DoorResult {
  if (!errors) return { data: data ?? null }
  // Statements that were stopped because the caller left are nobody's fault, and nobody waits for the answer.
  if (run.facts.signal?.aborted && run.operation !== OperationTypeNode.MUTATION)
    return { data: null }
  const masked = errors.map((error) => {
    // An error without data and path came before any resolver: the library refused the variables.
    const isRequestError = data === undefined && error.path === undefined
    const known = isRequestError ? toRequestError(error, 'BAD_USER_INPUT') : error
    return toAnswerError(known, log, run.facts, run.operation)
  })
  return data === undefined ? { errors: masked } : { errors: masked, data }
}

const refuse = (message: string, log: Logger, facts: DoorFacts): DoorResult => ({
  errors: [toAnswerError(badInput(message), log, facts)],
})

function toAnswerError(
  error: unknown,
  log: Logger,
  { requestId }: DoorFacts,
  operation?: OperationTypeNode,
): GraphQLError {
  const { message, path, extensions } = maskError(error, log, { requestId, operation })
  return new GraphQLError(message, { path, extensions })
}
