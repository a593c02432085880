import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { newRemoteHttpDoor } from './http-door.ts'

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

async function serve(
  answer: (server: Server) => number,
): Promise<{ url: string; calls: string[]; stop(): void }> {
  const calls: string[] = []
  const server = createServer((request, reply) => {
    calls.push(`${request.method} ${request.url} ${request.headers['x-assertion']}`)
    const status = answer(server)
    if (status === 0) request.socket.destroy()
    else reply.writeHead(status, { location: '/on' }).end('told')
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const stop = () => {
    server.closeAllConnections()
    server.close()
  }
  closing.push(stop)
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, calls, stop }
}

function open(urls: readonly string[]) {
  const sign = async (_actor: unknown, audience: string) => `for-${audience}`
  const { door, close } = newRemoteHttpDoor({ name: 'auth', urls, sign, timeoutMs: 5_000 })
  closing.push(close)
  const ask = () => door({ method: 'POST', path: '/oauth/token?a=1', headers: {}, body: undefined })
  return { ask }
}

test('passes a request on and its answer back, whatever it is', async () => {
  const { url, calls } = await serve(() => 302)
  const { status, headers, body } = await open([url]).ask()
  expect([status, headers['location'], String(body)]).toEqual([302, '/on', 'told'])
  expect(calls).toEqual(['POST /oauth/token?a=1 for-auth'])
})

test('goes on at another address when one takes no connections, and stays there', async () => {
  const [first, second] = [await serve(() => 200), await serve(() => 200)]
  const { ask } = open([first.url, second.url])
  for (let time = 0; time < 4; time += 1) await ask()
  const [used, other] = first.calls.length > 0 ? [first, second] : [second, first]
  expect([used.calls.length, other.calls.length]).toEqual([4, 0])
  used.stop()
  // A connection that was open may be tried once more.
  const outcome = () =>
    ask().then(
      ({ status }) => status,
      ({ code }) => code,
    )
  await expect.poll(outcome).toBe(200)
  for (let time = 0; time < 4; time += 1) expect((await ask()).status).toBe(200)
  expect([used.calls.length, other.calls.length]).toEqual([4, 5])
  other.stop()
  await expect.poll(outcome).toBe('ECONNREFUSED')
})

test('sends nothing a second time that may have been heard', async () => {
  const servers = [await serve(() => 0), await serve(() => 0)]
  await expect(open(servers.map(({ url }) => url)).ask()).rejects.toThrow()
  expect(servers.flatMap(({ calls }) => calls)).toHaveLength(1)
})
