import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { composeServices } from '@apollo/composition'
import { buildSubgraphSchema } from '@apollo/subgraph'
import { readConfig } from '@tallystick/config'
import { SILENT } from '@tallystick/telemetry'
import { graphql, parse } from 'graphql'
import { createClient } from 'graphql-ws'
import { useServer } from 'graphql-ws/use/ws'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { startStandalone } from '../src/standalone/standalone.ts'
import { standaloneVariables } from '../src/standalone/variables.ts'
import { newBus } from './room.ts'

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.5", import: ["@key", "@authenticated"])'
const BOOKS = `${LINK}
type Query { books: [Book!]! secret: String @authenticated }
type Subscription { bookAdded: Book! }
type Book @key(fields: "id") { id: ID! title: String! }`
const STOCK = `${LINK}
type Book @key(fields: "id") { id: ID! copies: Int! }`

type Call = { authorization: string | undefined }
const calls: Call[] = []

/** A subgraph as anyone may have written it: graphql-js over HTTP, graphql-ws beside it. */
async function serve(sdl: string, resolvers: object): Promise<Server> {
  const schema = buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers: resolvers as never }])
  const server = createServer(async (request, response) => {
    calls.push({ authorization: request.headers.authorization })
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    if (request.method !== 'POST') return void response.writeHead(404).end()
    const { query: source, variables: variableValues } = JSON.parse(String(Buffer.concat(chunks)))
    const answer = await graphql({ schema, source, variableValues })
    return void response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify(answer))
  })
  useServer({ schema }, new WebSocketServer({ server, path: '/query' }))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return server
}

const urlOf = (server: Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}/query`

describe('a gateway for a supergraph of anyone’s', () => {
  const folder = mkdtempSync(join(tmpdir(), 'supergraph-'))
  const file = join(folder, 'supergraph.graphql')
  const added = newBus<{ bookAdded: object }>()
  const book = (id: string) => ({ id, title: `title of ${id}` })
  const servers: Server[] = []
  let gateway: Awaited<ReturnType<typeof startStandalone>>

  const compose = (stock = STOCK) => {
    const [books, copies] = servers as [Server, Server]
    const { supergraphSdl, errors } = composeServices([
      { name: 'books', url: urlOf(books), typeDefs: parse(BOOKS) },
      { name: 'stock', url: urlOf(copies), typeDefs: parse(stock) },
    ])
    if (!supergraphSdl) throw errors?.[0]
    return supergraphSdl
  }
  const env = (more: Record<string, string> = {}) =>
    readConfig(standaloneVariables, {
      PORT: '0',
      INTERNAL_PORT: '0',
      NODE_ENV: 'test',
      SUPERGRAPH_FILE: file,
      POLICY: 'off',
      ...more,
    })
  const ask = async (query: string, headers: Record<string, string> = {}) => {
    const answer = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query }),
    })
    return (await answer.json()) as { data?: unknown; errors?: unknown }
  }

  beforeAll(async () => {
    servers.push(
      await serve(BOOKS, {
        Query: { books: () => [book('1'), book('2')], secret: () => 'secret' },
        Subscription: { bookAdded: { subscribe: () => added.subscribe() } },
        Book: { __resolveReference: ({ id }: { id: string }) => book(id) },
      }),
      await serve(STOCK.replace('copies: Int!', 'copies: Int! shelf: String'), {
        Book: {
          __resolveReference: ({ id }: { id: string }) => ({ id, copies: 3, shelf: `shelf ${id}` }),
        },
      }),
    )
    writeFileSync(file, compose())
    gateway = await startStandalone(env(), SILENT)
  })
  afterAll(async () => {
    await gateway.close()
    for (const server of servers) {
      server.close()
      server.closeAllConnections()
    }
    rmSync(folder, { recursive: true })
  })

  test('joins subgraphs at the URLs in it, and passes the client’s credential on', async () => {
    calls.length = 0
    const answer = await ask('{ books { title copies } secret }', { authorization: 'Bearer abc' })
    const books = [
      { title: 'title of 1', copies: 3 },
      { title: 'title of 2', copies: 3 },
    ]
    expect(answer).toEqual({ data: { books, secret: 'secret' } })
    expect(calls.filter(({ authorization }) => authorization === 'Bearer abc')).toHaveLength(2)
    calls.length = 0
    await ask('{ books { title } }')
    expect(calls.map(({ authorization }) => authorization)).toEqual([undefined])
  })

  test('takes a changed file over without dropping a subscription', async () => {
    expect(await ask('{ books { shelf } }')).toHaveProperty('errors')
    const client = createClient({
      url: `${gateway.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
    })
    const events = client.iterate({ query: 'subscription { bookAdded { title copies } }' })
    const first = events.next()
    await expect.poll(() => added.count()).toBe(1)
    added.emit({ bookAdded: book('3') })
    expect((await first).value).toEqual({ data: { bookAdded: { title: 'title of 3', copies: 3 } } })

    // As deploys do it: written beside, then moved in its place.
    writeFileSync(
      `${file}.new`,
      compose(STOCK.replace('copies: Int!', 'copies: Int! shelf: String')),
    )
    renameSync(`${file}.new`, file)
    await expect
      .poll(async () => (await ask('{ books { shelf } }')).data, { timeout: 4_000 })
      .toEqual({ books: [{ shelf: 'shelf 1' }, { shelf: 'shelf 2' }] })

    const second = events.next()
    added.emit({ bookAdded: book('4') })
    expect((await second).value).toEqual({
      data: { bookAdded: { title: 'title of 4', copies: 3 } },
    })
    await events.return?.()
    await client.dispose()
  })

  test('serves the last good file on while the new one is none', async () => {
    const good = readFileSync(file, 'utf8')
    for (const bad of ['', 'type Query { a: Int }', good.replace('type Query', 'type Nothing')]) {
      writeFileSync(file, bad)
      await new Promise((resolve) => setTimeout(resolve, 300))
      expect(await ask('{ books { title } }')).toHaveProperty('data.books')
    }
    writeFileSync(file, good)
  })

  test.each([
    ['no policy in production', { NODE_ENV: 'production' }, /POLICY/],
    ['a policy and nobody to verify tokens', { POLICY: 'on' }, /JWKS_URL/],
  ])('does not start with %s', async (_what, more, reason) => {
    await expect(startStandalone(env(more), SILENT)).rejects.toThrow(reason)
  })

  test('does not start while a root field has no decision', async () => {
    const more = { POLICY: 'on', JWKS_URL: 'http://127.0.0.1:1/jwks.json' }
    await expect(startStandalone(env(more), SILENT)).rejects.toThrow(/Query\.books/)
  })
})
