import { get, type IncomingMessage } from 'node:http'
import { readConfig } from '@tallystick/config'
import { newSubgraph, type SubgraphContext } from '@tallystick/subgraph-server'
import { COMMON_SDL } from '@tallystick/subgraph-server/schema'
import { SILENT } from '@tallystick/telemetry'
import { GraphQLError } from 'graphql'
import { afterEach, describe, expect, test } from 'vitest'
import { gatewayVariables } from '../src/config.ts'
import { composeSupergraph } from '../src/plan/compose.ts'
import { startGateway } from '../src/server.ts'
import { newTokens } from './room.ts'

const SDL = `${COMMON_SDL}
type Query { nothing: String @policy(policies: [["public"]]) }
type Subscription {
  accountStatement(accountId: ID!, month: String!, format: StatementFormat!): AccountStatementChunk! @authenticated
}
enum StatementFormat { CSV PDF }
type AccountStatementChunk { data: String! writtenEntries: Int! totalEntries: Int! isLast: Boolean! }
`

type Chunk = { data: string; writtenEntries: number; totalEntries: number; isLast: boolean }
const chunk = (text: string, isLast = false): Chunk => ({
  data: Buffer.from(text).toString('base64'),
  writtenEntries: 1,
  totalEntries: 2,
  isLast,
})
const notFound = () => new GraphQLError('No.', { extensions: { code: 'NOT_FOUND' } })

const closers: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

/** A gateway whose statements come from `pull`, asked once for each piece; undefined ends the stream, a throw breaks it. */
async function openRoom(
  pull: (count: number) => Promise<Chunk | undefined> | Chunk | undefined,
  env: Record<string, string> = {},
) {
  const seen = { pulled: 0, returned: 0, args: {} as object }
  const stream = (): AsyncIterableIterator<Chunk> => ({
    [Symbol.asyncIterator]() {
      return this
    },
    async next() {
      seen.pulled += 1
      const value = await pull(seen.pulled)
      return value ? { done: false, value } : { done: true, value }
    },
    async return() {
      seen.returned += 1
      return { done: true, value: undefined }
    },
  })
  const ledger = newSubgraph({
    name: 'ledger',
    sdl: SDL,
    log: SILENT,
    newContext: (base: SubgraphContext) => ({ ...base }),
    resolvers: {
      Query: { nothing: () => null },
      Subscription: {
        accountStatement: {
          subscribe: (_: unknown, args: { accountId: string }) => {
            seen.args = { ...args }
            if (args.accountId === 'acc_foreign') throw notFound()
            return stream()
          },
          resolve: (value: Chunk) => value,
        },
      },
    },
  })
  const tokens = await newTokens()
  const gateway = await startGateway({
    config: readConfig(gatewayVariables, { PORT: '0', NODE_ENV: 'test', ...env }),
    doors: { ledger },
    supergraphSdl: composeSupergraph({ ledger: SDL }),
    jwks: tokens.jwks,
    log: SILENT,
    health: async () => {},
  })
  closers.push(() => gateway.close())
  const headers = { authorization: `Bearer ${await tokens.issue('usr_ada')}` }
  return {
    seen,
    gateway,
    headers,
    fetch: (path = 'acc_ada/2026-11.csv', init: RequestInit = { headers }) =>
      fetch(`${gateway.url}/statements/${path}`, init),
  }
}

const two = (count: number) => [chunk('first,'), chunk('second', true)][count - 1]
const codeOf = async (response: Response): Promise<unknown> => {
  const { errors } = (await response.json()) as { errors: { extensions: { code: string } }[] }
  return errors[0]?.extensions.code
}

describe('a statement', () => {
  test.each([
    ['csv', 'CSV', 'text/csv; charset=utf-8; header=present'],
    ['pdf', 'PDF', 'application/pdf'],
  ])('comes as a file, put together: %s (ACC-12)', async (extension, format, type) => {
    const room = await openRoom(two)
    const response = await room.fetch(`acc_ada/2026-11.${extension}`)
    expect(response.status).toBe(200)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': type,
      'content-disposition': `attachment; filename="statement-acc_ada-2026-11.${extension}"`,
      'x-total-entries': '2',
      'x-content-type-options': 'nosniff',
    })
    expect(await response.text()).toBe('first,second')
    expect(room.seen.args).toEqual({ accountId: 'acc_ada', month: '2026-11', format })
  })

  test('is for callers that prove who they are', async () => {
    const room = await openRoom(two)
    const anonymous = await room.fetch(undefined, {})
    expect([anonymous.status, await codeOf(anonymous)]).toEqual([401, 'UNAUTHENTICATED'])
    const forged = await room.fetch(undefined, { headers: { authorization: 'Bearer a.b.c' } })
    expect([forged.status, await codeOf(forged)]).toEqual([401, 'UNAUTHENTICATED'])
    expect(room.seen.pulled).toBe(0)
  })

  test('that the caller may not see is 404, before anything is sent', async () => {
    const room = await openRoom(two)
    const response = await room.fetch('acc_foreign/2026-11.csv')
    expect([response.status, await codeOf(response)]).toEqual([404, 'NOT_FOUND'])
    expect(response.headers.get('content-disposition')).toBeNull()
  })

  test.each(['2026-11', '2026-11.xls', '2026-11.csv.exe', 'x.csv', '2026-11.CSV', '%0d%0a.csv'])(
    'is not made for a file that there is not: %s',
    async (file) => {
      const response = await (await openRoom(two)).fetch(`acc_ada/${file}`)
      expect([response.status, await codeOf(response)]).toEqual([400, 'BAD_USER_INPUT'])
    },
  )

  test('that fails before its first piece is an answer with a status', async () => {
    const room = await openRoom(() => {
      throw notFound()
    })
    const response = await room.fetch()
    expect([response.status, await codeOf(response)]).toEqual([404, 'NOT_FOUND'])
  })

  test.each([
    ['fails', () => Promise.reject(new Error('broken'))],
    ['ends without its last piece', () => undefined],
  ])('that %s later breaks the connection: part of a file is no file', async (_what, then) => {
    const room = await openRoom((count) => (count === 1 ? chunk('first,') : then()))
    await expect(room.fetch().then((response) => response.text())).rejects.toThrow()
  })

  test('whose reader leaves is let go at once', async () => {
    let leave = () => {}
    const room = await openRoom((count) =>
      count === 1 ? chunk('first,') : new Promise<undefined>(() => leave()),
    )
    const abort = new AbortController()
    const left = new Promise<void>((resolve) => {
      leave = resolve
    })
    const response = await room.fetch(undefined, { headers: room.headers, signal: abort.signal })
    await left
    abort.abort()
    await expect(response.text()).rejects.toThrow()
    await expect.poll(() => room.seen.returned).toBe(1)
  })

  test('is not made faster than it is read', async () => {
    const pieces = 600
    const piece = 'x'.repeat(65_536)
    const room = await openRoom((count) => chunk(piece, count === pieces))
    const { port } = new URL(room.gateway.url)
    const response = await new Promise<IncomingMessage>((resolve) =>
      get({ port, path: '/statements/acc_ada/2026-11.csv', headers: room.headers }, resolve),
    )
    let pulled = -1
    // Until the pipe is full.
    await expect
      .poll(
        () => {
          const isStill = pulled === room.seen.pulled
          pulled = room.seen.pulled
          return isStill
        },
        { interval: 200, timeout: 10_000 },
      )
      .toBe(true)
    expect(pulled).toBeLessThan(400)
    let bytes = 0
    for await (const part of response) bytes += (part as Buffer).length
    expect(bytes).toBe(pieces * piece.length)
  })

  test('counts against the streams that one person may hold', async () => {
    const room = await openRoom(
      (count) => (count === 1 ? chunk('first,') : new Promise<undefined>(() => {})),
      { STREAMS_PER_ACTOR_MAX: '1' },
    )
    const abort = new AbortController()
    await room.fetch(undefined, { headers: room.headers, signal: abort.signal })
    const second = await room.fetch()
    expect([second.status, await codeOf(second)]).toEqual([429, 'RATE_LIMITED'])
    abort.abort()
    await expect.poll(async () => (await room.fetch('acc_foreign/2026-11.csv')).status).toBe(404)
  })

  test('under way is broken when the gateway closes', async () => {
    const room = await openRoom((count) =>
      count === 1 ? chunk('first,') : new Promise<undefined>(() => {}),
    )
    const response = await room.fetch()
    const text = response.text()
    await Promise.all([expect(text).rejects.toThrow(), room.gateway.close()])
    expect(room.seen.returned).toBe(1)
  })
})
