/**
 * A TCP proxy on loopback that misbehaves on command, in the words of Shopify's Toxiproxy.
 *
 * A poison acts on one direction: UP is what the client says, DOWN is what the server answers. With a probability below 1
 * a coin is thrown once for each connection. Poisons reach connections that are already open.
 */
import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import type { Dice } from '../../kit/dice.ts'

/** What is wrong with a connection. Times in milliseconds, sizes in bytes. */
export type Toxic =
  | Readonly<{ kind: 'latency'; ms: number; jitterMs?: number }>
  | Readonly<{ kind: 'bandwidth'; bytesPerS: number }>
  /** Pieces of at most `bytes`, one each `gapMs`. */
  | Readonly<{ kind: 'slicer'; bytes: number; gapMs: number }>
  /** Ends the connection in order once so much has passed. */
  | Readonly<{ kind: 'limit-data'; bytes: number }>
  /** Swallows everything and says nothing. */
  | Readonly<{ kind: 'black-hole' }>
  /** Breaks the connection at the next byte. */
  | Readonly<{ kind: 'reset' }>
  /** The request arrives and the answer is lost: after so many bytes went UP nothing comes DOWN, and the connection breaks. */
  | Readonly<{ kind: 'drop-after-upstream'; bytes: number }>

/** Which way. */
export type Direction = 'UP' | 'DOWN'

/** A toxic, where it works, and on how many connections. @default probability 1 */
export type Poison = Readonly<{ toxic: Toxic; direction: Direction; probability?: number }>

/** A proxy that listens. */
export type ChaosProxy = Readonly<{
  port: number
  /** From now on these and no others; none makes it a plain proxy again. */
  poison(poisons: readonly Poison[]): void
  /** Refuses new connections and breaks those there are, until it is up again. */
  setDown(isDown: boolean): void
  /** Breaks every connection at once. */
  resetAll(): void
  connections(): number
  close(): Promise<void>
}>

type Link = {
  client: Socket
  server: Socket
  afflicted: Map<Poison, boolean>
  passed: Record<Direction, number>
}

/** What one chunk is subject to: the link, the direction, and the poisons of this moment. */
type Passage = Readonly<{ link: Link; direction: Direction; poisons: readonly Toxic[] }>

/** Starts a proxy to a port of loopback. */
export async function openChaosProxy(targetPort: number, dice: Dice): Promise<ChaosProxy> {
  let poisons: readonly Poison[] = []
  let isDown = false
  const links = new Set<Link>()
  const toxicsOf = (link: Link, direction: Direction): Toxic[] =>
    poisons.flatMap((each) =>
      each.direction === direction && isAfflicted(link, each, dice) ? each.toxic : [],
    )
  const server = createServer({ allowHalfOpen: true, pauseOnConnect: true }, (client) => {
    if (isDown) return void client.resetAndDestroy()
    const upstream = connect({ port: targetPort, host: '127.0.0.1', allowHalfOpen: true })
    const link: Link = {
      client,
      server: upstream,
      afflicted: new Map(),
      passed: { UP: 0, DOWN: 0 },
    }
    links.add(link)
    const leave = (): void => {
      links.delete(link)
      breakLink(link)
    }
    for (const socket of [client, upstream]) {
      socket.setNoDelay(true)
      socket.on('error', leave)
    }
    client.on('close', leave)
    upstream.on('close', leave)
    carry(link, 'UP', () => toxicsOf(link, 'UP'))
    carry(link, 'DOWN', () => toxicsOf(link, 'DOWN'))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const resetAll = (): void => {
    for (const link of links) breakLink(link)
  }
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    poison(next) {
      poisons = next
    },
    setDown(next) {
      isDown = next
      if (next) resetAll()
    },
    resetAll,
    connections: () => links.size,
    async close() {
      const closed = once(server, 'close')
      server.close()
      resetAll()
      await closed
    },
  }
}

function isAfflicted(link: Link, poison: Poison, dice: Dice): boolean {
  const known = link.afflicted.get(poison)
  if (known !== undefined) return known
  const drawn = dice.roll(1_000_000) < (poison.probability ?? 1) * 1_000_000
  link.afflicted.set(poison, drawn)
  return drawn
}

function breakLink({ client, server }: Link): void {
  for (const socket of [client, server]) if (!socket.destroyed) socket.resetAndDestroy()
}

/** Carries one direction, chunk after chunk; the source waits while a chunk is on its way. */
function carry(link: Link, direction: Direction, toxics: () => Toxic[]): void {
  const [from, to] = direction === 'UP' ? [link.client, link.server] : [link.server, link.client]
  let way: Promise<void> = Promise.resolve()
  from.on('data', (chunk: Buffer) => {
    from.pause()
    way = way
      .then(() => pass(chunk, to, { link, direction, poisons: toxics() }))
      .then(() => void from.resume())
      .catch(() => breakLink(link))
  })
  from.on('end', () => {
    way = way.then(() => void to.end()).catch(() => breakLink(link))
  })
  from.resume()
}

async function pass(chunk: Buffer, to: Socket, passage: Passage): Promise<void> {
  const { link, direction, poisons } = passage
  const bytesUp = link.passed.UP
  link.passed[direction] += chunk.length
  for (const toxic of poisons) {
    if (toxic.kind === 'black-hole') return
    if (toxic.kind === 'reset') return breakLink(link)
    if (toxic.kind === 'drop-after-upstream' && bytesUp >= toxic.bytes) return breakLink(link)
    if (toxic.kind === 'latency') await pause(toxic.ms + jitter(toxic.jitterMs))
    if (toxic.kind === 'limit-data' && link.passed[direction] > toxic.bytes) {
      const left = chunk.length - (link.passed[direction] - toxic.bytes)
      if (left > 0) await write(to, chunk.subarray(0, left))
      to.end()
      link.client.end()
      return
    }
  }
  await deliver(chunk, to, poisons)
}

/** Jitter is not part of the schedule: no two runs of a machine take the same time anyway. */
const jitter = (most = 0): number => Math.random() * most

async function deliver(chunk: Buffer, to: Socket, poisons: readonly Toxic[]): Promise<void> {
  const slicer = poisons.find((each) => each.kind === 'slicer')
  const bandwidth = poisons.find((each) => each.kind === 'bandwidth')
  const size = slicer?.bytes ?? (bandwidth ? Math.max(1, bandwidth.bytesPerS / 20) : chunk.length)
  for (let at = 0; at < chunk.length; at += size) {
    const piece = chunk.subarray(at, at + size)
    await write(to, piece)
    if (bandwidth) await pause((piece.length / bandwidth.bytesPerS) * 1_000)
    if (slicer) await pause(slicer.gapMs)
  }
}

/** Waits until the peer has taken it, or is gone. */
async function write(to: Socket, bytes: Buffer): Promise<void> {
  if (to.destroyed || to.write(bytes)) return
  await Promise.race([once(to, 'drain'), once(to, 'close')])
}
