import { afterEach, describe, expect, test } from 'vitest'
import { supergraphSdl } from '../src/plan/compose.ts'
import { greetSocket, until } from './raw-socket.ts'
import { freePort } from './redis.ts'
import { newDoor, openRoom } from './room.ts'

const rooms: { close(): Promise<void> }[] = []
afterEach(async () => {
  for (const room of rooms.splice(0)) await room.close()
})

async function open(env: Record<string, string> = {}) {
  const room = await openRoom({ env: { RATES: 'on', ...env } })
  rooms.push(room)
  return room
}

type Room = Awaited<ReturnType<typeof open>>

async function countPassed(attempts: number, ask: () => Promise<{ status: number }>) {
  let passed = 0
  for (let count = 0; count < attempts; count++) if ((await ask()).status === 200) passed += 1
  return passed
}

async function overSocket(room: Room, query: string, times: number) {
  const socket = await greetSocket(room.wsUrl)
  for (let id = 1; id <= times; id++)
    socket.send({ type: 'subscribe', id: String(id), payload: { query } })
  const told = () => socket.received.filter(({ type }) => type === 'next' || type === 'error')
  await until(() => told().length >= times)
  const answers = JSON.stringify(told())
  socket.close()
  return { refused: answers.split('RATE_LIMITED').length - 1 }
}

/** A hundred requests one after the other, on a busy machine. */
const PATIENT = 20_000

/** One address: as it is, with the accent as a character of its own, and in capitals. */
const SPELLINGS = ['josé@demo.test', 'jose\u0301@demo.test', 'JOSÉ@demo.test ']

describe('rates at the door', { timeout: PATIENT }, () => {
  test('an address passes 100 times without a credential and is refused the 101st (SEC-1, SEC-4, NFR-3)', async () => {
    const room = await open()
    expect(await countPassed(100, () => room.post('{ hello }'))).toBe(100)
    const { status, headers, errors, data } = await room.post('{ hello }')
    expect([status, data]).toEqual([429, undefined])
    const wait = Number(headers.get('retry-after'))
    expect(wait).toBeGreaterThan(890)
    expect(wait).toBeLessThanOrEqual(900)
    const { code, outcome, details } = errors?.[0]?.extensions ?? {}
    expect({ code, outcome }).toEqual({ code: 'RATE_LIMITED', outcome: 'NOT_APPLIED' })
    expect(details).toMatchObject({ limit: 'address', max: 100, windowMs: 900_000 })
  })

  test('persons behind one address have a budget each (SEC-3)', async () => {
    const room = await open({ RATE_USER_POINTS: '3', RATE_ADDRESS_POINTS: '1' })
    const [ada, ben] = [await room.tokens.issue('usr_ada'), await room.tokens.issue('usr_ben')]
    for (const token of [ada, ben])
      expect(await countPassed(4, () => room.post('{ me { id } }', { token }))).toBe(3)
    expect((await room.post('{ hello }')).status).toBe(200)
  })

  test('what cannot be read or may not be run counts, too', async () => {
    const room = await open({ RATE_ADDRESS_POINTS: '3' })
    const statuses = []
    for (const query of ['{', '{ nothing }', '{ me { id } }', '{ hello }'])
      statuses.push((await room.post(query)).status)
    expect(statuses.slice(0, 3).every((status) => status !== 429)).toBe(true)
    expect(statuses[3]).toBe(429)
  })

  test('an operation over a socket or as a stream counts like a request', async () => {
    const room = await open({ RATE_ADDRESS_POINTS: '5' })
    const { refused } = await overSocket(room, '{ hello }', 3)
    const stream = () =>
      fetch(`${room.url}?query=${encodeURIComponent('{ hello }')}`, {
        headers: { accept: 'text/event-stream' },
      }).then(async (answer) => ({ status: answer.status, text: await answer.text() }))
    const first = await stream()
    const later = [await stream(), await stream(), await stream()]
    expect(refused).toBe(0)
    expect(first.text).toContain('"hello"')
    expect(later.at(-1)?.text).toContain('RATE_LIMITED')
    expect((await room.post('{ hello }')).status).toBe(429)
    expect((await overSocket(room, '{ hello }', 2)).refused).toBe(2)
  })

  test.each([
    [0, (spoofed: string) => spoofed],
    [1, (spoofed: string) => `${spoofed}, 203.0.113.7`],
    [2, (spoofed: string) => `${spoofed}, 203.0.113.7, 198.51.100.1`],
  ])(
    'behind %i proxies 1,000 spoofed addresses share one budget (SEC-1)',
    async (proxies, toHeader) => {
      const room = await open({
        TRUSTED_PROXIES: String(proxies),
        RATE_ADDRESS_POINTS: '25',
        RATE_ADDRESS_WINDOW_S: '900',
      })
      let count = 0
      const statuses: number[] = []
      for (let round = 0; round < 20; round++)
        statuses.push(
          ...(await Promise.all(
            Array.from({ length: 50 }, async () => {
              count += 1
              const spoofed = `10.${count >> 16}.${(count >> 8) & 255}.${count & 255}`
              const chain = count % 2 ? spoofed : `${spoofed}, 2001:db8::${count.toString(16)}`
              const headers = { 'x-forwarded-for': toHeader(chain), forwarded: `for=${spoofed}` }
              const extra = { 'x-real-ip': spoofed, 'true-client-ip': spoofed }
              return (await room.post('{ hello }', { headers: { ...headers, ...extra } })).status
            }),
          )),
        )
      expect(statuses).toHaveLength(1_000)
      expect(statuses.filter((status) => status === 200)).toHaveLength(25)
      expect(statuses.filter((status) => status === 429)).toHaveLength(975)
      // Somebody else behind the same proxies has a budget of their own.
      const headers = {
        'x-forwarded-for': toHeader('10.0.0.1').replace('203.0.113.7', '203.0.113.8'),
      }
      expect((await room.post('{ hello }', { headers })).status).toBe(proxies === 0 ? 429 : 200)
    },
  )

  test.each([
    ['stands in the default of a variable', '$email: String! = "ada@demo.test"', [{}, {}, {}]],
    ['is spelled in three ways', '$email: String!', SPELLINGS.map((email) => ({ email }))],
  ])('an account is counted where its address %s (SEC-2)', async (_how, declared, asked) => {
    const room = await openRoom({
      env: { RATES: 'on', RATE_ACCOUNT_POINTS: '2', RATE_SIGN_IN_POINTS: '1000' },
      supergraphSdl: supergraphSdl(),
      doors: () =>
        Object.fromEntries(
          ['auth', 'accounts', 'payments', 'ledger', 'admin'].map((name) => [
            name,
            newDoor(name, {}),
          ]),
        ),
    })
    rooms.push(room)
    const query = `mutation (${declared}) { signIn(input: { email: $email, password: "?" }) { __typename } }`
    const held = []
    for (const variables of asked) {
      const { errors } = await room.post(query, { body: { variables } })
      held.push(errors?.[0]?.extensions['code'] === 'RATE_LIMITED')
    }
    expect(held).toEqual([false, false, true])
  })

  test('are off outside production unless they are asked for', async () => {
    const room = await openRoom()
    rooms.push(room)
    expect(await countPassed(101, () => room.post('{ hello }'))).toBe(101)
  })

  test('are counted in the metrics', async () => {
    const port = await freePort()
    const room = await open({ RATE_ADDRESS_POINTS: '1', INTERNAL_PORT: String(port) })
    await room.post('{ hello }')
    await room.post('{ hello }')
    const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()
    expect(text).toContain('rate_refusals_total{bucket="address"} 1')
    expect(text).toContain('graphql_errors_total{code="RATE_LIMITED"} 1')
  })
})
