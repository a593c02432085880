import type { ServerResponse } from 'node:http'
import type { WhenLeft } from './deadline.ts'

/** Tells when a client closes its connection before it has its answer. */
export const whenLeft =
  (answer: ServerResponse): WhenLeft =>
  (leave) => {
    answer.once('close', leave)
    if (answer.destroyed) leave()
    return () => answer.off('close', leave)
  }
