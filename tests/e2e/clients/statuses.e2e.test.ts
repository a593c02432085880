/**
 * What clients make of the statuses of GraphQL over HTTP as of 2026: 294 when data and errors come together, 422 when a
 * request cannot be run. A stand-in answers, so that each case is exactly what it says.
 */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bundle, hasChromium, launchChromium, startSite } from './browser.ts'

const NEW = 'application/graphql-response+json; charset=utf-8'
const OLD = 'application/json; charset=utf-8'
const error = { message: 'Not yours.', path: ['me', 'email'], extensions: { code: 'FORBIDDEN' } }
const partial = { data: { me: { __typename: 'User', name: 'Ada', email: null } }, errors: [error] }
const refused = { errors: [{ message: 'No field "x".', extensions: { code: 'BAD_USER_INPUT' } }] }

const ANSWERS: Readonly<Record<string, readonly [status: number, type: string, body: unknown]>> = {
  '/200': [200, NEW, partial],
  '/294': [294, NEW, partial],
  '/294-json': [294, OLD, partial],
  '/400': [400, NEW, refused],
  '/422': [422, NEW, refused],
  '/422-json': [422, OLD, refused],
}

type Seen = Readonly<{ data: unknown; codes: unknown[]; message: string | null }>

/** Each client asks once, told to show data and errors together, and says what it was given. */
const SCRIPT = `
import { newClient } from './packages/client/src/index.ts'
import { ApolloClient, gql as parse, HttpLink, InMemoryCache } from './packages/client/node_modules/@apollo/client'
import { Client, fetchExchange } from './packages/client/node_modules/@urql/core'
const text = '{ me { name email } }'
const codesOf = (errors) => (errors ?? []).map(({ extensions }) => extensions?.code ?? null)
const ask = {
  async tallystick(url) {
    const client = newClient({ url, retry: { attemptsMax: 1 } })
    try { return { data: await client.query(text), codes: [], message: null } }
    catch (fault) { return { data: fault.data ?? null, codes: codesOf(fault.errors), message: fault.message } }
  },
  async apollo(url) {
    const client = new ApolloClient({ cache: new InMemoryCache(), link: new HttpLink({ uri: url }) })
    const { data, error } = await client.query({ query: parse(text), errorPolicy: 'all' })
    return { data: data ?? null, codes: codesOf(error?.errors), message: error?.message ?? null }
  },
  async urql(url) {
    const client = new Client({ url, preferGetMethod: false, exchanges: [fetchExchange] })
    const { data, error } = await client.query(text, {})
    return { data: data ?? null, codes: codesOf(error?.graphQLErrors), message: error?.message ?? null }
  },
}
globalThis.ask = (name, url) => ask[name](url)`

describe.skipIf(!hasChromium)('the statuses of 2026', () => {
  let standIn: Server
  let site: Awaited<ReturnType<typeof startSite>>
  let browser: Browser
  let page: Page
  const accepted: string[] = []

  beforeAll(async () => {
    standIn = createServer((request, response) => {
      const cors = { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*' }
      const [status, type, body] = ANSWERS[request.url ?? ''] ?? [404, OLD, {}]
      if (request.method === 'OPTIONS') return response.writeHead(204, cors).end()
      accepted.push(request.headers.accept ?? '')
      return response.writeHead(status, { ...cors, 'content-type': type }).end(JSON.stringify(body))
    })
    await new Promise<void>((resolve) => standIn.listen(0, '127.0.0.1', resolve))
    site = await startSite()
    browser = await launchChromium()
    page = await browser.newPage()
    await page.goto(site.origin)
    await page.addScriptTag({ content: await bundle(SCRIPT) })
  })

  afterAll(async () => {
    await browser?.close()
    await site?.close()
    standIn?.closeAllConnections()
    standIn?.close()
  })

  const ask = (client: string, path: string): Promise<Seen> => {
    const url = `http://127.0.0.1:${(standIn.address() as AddressInfo).port}${path}`
    return page.evaluate(`ask(${JSON.stringify(client)}, ${JSON.stringify(url)})`)
  }

  describe.each(['tallystick', 'apollo', 'urql'])('%s', (client) => {
    it.each(['/200', '/294', '/294-json'])('shows data and errors of %s', async (path) => {
      const { data, codes } = await ask(client, path)
      expect(data).toMatchObject({ me: { name: 'Ada', email: null } })
      expect(codes).toEqual(['FORBIDDEN'])
    })

    it.each(['/400', '/422'])('reads why a request was refused by %s', async (path) => {
      const { data, codes, message } = await ask(client, path)
      expect({ data, codes }).toEqual({ data: null, codes: ['BAD_USER_INPUT'] })
      expect(message).toContain('No field "x".')
    })

    it('says that it takes the media type that these statuses come with', async () => {
      accepted.length = 0
      await ask(client, '/200')
      expect(accepted).toEqual([expect.stringContaining('application/graphql-response+json')])
    })
  })

  it('as application/json, 422 is a failed request to Apollo Client, and no more', async () => {
    const { codes, message } = await ask('apollo', '/422-json')
    expect({ codes, message }).toEqual({
      codes: [],
      message: 'Response not successful: Received status code 422',
    })
    expect((await ask('urql', '/422-json')).codes).toEqual(['BAD_USER_INPUT'])
    expect((await ask('tallystick', '/422-json')).codes).toEqual(['BAD_USER_INPUT'])
  })
})
