import { newLogger } from '@tallystick/telemetry'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { greetSocket, until } from './raw-socket.ts'
import { newDoor, openRoom } from './room.ts'

/** A subgraph that never answers, and tells what it was asked and why it was given up on. */
function newDeaf() {
  const asked: string[] = []
  const given: string[] = []
  const door = newDoor('people', {
    execute: ({ query }, { signal }) =>
      new Promise((_resolve, reject) => {
        asked.push(query)
        signal?.addEventListener('abort', () => {
          given.push(signal.reason.name)
          reject(signal.reason)
        })
      }),
  })
  return { door, asked, given }
}

let deaf: ReturnType<typeof newDeaf>
let room: Awaited<ReturnType<typeof openRoom>>
let lines: string[]
beforeEach(async () => {
  deaf = newDeaf()
  lines = []
  room = await openRoom({
    env: { QUERY_DEADLINE_MS: '60000', MUTATION_DEADLINE_MS: '300' },
    doors: (doors) => ({ ...doors, people: deaf.door }),
    log: newLogger({ name: 'test', destination: { write: (line) => lines.push(line) } }),
  })
})
afterEach(() => room.close())

/** Asks over HTTP and closes the connection once the subgraph has been asked. */
async function askAndLeave(query: string, accept = 'application/json') {
  const leaving = new AbortController()
  const headers = { 'content-type': 'application/json', accept }
  const body = JSON.stringify({ query })
  const answer = fetch(room.url, { method: 'POST', headers, body, signal: leaving.signal })
  await until(() => deaf.asked.length === 1)
  leaving.abort()
  await expect(answer).rejects.toThrow()
}

test.each(['application/json', 'text/event-stream'])(
  'a query is given up when its client leaves: %s',
  async (accept) => {
    await askAndLeave('{ hello }', accept)
    await until(() => deaf.given.length === 1)
    expect(deaf.given).toEqual(['AbortError'])
    await until(() => lines.some((line) => line.includes('"CLIENT_LEFT"')))
    const line = JSON.parse(lines.find((each) => each.includes('"CLIENT_LEFT"')) ?? '{}')
    expect(line).toMatchObject({ level: 'info', msg: 'operation', status: 499 })
  },
)

test('a query is given up when its client completes it on a socket, or closes that', async () => {
  const socket = await greetSocket(room.wsUrl)
  socket.send({ type: 'subscribe', id: '1', payload: { query: '{ hello }' } })
  await until(() => deaf.asked.length === 1)
  socket.send({ type: 'complete', id: '1' })
  await until(() => deaf.given.length === 1)
  socket.send({ type: 'subscribe', id: '2', payload: { query: '{ hello }' } })
  await until(() => deaf.asked.length === 2)
  socket.close()
  await until(() => deaf.given.length === 2)
  expect(deaf.given).toEqual(['AbortError', 'AbortError'])
  expect(socket.received.filter(({ type }) => type === 'next')).toEqual([])
})

test('a mutation goes on when its client leaves, until its own deadline', async () => {
  await askAndLeave('mutation { greet(name: "x") }')
  await until(() => deaf.given.length === 1)
  expect(deaf.given).toEqual(['TimeoutError'])
})
