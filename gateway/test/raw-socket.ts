import { expect } from 'vitest'
import { WebSocket } from 'ws'

/** A message of graphql-transport-ws. */
export type Message = { type: string; id?: string; payload?: unknown }

/** A socket without a client library, to do what no library would. */
export type RawSocket = Readonly<{
  socket: WebSocket
  received: Message[]
  closed: Promise<{ code: number; reason: string }>
  send(message: Message | string): void
  close(): void
}>

/** Waits until it is so, for at most three seconds. */
export async function until(holds: () => boolean, ms = 3_000): Promise<void> {
  for (let waited = 0; !holds() && waited < ms; waited += 10)
    await new Promise((resolve) => setTimeout(resolve, 10))
  expect(holds()).toBe(true)
}

/** Opens a socket and says nothing. */
export async function openSocket(
  url: string,
  headers: Record<string, string> = {},
  protocol = 'graphql-transport-ws',
): Promise<RawSocket> {
  const socket = new WebSocket(url, protocol, { headers })
  const received: Message[] = []
  const closed = new Promise<{ code: number; reason: string }>((resolve) =>
    socket.once('close', (code, reason) => resolve({ code, reason: String(reason) })),
  )
  socket.on('message', (text) => received.push(JSON.parse(String(text)) as Message))
  await new Promise((resolve, reject) => {
    socket.once('open', resolve)
    socket.once('error', reject)
  })
  return {
    socket,
    received,
    closed,
    send: (message) => socket.send(typeof message === 'string' ? message : JSON.stringify(message)),
    close: () => socket.close(),
  }
}

/** Opens a socket and greets. Rejects with how it was closed when the greeting is refused. */
export async function greetSocket(url: string, token?: string): Promise<RawSocket> {
  const raw = await openSocket(url)
  const payload = token === undefined ? undefined : { authorization: `Bearer ${token}` }
  raw.send({ type: 'connection_init', payload })
  const greeted = until(() => raw.received.some(({ type }) => type === 'connection_ack'))
  await Promise.race([greeted, raw.closed.then((end) => Promise.reject(end))])
  return raw
}
