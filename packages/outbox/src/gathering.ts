/**
 * Makes one transaction of what many callers ask for at the same time.
 *
 * While a batch is under way the next one gathers; when it has its answers, the next goes. Alone, a caller waits for
 * nobody; under load tens of callers share the round trips, the flush to disk and the wake-up that each would pay alone.
 *
 * With several lanes as many batches are under way. Two that touch the same thing are never in two lanes: the later one
 * waits, or follows the earlier one in its lane.
 */
import { outsideOperations } from '@tallystick/cancellation'
import { type Batch, Rota } from './rota.ts'

/**
 * Asks together with whoever asks at the same time. Rejects with `NotStarted` when nothing was done, and otherwise when the
 * batch failed and nobody can tell its outcome.
 *
 * @param signal until when the caller waits for its turn; once the batch is under way it is ignored
 */
export type Gathering<Request, Answer> = (request: Request, signal?: AbortSignal) => Promise<Answer>

/** Nothing of what was asked has been done: too many waited, the wait was too long, or the caller has left. */
export class NotStarted extends Error {
  override name = 'NotStarted'
}

/** What a gathering does with the callers it has gathered. */
export type GatheringOptions<Request, Answer> = Readonly<{
  /**
   * Answers every request, in order, in one transaction: when it throws, none of them has happened.
   * @param lane from 0. A lane does one batch after the other, in the order in which it was given them
   */
  answerAll(requests: readonly Request[], lane: number): Promise<readonly Answer[]>
  /** The most in one batch. It holds its locks for as long as all of them take. */
  batchMax: number
  /** The most that may wait; more is turned away at once, with nothing done. @default 20,000 */
  waitingMax?: number
  /** How long a caller may wait for its turn, in milliseconds, before it is turned away. @default 10,000 */
  waitMaxMs?: number
  /** How much of a batch a request is, at most `batchMax`. @default 1 */
  weightOf?(request: Request): number
  /** Whether a fault that fails a batch may lie in one caller's request, so that the others are tried without it. */
  isOfRequest?(fault: unknown): boolean
  /** How many batches may be under way at a time, in as many lanes. @default 1 */
  lanes?: number
  /** What a request touches. Two that touch the same are answered one after the other, in the order in which they came. */
  keysOf?(request: Request): readonly string[]
}>

type Turn<Request, Answer> = Readonly<{
  request: Request
  weight: number
  keys: readonly string[]
  since: number
  signal: AbortSignal | undefined
  answer: PromiseWithResolvers<Answer>
}>

/** More than a database works off before its callers have given up. */
const WAITING_MAX = 20_000
const WAIT_MAX_MS = 10_000

const NO_KEYS: readonly string[] = []

/** Opens a gathering. */
export function newGathering<Request, Answer>({
  answerAll,
  batchMax,
  waitingMax = WAITING_MAX,
  waitMaxMs = WAIT_MAX_MS,
  weightOf = () => 1,
  isOfRequest = (fault) => !isOfServer(fault),
  lanes = 1,
  keysOf = () => NO_KEYS,
}: GatheringOptions<Request, Answer>): Gathering<Request, Answer> {
  type Asked = Turn<Request, Answer>
  const rota = new Rota<Asked>({ lanes, batchMax })
  const next = () => rota.take((turn) => isInTime(turn, waitMaxMs))
  let isStarting = false

  /** Once whatever is going on has come to its end, so that callers who arrive together start together. */
  function startSoon(): void {
    if (isStarting) return
    isStarting = true
    setImmediate(() => {
      isStarting = false
      // A batch belongs to nobody in particular: whoever came first may leave without taking it along.
      outsideOperations(() => {
        for (let batch = next(); batch; batch = next()) void run(batch)
      })
    })
  }

  async function run(batch: Batch<Asked>): Promise<void> {
    await answer(batch)
    rota.finish(batch)
    startSoon()
  }

  async function answer({ turns, lane }: Batch<Asked>): Promise<void> {
    try {
      const answers = await answerAll(
        turns.map(({ request }) => request),
        lane,
      )
      if (answers.length !== turns.length) throw new TypeError('answers for another batch')
      for (const [index, turn] of turns.entries()) turn.answer.resolve(answers[index] as Answer)
    } catch (fault) {
      // What one caller asked must not fail the others: halves find it in a few tries. A server that is away would fail
      // each of them after a wait.
      if (turns.length > 1 && isOfRequest(fault)) {
        const middle = turns.length >> 1
        await answer({ turns: turns.slice(0, middle), lane })
        await answer({ turns: turns.slice(middle), lane })
      } else for (const turn of turns) turn.answer.reject(fault)
    }
  }

  return (request, signal) => {
    const weight = weightOf(request)
    if (weight > batchMax) throw new RangeError(`at most ${batchMax} in one call`)
    if (rota.waiting + weight > waitingMax)
      return Promise.reject(new NotStarted(`${waitingMax} are waiting already`))
    const answered = Promise.withResolvers<Answer>()
    const since = performance.now()
    rota.add({ request, weight, keys: keysOf(request), since, signal, answer: answered })
    startSoon()
    return answered.promise
  }
}

/** Whether the caller still wants an answer. Who does not is told that nothing was done. */
function isInTime<Request, Answer>(
  { since, signal, answer }: Turn<Request, Answer>,
  waitMaxMs: number,
): boolean {
  const isOverdue = performance.now() - since > waitMaxMs
  if (isOverdue) answer.reject(new NotStarted(`no turn within ${waitMaxMs} ms`))
  else if (signal?.aborted) answer.reject(new NotStarted('the caller has left'))
  else return true
  return false
}

/**
 * Gathers reads of many operations: each gets what is there when its turn comes, at the earliest when it asked. Nothing is
 * remembered, so what one caller may see is never handed to another; the loaders of an operation stand in front of it.
 *
 * What one call asks for is read in one statement, so that it fits together: balances read at once add up.
 * @param readAll answers for every key, in order
 */
export function newGatheredRead<Key, Value>(
  readAll: (keys: readonly Key[]) => Promise<readonly Value[]>,
): (keys: readonly Key[]) => Promise<Value[]> {
  const read = newGathering<readonly Key[], Value[]>({
    batchMax: READ_MAX,
    weightOf: (keys) => Math.min(keys.length, READ_MAX),
    async answerAll(requests) {
      const values = await readAll(requests.flat())
      const left = [...values]
      const answers = requests.map((keys) => left.splice(0, keys.length))
      if (left.length > 0 || answers.at(-1)?.length !== requests.at(-1)?.length)
        throw new TypeError('values for other keys')
      return answers
    },
  })
  return async (keys) => (keys.length === 0 ? [] : read(keys))
}

/** Keys in one statement; a call that asks for more has one of its own. */
const READ_MAX = 200

/** SQLSTATE classes that say that the server, not the statement, is at fault: connection, resources, operator, system. */
const SERVER_CLASSES = new Set(['08', '53', '57', '58'])

/** Five characters, and in each code that PostgreSQL knows a digit among them: `EPIPE` has none. */
const SQLSTATE = /^(?=.*[0-9])[0-9A-Z]{5}$/

/** Whether the server is at fault, and every caller with it. What is said of a lost connection is no SQLSTATE: `CONNECTION_CLOSED`, `EPIPE`. */
function isOfServer(fault: unknown): boolean {
  if (!(fault instanceof Error)) return false
  const code = 'code' in fault ? fault.code : undefined
  if (typeof code === 'string') return !SQLSTATE.test(code) || SERVER_CLASSES.has(code.slice(0, 2))
  return isOfServer(fault.cause)
}
