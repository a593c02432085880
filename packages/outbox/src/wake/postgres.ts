import { randomUUID } from 'node:crypto'
import postgres from 'postgres'
import { newCoalescer, newListeners, type Wake } from './port.ts'

/** How long `close` lets a statement finish. */
const CLOSE_TIMEOUT_S = 1

/**
 * Wakes through Postgres NOTIFY, from a connection of its own.
 *
 * Not inside the transaction that has the news: every committing transaction that notifies takes one lock for the whole
 * server, which cost 40 % of the commits per second.
 */
export function newPostgresWake(url: string): Wake {
  const self = randomUUID()
  const client = postgres(url, {
    max: 1,
    // A wake-up need not survive a crash, so its commit need not wait for the disk.
    connection: { application_name: 'wake', synchronous_commit: 'off' },
    onnotice: () => {},
  })
  const listeners = newListeners()
  const endings = new Map<string, Promise<() => Promise<void>>>()
  const coalescer = newCoalescer((channel) => client.notify(nameOf(channel), self))

  /** The driver listens anew after a lost connection and then calls the last argument: signals may have been missed. */
  async function start(channel: string): Promise<() => Promise<void>> {
    const hear = (from: string): void => {
      if (from !== self) listeners.call(channel)
    }
    const { unlisten } = await client.listen(nameOf(channel), hear, () => listeners.call(channel))
    return unlisten
  }

  return {
    signal(channel) {
      listeners.call(channel)
      coalescer.signal(channel)
    },
    async listen(channel, onWake) {
      if (listeners.add(channel, onWake)) endings.set(channel, start(channel))
      await endings.get(channel)
      return async () => {
        if (!listeners.remove(channel, onWake)) return
        const end = endings.get(channel)
        endings.delete(channel)
        await (await end)?.()
      }
    },
    async close() {
      coalescer.close()
      listeners.byChannel.clear()
      await client.end({ timeout: CLOSE_TIMEOUT_S })
    },
  }
}

const nameOf = (channel: string): string => `tallystick:${channel}`
