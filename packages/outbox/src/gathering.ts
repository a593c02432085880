/**
 * Makes one transaction of what many callers ask for at the same time.
 *
 * While a batch is under way the next one gathers; when it has its answers, the next goes. Alone, a caller waits for
 * nobody; under load tens of callers share the round trips, the flush to disk and the wake-up that each would pay alone.
 */

/** Asks together with whoever asks at the same time. Rejects when the batch failed and nobody can tell its outcome. */
export type Gathering<Request, Answer> = (request: Request) => Promise<Answer>

/** What a gathering does with the callers it has gathered. */
export type GatheringOptions<Request, Answer> = Readonly<{
  /** Answers every request, in order, in one transaction: when it throws, none of them has happened. */
  answerAll(requests: readonly Request[]): Promise<readonly Answer[]>
  /** Callers in one batch. Each holds its locks for as long as all of them take. */
  batchMax: number
  /** Callers who may wait; more are turned away at once, with nothing done. @default 20,000 */
  waitingMax?: number
}>

type Turn<Request, Answer> = Readonly<{ request: Request; answer: PromiseWithResolvers<Answer> }>

/** More callers than a database works off before they have given up. */
const WAITING_MAX = 20_000

/** Opens a gathering: one batch at a time, callers in the order in which they came. */
export function newGathering<Request, Answer>({
  answerAll,
  batchMax,
  waitingMax = WAITING_MAX,
}: GatheringOptions<Request, Answer>): Gathering<Request, Answer> {
  const queue: Turn<Request, Answer>[] = []
  let isRunning = false

  async function run(): Promise<void> {
    isRunning = true
    // A tick, so that callers who arrive together start together.
    await Promise.resolve()
    while (queue.length > 0) await answer(queue.splice(0, batchMax))
    isRunning = false
  }

  async function answer(turns: readonly Turn<Request, Answer>[]): Promise<void> {
    try {
      const answers = await answerAll(turns.map(({ request }) => request))
      if (answers.length !== turns.length) throw new TypeError('answers for another batch')
      for (const [index, turn] of turns.entries()) turn.answer.resolve(answers[index] as Answer)
    } catch (fault) {
      // What one caller asked must not fail the others. A server that is away would fail each of them after a wait.
      if (turns.length > 1 && !isOfServer(fault)) for (const turn of turns) await answer([turn])
      else for (const turn of turns) turn.answer.reject(fault)
    }
  }

  return (request) => {
    if (queue.length >= waitingMax)
      return Promise.reject(new Error(`${waitingMax} callers are waiting already`))
    const turn = { request, answer: Promise.withResolvers<Answer>() }
    queue.push(turn)
    if (!isRunning) void run()
    return turn.answer.promise
  }
}

/**
 * Gathers reads of many operations: each gets what is there when its turn comes, at the earliest when it asked. Nothing is
 * remembered, so what one caller may see is never handed to another; the loaders of an operation stand in front of it.
 *
 * @param readAll answers for every key, in order
 */
export function newGatheredRead<Key, Value>(
  readAll: (keys: readonly Key[]) => Promise<readonly Value[]>,
): (keys: readonly Key[]) => Promise<Value[]> {
  const read = newGathering<Key, Value>({ answerAll: readAll, batchMax: READ_MAX })
  return (keys) => Promise.all(keys.map((key) => read(key)))
}

/** Keys in one statement. */
const READ_MAX = 200

/** SQLSTATE classes that say that the server, not the statement, is at fault: connection, resources, operator, system. */
const SERVER_CLASSES = new Set(['08', '53', '57', '58'])

/** Five characters, and in each code that PostgreSQL knows a digit among them: `EPIPE` has none. */
const SQLSTATE = /^(?=.*[0-9])[0-9A-Z]{5}$/

/** Whether the server is at fault. What is said of a lost connection is no SQLSTATE: `CONNECTION_CLOSED`, `EPIPE`. */
function isOfServer(fault: unknown): boolean {
  if (!(fault instanceof Error)) return false
  const code = 'code' in fault ? fault.code : undefined
  if (typeof code === 'string') return !SQLSTATE.test(code) || SERVER_CLASSES.has(code.slice(0, 2))
  return isOfServer(fault.cause)
}
