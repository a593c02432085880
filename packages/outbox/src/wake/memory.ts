import { newListeners, type Wake } from './port.ts'

/** Wakes only within this process: for tests, and where nothing else runs. */
export function newMemoryWake(): Wake {
  const listeners = newListeners()
  return {
    signal: listeners.call,
    async listen(channel, onWake) {
      listeners.add(channel, onWake)
      return async () => void listeners.remove(channel, onWake)
    },
    close: async () => listeners.byChannel.clear(),
  }
}
