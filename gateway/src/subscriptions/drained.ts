import type { ServerResponse } from 'node:http'

/** Waits until a slow client has taken what is written, or has left. */
export function drained(raw: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const onEither = () => {
      raw.off('drain', onEither)
      raw.off('close', onEither)
      resolve()
    }
    raw.once('drain', onEither)
    raw.once('close', onEither)
    if (raw.destroyed) onEither()
  })
}
