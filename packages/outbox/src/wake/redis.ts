import { randomUUID } from 'node:crypto'
import { Redis } from 'ioredis'
import { newCoalescer, newListeners, type Wake } from './port.ts'

/**
 * A dead or slow Redis must cost a wake-up and nothing more: no queue of commands that waits for it to come back,
 * no command sent twice, no command waited for longer than 300 ms.
 */
const OPTIONS = {
  commandTimeout: 300,
  connectTimeout: 2_000,
  enableOfflineQueue: false,
  autoResendUnfulfilledCommands: false,
  autoResubscribe: false,
  maxRetriesPerRequest: 0,
  lazyConnect: true,
  retryStrategy: (attempt: number) => Math.min(50 * 2 ** Math.min(attempt, 6), 2_000),
}

/** Wakes through Redis publish and subscribe. Works on, by the readers' polls alone, while Redis is away. */
export function newRedisWake(url: string): Wake {
  const self = randomUUID()
  const publisher = new Redis(url, OPTIONS)
  const subscriber = new Redis(url, OPTIONS)
  const listeners = newListeners()
  const coalescer = newCoalescer((channel) => publisher.publish(nameOf(channel), self))
  const subscribe = (...channels: string[]): Promise<unknown> =>
    subscriber.subscribe(...channels.map(nameOf)).catch(() => {})

  // Without a listener a lost connection would end the process.
  publisher.on('error', () => {})
  subscriber.on('error', () => {})
  subscriber.on('message', (name: string, from: string) => {
    if (from !== self) listeners.call(name.slice(nameOf('').length))
  })
  subscriber.on('ready', () => {
    const channels = [...listeners.byChannel.keys()]
    if (channels.length > 0) void subscribe(...channels).then(listeners.callAll)
  })
  publisher.connect().catch(() => {})
  const attempted = subscriber.connect().catch(() => {})

  return {
    signal(channel) {
      listeners.call(channel)
      coalescer.signal(channel)
    },
    async listen(channel, onWake) {
      await attempted
      if (listeners.add(channel, onWake) && subscriber.status === 'ready') await subscribe(channel)
      return async () => {
        if (listeners.remove(channel, onWake) && subscriber.status === 'ready')
          await subscriber.unsubscribe(nameOf(channel)).catch(() => {})
      }
    },
    async close() {
      coalescer.close()
      listeners.byChannel.clear()
      publisher.disconnect()
      subscriber.disconnect()
    },
  }
}

const nameOf = (channel: string): string => `tallystick:wake:${channel}`
