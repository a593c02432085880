import { createServer } from 'node:http'
import { type AddressInfo, createServer as createRawServer } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ANSWER_BYTES_MAX, mayReach, newBoundedFetch, Unreachable } from './bounded-fetch.ts'

describe('an address (TOK-16)', () => {
  it.each([
    ['8.8.8.8', ['WORLD', 'PRIVATE']],
    ['2606:4700::1111', ['WORLD', 'PRIVATE']],
    ['127.0.0.1', ['LOOPBACK']],
    ['127.9.9.9', ['LOOPBACK']],
    ['::1', ['LOOPBACK']],
    ['::ffff:127.0.0.1', ['LOOPBACK']],
    ['10.1.2.3', ['PRIVATE']],
    ['172.31.0.1', ['PRIVATE']],
    ['192.168.1.1', ['PRIVATE']],
    ['100.64.0.1', ['PRIVATE']],
    ['::ffff:10.0.0.1', ['PRIVATE']],
    ['fd00::1', ['PRIVATE']],
    ['169.254.169.254', []],
    ['::ffff:169.254.169.254', []],
    ['fe80::1', []],
    ['0.0.0.0', []],
    ['::', []],
    ['224.0.0.1', []],
    ['64:ff9b::a00:1', []],
    ['localhost', []],
  ])('%s is reached by %j', (address, reaches) => {
    const reached = (['WORLD', 'LOOPBACK', 'PRIVATE'] as const).filter((reach) =>
      mayReach(address, reach),
    )
    expect(reached).toEqual(reaches)
  })
})

describe('a request', () => {
  const asked = { method: 'GET', headers: {}, body: null, redirect: 'manual' } as const
  const server = createServer(({ url = '' }, response) => {
    if (url === '/moved') response.writeHead(302, { location: '/' })
    if (url === '/broken') response.writeHead(502)
    response.end('x'.repeat(url === '/long' ? ANSWER_BYTES_MAX + 1 : ANSWER_BYTES_MAX))
  })
  let origin = ''
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    origin = `http://localhost:${(server.address() as AddressInfo).port}`
  })
  afterAll(() => void server.close())

  it('takes so much and no more, and follows nothing', async () => {
    const fetched = newBoundedFetch('LOOPBACK')
    expect((await (await fetched(origin, asked)).text()).length).toBe(ANSWER_BYTES_MAX)
    expect((await fetched(`${origin}/moved`, asked)).status).toBe(302)
    for (const path of ['/long', '/broken'])
      await expect(fetched(origin + path, asked)).rejects.toThrow(Unreachable)
  })

  it('goes nowhere else, by name or by number, nor without encryption', async () => {
    const fetched = newBoundedFetch('WORLD')
    const secure = origin.replace('http:', 'https:')
    for (const url of [origin, secure, 'https://127.0.0.1', 'https://[::1]', 'https://2130706433'])
      await expect(fetched(url, asked)).rejects.toThrow(Unreachable)
  })

  it.each([205, 600, 999])('is not ended by status %i, which no answer has', async (status) => {
    const raw = createRawServer((socket) => {
      socket.on('error', () => socket.destroy())
      socket.once('data', () =>
        socket.end(`HTTP/1.1 ${status} Odd\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{}`),
      )
    })
    await new Promise<void>((resolve) => raw.listen(0, '127.0.0.1', resolve))
    const { port } = raw.address() as AddressInfo
    try {
      const fetched = newBoundedFetch('LOOPBACK')
      await expect(fetched(`http://localhost:${port}`, asked)).rejects.toThrow(Unreachable)
    } finally {
      raw.close()
    }
  })
})
