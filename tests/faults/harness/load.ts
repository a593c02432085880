/**
 * Load at a constant arrival rate. A request is due at its moment whether or not earlier ones were answered, and its time
 * counts from that moment: a server that stalls cannot slow its own judge down.
 */
import { setTimeout as pause } from 'node:timers/promises'
import { type Client, post } from '../../kit/client.ts'
import type { Dice } from '../../kit/dice.ts'
import type { Journal } from './journal.ts'
import {
  drawOperation,
  judge,
  type Operation,
  type PaymentDone,
  type Person,
  type Request,
  type Verdict,
} from './operations.ts'

/** How much, for how long, by whom. Rates are per second. */
export type LoadOptions = Readonly<{
  url: string
  people: readonly Person[]
  operations: readonly Operation[]
  paymentRate: number
  readRate: number
  /** What payments are drawn with. */
  dice: Dice
  /** What reads are drawn with: how many there are is a matter of time, and must not change the payments. */
  readDice: Dice
  /** Every key begins with it, so that no two runs on one database meet. */
  name: string
  acks: Journal
}>

/** One payment as its client lived it; times in milliseconds since 1970. */
export type Life = {
  readonly key: string
  readonly kind: string
  readonly dueAt: number
  /** When each try was sent. */
  readonly tries: number[]
  endedAt: number | undefined
  verdict: Verdict | undefined
  /** A try before the last one may have been applied. */
  wasUnclear: boolean
}

/** A load under way. */
export type Load = Readonly<{
  lives: readonly Life[]
  reads: { ok: number; failed: number; lateMs: number[] }
  /** Stops new arrivals and waits until every client has its answer or has given up. */
  stop(): Promise<void>
}>

/** A client gives up on one try after so long, and on the whole after so long, in milliseconds. */
const TRY_MS = 15_000
const GIVE_UP_MS = 90_000
const BACKOFF_MS = [100, 2_000] as const
/** Requests under way at once, beyond which the generator itself would be what is measured. */
const IN_FLIGHT_MAX = 4_000

const READS = [
  '{ payments(first: 10) { nodes { id status amount { amount } } } }',
  '{ accounts(first: 5) { nodes { id balance { posted { amount } available { amount } } } } }',
  '{ me { id email } }',
]

/** Starts the load. */
export function startLoad(options: LoadOptions): Load {
  const lives: Life[] = []
  const reads = { ok: 0, failed: 0, lateMs: [] as number[] }
  const done: PaymentDone[] = []
  const underWay = new Set<Promise<void>>()
  const stopping = new AbortController()
  const track = (work: Promise<void>): void => {
    underWay.add(work)
    void work.finally(() => underWay.delete(work))
  }
  const arrive = async (rate: number, work: (dueAt: number) => Promise<void>): Promise<void> => {
    const begunAt = Date.now()
    for (let index = 0; rate > 0 && !stopping.signal.aborted; index++) {
      const dueAt = begunAt + (index * 1_000) / rate
      await pause(Math.max(0, dueAt - Date.now()), undefined, { signal: stopping.signal }).catch(
        () => undefined,
      )
      if (!stopping.signal.aborted && underWay.size < IN_FLIGHT_MAX) track(work(dueAt))
    }
  }
  let count = 0
  const arrivals = [
    arrive(options.paymentRate, async (dueAt) => {
      const operation = drawOperation(options.dice, options.operations)
      const key = `${options.name}-${count++}`
      const request = operation.make({ dice: options.dice, people: options.people, done, key })
      if (!request) return
      const life: Life = {
        key,
        kind: operation.name,
        dueAt,
        tries: [],
        endedAt: undefined,
        verdict: undefined,
        wasUnclear: false,
      }
      lives.push(life)
      await live(options, { life, operation, request })
      remember(done, { life, operation, request })
    }),
    arrive(options.readRate, async (dueAt) => {
      const isRead = await readSomething(options)
      reads[isRead ? 'ok' : 'failed'] += 1
      reads.lateMs.push(Date.now() - dueAt)
    }),
  ]
  return {
    lives,
    reads,
    async stop() {
      stopping.abort()
      await Promise.all(arrivals)
      await Promise.all(underWay)
    },
  }
}

type Attempt = Readonly<{ life: Life; operation: Operation; request: Request }>

/** Asks with the same key until the answer is definitive. */
async function live({ url, acks }: LoadOptions, attempt: Attempt): Promise<void> {
  const { life, operation, request } = attempt
  const client: Client = { url, token: request.person.token }
  let waitMs: number = BACKOFF_MS[0]
  while (Date.now() < life.dueAt + GIVE_UP_MS) {
    life.tries.push(Date.now())
    const verdict = await ask(client, operation.query, request.input)
    if (verdict.kind !== 'UNKNOWN') {
      // A client acts on what it has on disk. Only then does it count as told.
      await acks.keep({ key: life.key, op: operation.name, tries: life.tries.length, ...verdict })
      life.endedAt = Date.now()
      life.verdict = verdict
      return
    }
    life.wasUnclear = true
    acks.add({ key: life.key, op: operation.name, unclear: verdict.code })
    await pause(waitMs)
    waitMs = Math.min(waitMs * 2, BACKOFF_MS[1])
  }
}

async function ask(
  client: Client,
  query: string,
  input: Record<string, unknown>,
): Promise<Verdict> {
  const late = pause(TRY_MS, { kind: 'UNKNOWN', code: 'LATE' } as const, { ref: false })
  const asked = post(client, query, { input }).then(judge, (fault: unknown) => ({
    kind: 'UNKNOWN' as const,
    code: codeOf(fault),
  }))
  return await Promise.race([asked, late])
}

const codeOf = (fault: unknown): string => {
  const cause = fault instanceof Error ? (fault.cause ?? fault) : fault
  return (cause as NodeJS.ErrnoException | undefined)?.code ?? 'LOST'
}

/** The newest are enough, and who goes on with a payment finds one at once. */
function remember(done: PaymentDone[], { life, operation, request }: Attempt): void {
  if (life.verdict?.kind !== 'ACCEPTED' || life.verdict.status !== 'COMPLETED') return
  const { person, amount } = request
  done.push({ id: life.verdict.paymentId, kind: operation.kind, amount, person })
  if (done.length > 200) done.shift()
}

async function readSomething({ url, people, readDice: dice }: LoadOptions): Promise<boolean> {
  const { token } = dice.pick(people)
  const late = pause(TRY_MS, undefined, { ref: false })
  const answer = await Promise.race([
    post({ url, token }, dice.pick(READS)).catch(() => undefined),
    late,
  ])
  return answer !== undefined && !answer.errors
}
