import type { Tasks } from '@tallystick/jobs'
import { z } from 'zod'
import { forgetKeys } from '../domain/forget-keys.ts'
import type { Parts } from '../domain/parts.ts'
import { resumePayment, sweepPayments } from '../domain/resume-payments.ts'
import type { TaskName } from '../domain/schedule.ts'

const advancePayload = z.object({ paymentId: z.string(), requestId: z.string().nullable() })

/** When which task runs by itself: the sweep each minute, old keys each hour. */
export const CRONTAB = `* * * * * sweep-payments ?max=1
17 * * * * forget-keys ?max=2`

/** What the worker does for Payments. */
export const newTasks = (parts: Parts): Tasks & Record<TaskName, Tasks[string]> => ({
  async 'advance-payment'(payload) {
    await resumePayment(parts, advancePayload.parse(payload))
  },
  async 'sweep-payments'(_payload, { log, signal }) {
    const counts = await sweepPayments(parts, signal)
    if (counts.resumed + counts.failed > 0) log.info(counts, 'swept payments')
  },
  async 'forget-keys'(_payload, { log, signal }) {
    const forgotten = await forgetKeys(parts, signal)
    if (forgotten > 0) log.info({ forgotten }, 'forgot idempotency keys')
  },
})
