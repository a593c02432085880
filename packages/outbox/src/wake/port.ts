/**
 * Tells readers, in this process and in others, that there is something new to read.
 *
 * Only a hint, never the news itself: a lost wake-up costs a reader one poll interval and nothing else.
 */
export interface Wake {
  /** Wakes the listeners of `channel`. Called after the commit; many calls in a row make few messages. Never throws. */
  signal(channel: string): void
  /** Calls `onWake` after each signal, and whenever signals may have been missed. @returns ends the listening */
  listen(channel: string, onWake: () => void): Promise<() => Promise<void>>
  /** Ends every listening and every connection. */
  close(): Promise<void>
}

/** At most one message for a channel in this time, besides the first. */
const INTERVAL_MS = 5

/** The listeners of one process. They hear its own signals at once, without going through a server. */
export function newListeners() {
  const byChannel = new Map<string, Set<() => void>>()
  return {
    byChannel,
    call: (channel: string): void => {
      for (const onWake of byChannel.get(channel) ?? []) onWake()
    },
    callAll: (): void => {
      for (const listeners of byChannel.values()) for (const onWake of listeners) onWake()
    },
    /** @returns whether it is the first of its channel */
    add(channel: string, onWake: () => void): boolean {
      const listeners = byChannel.get(channel) ?? new Set()
      byChannel.set(channel, listeners.add(onWake))
      return listeners.size === 1
    },
    /** @returns whether it was the last of its channel */
    remove(channel: string, onWake: () => void): boolean {
      const listeners = byChannel.get(channel)
      if (!listeners?.delete(onWake) || listeners.size > 0) return false
      return byChannel.delete(channel)
    },
  }
}

/**
 * Sends at once, then not again before the message is out and 5 ms have passed, then once for all that came meanwhile.
 *
 * @param send rejects when the server is away; the poll of the readers makes good for it
 */
export function newCoalescer(send: (channel: string) => Promise<unknown>) {
  const busy = new Map<string, { isAgain: boolean }>()
  let isOpen = true
  async function run(channel: string, state: { isAgain: boolean }): Promise<void> {
    do {
      state.isAgain = false
      await send(channel).catch(() => {})
      await new Promise((resolve) => setTimeout(resolve, INTERVAL_MS))
    } while (state.isAgain && isOpen)
    busy.delete(channel)
  }
  return {
    signal(channel: string): void {
      if (!isOpen) return
      const state = busy.get(channel)
      if (state) {
        state.isAgain = true
        return
      }
      const started = { isAgain: false }
      busy.set(channel, started)
      void run(channel, started)
    },
    close: (): void => {
      isOpen = false
    },
  }
}
