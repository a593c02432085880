import type { Logger } from '@tallystick/telemetry'
import type { FastifyInstance, FastifyReply } from 'fastify'

/** How long readiness may take to find out, in milliseconds. */
const DEADLINE_MS = 2_000
const SERVICE = 'gateway'

/** Resolves when a part answers; rejects with the reason when it does not. */
export type HealthCheck = () => Promise<unknown>

/** What health is judged by. */
export type HealthOptions = Readonly<{
  /** What the gateway cannot serve without: one check, or one by the name of each part. */
  health: HealthCheck | Readonly<Record<string, HealthCheck>>
  /** What it can serve without, such as Redis: shown, and never a reason to send it no requests. */
  extras?: Readonly<Record<string, HealthCheck>> | undefined
  /** Whether the process is on its way out: then it takes no new work. */
  isClosing: () => boolean
  log: Logger
}>

type Status = 'UP' | 'DOWN'

/** What a probe is told: words, no reasons. Those go to the log. */
export type HealthAnswer = Readonly<{
  status: 200 | 503
  body: Readonly<{
    status: Status
    service: string
    timestamp: string
    /** Each part's name and whether it answers. */
    checks?: Readonly<Record<string, Status>>
  }>
}>

/** How a process is. */
export type Health = Readonly<{
  /** The process turns its event loop: do not restart it. */
  live(): HealthAnswer
  /** It can serve: send it requests. */
  ready(): Promise<HealthAnswer>
  /** It was ready once: ask for the other two from now on. */
  startup(): Promise<HealthAnswer>
}>

/** Makes the health of a gateway. Probes that come at once are answered by one round of checks. */
export function newHealth(options: HealthOptions): Health {
  const { isClosing } = options
  const check = newRound(options)
  let wasReady = false
  let asking: Promise<HealthAnswer> | undefined
  const ask = async (): Promise<HealthAnswer> => {
    const { isUp, checks } = await check()
    wasReady ||= isUp
    return toAnswer(isUp && !isClosing(), checks)
  }
  const ready = (): Promise<HealthAnswer> => {
    if (isClosing()) return Promise.resolve(toAnswer(false))
    asking ??= ask().finally(() => {
      asking = undefined
    })
    return asking
  }
  return {
    live: () => toAnswer(true),
    ready,
    startup: async () => (wasReady ? toAnswer(true) : await ready()),
  }
}

/** Adds `/health/live`, `/health/ready` and `/health/startup`. @returns the health that they tell */
export function addHealth(app: FastifyInstance, options: HealthOptions): Health {
  const health = newHealth(options)
  const answer = (reply: FastifyReply, { status, body }: HealthAnswer) =>
    reply.code(status).send(body)
  app.get('/health/live', (_request, reply) => answer(reply, health.live()))
  app.get('/health/ready', async (_request, reply) => answer(reply, await health.ready()))
  app.get('/health/startup', async (_request, reply) => answer(reply, await health.startup()))
  return health
}

function toAnswer(isUp: boolean, checks?: Readonly<Record<string, Status>>): HealthAnswer {
  const timestamp = new Date().toISOString()
  const status = isUp ? 'UP' : 'DOWN'
  return {
    status: isUp ? 200 : 503,
    body: { status, service: SERVICE, timestamp, ...(checks ? { checks } : {}) },
  }
}

type Round = Readonly<{ isUp: boolean; checks: Readonly<Record<string, Status>> }>

/** Asks every part at once. What changes is logged, once: a probe comes every few seconds. */
function newRound({ health, extras = {}, log }: HealthOptions): () => Promise<Round> {
  const needed = typeof health === 'function' ? { parts: health } : health
  const down = new Set<string>()
  const ask = async (name: string, check: HealthCheck): Promise<[string, Status]> => {
    try {
      await inTime(check)
      if (down.delete(name)) log.info({ part: name }, 'answers again')
      return [name, 'UP']
    } catch (fault) {
      if (!down.has(name)) log.warn({ err: fault, part: name }, 'not ready')
      down.add(name)
      return [name, 'DOWN']
    }
  }
  return async () => {
    const all = Object.entries({ ...extras, ...needed })
    const checks = Object.fromEntries(
      await Promise.all(all.map(([name, check]) => ask(name, check))),
    )
    return { isUp: Object.keys(needed).every((name) => checks[name] === 'UP'), checks }
  }
}

async function inTime(check: HealthCheck): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer in ${DEADLINE_MS} ms`)), DEADLINE_MS)
  })
  await Promise.race([check(), late]).finally(() => clearTimeout(timer))
}
