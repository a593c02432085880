import { describe, expect, it } from 'vitest'
import { RETRY_LIMITS } from '../retry.ts'
import type { Tokens } from '../session.ts'
import { type OpenStream, StreamLost, type StreamRequest } from './stream.ts'
import { newSubscribe } from './subscribe.ts'

/** What a server has to tell: events 1, 2, 3… from wherever it is asked to go on. */
const event = (cursor: number) => ({ data: { changed: { cursor: `${cursor}` } } })
const QUERY = 'subscription ($after: String) { changed(after: $after) { cursor } }'
const body = { query: QUERY, variables: {} }
const limits = { ...RETRY_LIMITS, delayMs: 1, delayMsMax: 2, reconnectMs: 200 }
type Script = (time: number, request: StreamRequest) => AsyncGenerator<unknown, void, void>

/** A transport that does what the script says for each time that it is opened. */
function newTransport(script: Script) {
  const opened: StreamRequest[] = []
  const open: OpenStream = async function* run(request) {
    opened.push(request)
    yield* script(opened.length, request) as AsyncGenerator<never, void, void>
  }
  const after = () => opened.map((request) => request.body.variables['after'])
  return { open, opened, after }
}

const tokensOf = (names: string[]): Tokens & { renewals: string[] } => {
  const renewals: string[] = []
  return {
    renewals,
    current: async () => names[0],
    renew: async (refused) => {
      renewals.push(refused)
      if (names[0] === refused) names.shift()
      return names[0]
    },
  }
}

/** A transport that is lost before it has told anything. */
const fails = (fault: unknown): Script =>
  async function* run() {
    yield* []
    throw fault
  }

const never: OpenStream = () => expect.unreachable('no other transport was to be opened')

const seen = async (events: AsyncIterable<unknown>, upTo = Number.POSITIVE_INFINITY) => {
  const cursors: string[] = []
  for await (const data of events) {
    cursors.push((data as ReturnType<typeof event>['data']).changed.cursor)
    if (cursors.length >= upTo) break
  }
  return cursors
}

function run(script: Script, tokens = tokensOf(['one'])) {
  const transport = newTransport(script)
  const means = { sockets: transport.open, events: never, tokens, limits }
  return { transport, tokens, subscribe: newSubscribe(means) }
}

describe('a subscription', () => {
  it('goes on after the last event that was told when its connection breaks, at whatever place', async () => {
    const { transport, subscribe } = run(async function* (time, { body: { variables } }) {
      const from = Number(variables['after'] ?? 0)
      for (let at = from + 1; at <= 9; at++) {
        if (time < 5 && at === from + time) throw new StreamLost('broken')
        yield event(at)
      }
    })
    expect(await seen(subscribe(body, {}))).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9'])
    expect(transport.after()).toEqual([undefined, undefined, '1', '3', '6'])
  })

  it('begins after the cursor that it is given, and tells nothing twice', async () => {
    const { transport, subscribe } = run(async function* () {
      yield event(4)
      yield event(5)
    })
    expect(await seen(subscribe(body, { after: '4' }))).toEqual(['5'])
    expect(transport.after()).toEqual(['4'])
  })

  it('brings a new token when the old one has ended, and goes on', async () => {
    const { transport, tokens, subscribe } = run(
      async function* (time) {
        if (time === 1) {
          yield event(1)
          throw new StreamLost('token')
        }
        yield event(2)
      },
      tokensOf(['one', 'two']),
    )
    expect(await seen(subscribe(body, {}))).toEqual(['1', '2'])
    expect(tokens.renewals).toEqual(['one'])
    expect(transport.opened.map(({ token }) => token)).toEqual(['one', 'two'])
  })

  it('ends with UNAUTHENTICATED when the session has, or a new token is refused as well', async () => {
    for (const [times, names] of [
      [1, ['one']],
      [2, ['one', 'two', 'three']],
    ] as const) {
      const { transport, subscribe } = run(fails(new StreamLost('token')), tokensOf([...names]))
      await expect(seen(subscribe(body, {}))).rejects.toMatchObject({ code: 'UNAUTHENTICATED' })
      expect(transport.opened).toHaveLength(times)
    }
  })

  it('asks again for an event of which a part could not be had, and stops at one that it may not see', async () => {
    const failed = (code: string) => ({
      data: { changed: { cursor: '2' } },
      errors: [{ message: code, extensions: { code, outcome: 'NOT_APPLIED' } }],
    })
    const passing = run(async function* (time) {
      if (time === 1) yield event(1)
      if (time === 1) yield failed('TIMEOUT')
      yield event(2)
    })
    expect(await seen(passing.subscribe(body, {}))).toEqual(['1', '2'])
    expect(passing.transport.after()).toEqual([undefined, '1'])
    const lasting = run(async function* () {
      yield failed('FORBIDDEN')
    })
    await expect(seen(lasting.subscribe(body, {}))).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })

  it('without a cursor or an $after does not go on after its first event: that would lose or repeat some', async () => {
    for (const [query, first] of [
      ['subscription { changed { cursor } }', event(1)],
      [QUERY, { data: { changed: { at: 'noon' } } }],
    ] as const) {
      const { transport, subscribe } = run(async function* () {
        yield first
        throw new StreamLost('broken')
      })
      const events = subscribe({ query, variables: {} }, {})
      await events.next()
      await expect(events.next()).rejects.toMatchObject({ code: 'CONNECTION_LOST' })
      expect(transport.opened).toHaveLength(1)
    }
  })

  it('gives up when the server has been away for too long', async () => {
    const { subscribe } = run(fails(new StreamLost('broken')))
    const startedAt = Date.now()
    await expect(seen(subscribe(body, {}))).rejects.toMatchObject({ code: 'CONNECTION_LOST' })
    expect(Date.now() - startedAt).toBeGreaterThanOrEqual(limits.reconnectMs - limits.delayMsMax)
  })

  it('is left at once, also while it waits for an event, and then waits no longer', async () => {
    const { transport, subscribe } = run(async function* (_, { signal }) {
      yield* []
      await new Promise((_resolve, reject) =>
        signal.addEventListener('abort', () => reject(signal.reason)),
      )
    })
    const events = subscribe(body, {})
    const pending = events.next()
    await new Promise((resolve) => setTimeout(resolve, 10))
    await events.return?.()
    expect(await pending).toEqual({ done: true, value: undefined })
    expect(transport.opened[0]?.signal.aborted).toBe(true)
  })

  it('ends with the reason of its signal', async () => {
    const { subscribe } = run(async function* (_, { signal }) {
      yield event(1)
      await new Promise((resolve) => signal.addEventListener('abort', resolve))
      throw new StreamLost('broken')
    })
    const signal = AbortSignal.timeout(20)
    const fault = await seen(subscribe(body, { signal })).catch((reason) => reason)
    expect(signal.aborted && fault === signal.reason).toBe(true)
  })

  it('passes over to server-sent events where WebSocket is blocked, and remembers that it is', async () => {
    const sockets = newTransport(fails(new StreamLost('blocked')))
    const events = newTransport(async function* (time, { onOpen }) {
      onOpen()
      yield event(time)
      if (time === 1) throw new StreamLost('broken')
    })
    const tokens = tokensOf(['one'])
    const subscribe = newSubscribe({ sockets: sockets.open, events: events.open, tokens, limits })
    expect(await seen(subscribe(body, {}))).toEqual(['1', '2'])
    expect([sockets.opened.length, events.opened.length]).toEqual([1, 2])
  })

  it('lets a bug be seen instead of trying again', async () => {
    const { transport, subscribe } = run(fails(new TypeError('not a function')))
    await expect(seen(subscribe(body, {}))).rejects.toThrow(TypeError)
    expect(transport.opened).toHaveLength(1)
  })
})
