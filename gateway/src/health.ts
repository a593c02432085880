import type { Logger } from '@tallystick/telemetry'
import type { FastifyInstance } from 'fastify'

/** How long readiness may take to find out, in milliseconds. */
const DEADLINE_MS = 2_000

/** What health is judged by. */
export type HealthOptions = Readonly<{
  /** Resolves when every part that the gateway needs answers; rejects with the reason when one does not. */
  health: () => Promise<unknown>
  /** Whether the process is on its way out: then it takes no new work. */
  isClosing: () => boolean
  log: Logger
}>

/**
 * Adds `/health/live` (the process turns its event loop: do not restart it) and `/health/ready` (it can serve: send it
 * requests). Reasons go to the log, not to whoever asks.
 */
export function addHealth(app: FastifyInstance, { health, isClosing, log }: HealthOptions): void {
  app.get('/health/live', async () => ({ status: 'UP' }))
  app.get('/health/ready', async (_request, reply) => {
    try {
      if (isClosing()) throw new Error('closing')
      await inTime(health())
      return { status: 'UP' }
    } catch (fault) {
      log.warn({ err: fault }, 'not ready')
      return reply.code(503).send({ status: 'DOWN' })
    }
  })
}

async function inTime(work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer in ${DEADLINE_MS} ms`)), DEADLINE_MS)
  })
  await Promise.race([work, late]).finally(() => clearTimeout(timer))
}
