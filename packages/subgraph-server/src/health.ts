import type { Logger } from '@tallystick/telemetry'
import type { FastifyInstance } from 'fastify'

/** A probe is answered in this time, whatever hangs. */
const READY_DEADLINE_MS = 2_000

/**
 * Adds `/health/live` (the process answers) and `/health/ready` (it can serve; 503 while `ready` rejects or hangs).
 *
 * Probes learn a word and no more: why it is down is in the log.
 */
export function addHealth(
  app: FastifyInstance,
  { ready, log }: { ready: (() => Promise<void>) | undefined; log: Logger },
): void {
  app.get('/health/live', async () => ({ status: 'UP' }))
  app.get('/health/ready', async (_request, reply) => {
    try {
      await withinDeadline(ready?.() ?? Promise.resolve())
      return { status: 'UP' }
    } catch (err) {
      log.warn({ err }, 'not ready')
      return await reply.code(503).send({ status: 'DOWN' })
    }
  })
}

async function withinDeadline(work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    const fail = (): void => reject(new Error(`not ready within ${READY_DEADLINE_MS} ms`))
    timer = setTimeout(fail, READY_DEADLINE_MS)
  })
  try {
    await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
