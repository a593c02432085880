import { once } from 'node:events'
import { connect, createServer, type Server } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { newDice } from '../kit/dice.ts'
import { type ChaosProxy, openChaosProxy, type Poison } from './harness/chaos-proxy.ts'

let server: Server
let proxy: ChaosProxy
/** What the server has heard, whatever became of its answers. */
let heard: string

beforeEach(async () => {
  heard = ''
  server = createServer((socket) => {
    socket.on('error', () => {})
    socket.on('data', (chunk) => {
      heard += chunk
      socket.write(chunk)
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  proxy = await openChaosProxy(port, newDice(1))
})

afterEach(async () => {
  await proxy.close()
  server.close()
})

type Told = { text: string; endMs: number | undefined; error: string | undefined }

/** Says something and listens for a while. */
async function say(text: string, listenMs = 150): Promise<Told> {
  const since = performance.now()
  const told: Told = { text: '', endMs: undefined, error: undefined }
  const socket = connect(proxy.port, '127.0.0.1')
  const end = () => {
    told.endMs ??= performance.now() - since
  }
  socket.on('data', (chunk) => {
    told.text += chunk
    if (told.text.length >= text.length) end()
  })
  socket.on('error', (error: NodeJS.ErrnoException) => {
    told.error = error.code ?? error.message
  })
  socket.on('close', end)
  socket.write(text)
  await pause(listenMs)
  socket.destroy()
  return told
}

const down = (toxic: Poison['toxic'], probability = 1): Poison[] => [
  { toxic, direction: 'DOWN', probability },
]

it('carries everything while nothing is wrong', async () => {
  const text = 'x'.repeat(300_000)
  expect((await say(text, 400)).text).toBe(text)
})

it('delays', async () => {
  proxy.poison(down({ kind: 'latency', ms: 60 }))
  const { text, endMs } = await say('hello')
  expect(text).toBe('hello')
  expect(endMs).toBeGreaterThan(55)
})

it('narrows the way', async () => {
  proxy.poison(down({ kind: 'bandwidth', bytesPerS: 10_000 }))
  const { text, endMs } = await say('x'.repeat(2_000), 500)
  expect(text).toHaveLength(2_000)
  expect(endMs).toBeGreaterThan(120)
})

it('slices', async () => {
  proxy.poison(down({ kind: 'slicer', bytes: 1, gapMs: 5 }))
  const { text, endMs } = await say('hello there', 300)
  expect(text).toBe('hello there')
  expect(endMs).toBeGreaterThan(45)
})

it('ends after so many bytes', async () => {
  proxy.poison(down({ kind: 'limit-data', bytes: 4 }))
  expect(await say('hello')).toMatchObject({ text: 'hell', error: undefined })
})

it('swallows', async () => {
  proxy.poison(down({ kind: 'black-hole' }))
  const { text, endMs } = await say('hello')
  expect({ text, endMs }).toEqual({ text: '', endMs: undefined })
  expect(heard).toBe('hello')
})

it('breaks connections', async () => {
  proxy.poison([{ toxic: { kind: 'reset' }, direction: 'UP' }])
  expect(await say('hello')).toMatchObject({ text: '', error: 'ECONNRESET' })
  expect(heard).toBe('')
})

it('loses the answer to what has arrived', async () => {
  proxy.poison(down({ kind: 'drop-after-upstream', bytes: 5 }))
  expect(await say('hello')).toMatchObject({ text: '', error: 'ECONNRESET' })
  expect(heard).toBe('hello')
})

it('is down and comes up again', async () => {
  proxy.setDown(true)
  expect((await say('hello')).error).toBe('ECONNRESET')
  proxy.setDown(false)
  expect((await say('hello')).text).toBe('hello')
})

it('throws its coin once for each connection', async () => {
  proxy.poison(down({ kind: 'black-hole' }, 0.5))
  const answers = await Promise.all(Array.from({ length: 40 }, () => say('hello', 300)))
  const lost = answers.filter(({ text }) => text === '').length
  expect(answers.every(({ text }) => text === '' || text === 'hello')).toBe(true)
  expect(lost).toBeGreaterThan(8)
  expect(lost).toBeLessThan(32)
})
