import type { Logger } from '@tallystick/telemetry'
import { Logger as GraphileLogger } from 'graphile-worker'

/**
 * Lets graphile-worker speak through our logger.
 *
 * Its chatter becomes `debug`. What it says about a task's failure is left out: the task's wrapper has said it, and the
 * worker's own line quotes the payload.
 */
export const graphileLogger = (log: Logger): GraphileLogger =>
  new GraphileLogger((scope) => (level, message, meta) => {
    if (meta?.['failure'] === true) return
    const kept = level === 'error' ? 'error' : level === 'warning' ? 'warn' : 'debug'
    log[kept]({ ...scope }, message)
  })
