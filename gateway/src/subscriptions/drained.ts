import type { ServerResponse } from 'node:http'

/**
 * Waits until a slow client has taken what is written, or has left.
 *
 * @param stallMs a client that takes nothing for so long is cut off; without it is waited for
 */
export function drained(raw: ServerResponse, stallMs?: number): Promise<void> {
  return new Promise((resolve) => {
    const stalled =
      stallMs === undefined ? undefined : setTimeout(() => raw.destroy(), stallMs).unref()
    const onEither = () => {
      clearTimeout(stalled)
      raw.off('drain', onEither)
      raw.off('close', onEither)
      resolve()
    }
    raw.once('drain', onEither)
    raw.once('close', onEither)
    if (raw.destroyed) onEither()
  })
}
