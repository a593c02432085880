import { serverAudits } from 'graphql-http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openRoom } from './room.ts'

/** Ids and titles do not depend on where the server is. */
const audits = serverAudits({ url: 'http://localhost', fetchFn: fetch }).map(({ id, name }) => [
  id,
  name,
])

type Room = Awaited<ReturnType<typeof openRoom>>

describe('GraphQL over HTTP', () => {
  let room: Room
  beforeAll(async () => {
    room = await openRoom()
  })
  afterAll(() => room.close())
  const send = (body: unknown, headers: Record<string, string> = {}) =>
    fetch(room.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })

  /** What the audits of the drafts before 2026 would rather see, and why they do not. */
  const LATER: ReadonlyMap<string, string> = new Map([
    ['86EE', 'a variable that does not fit is 422 since September 2026'],
  ])

  // SUP-12
  test.each(audits)('audit %s: %s', async (id) => {
    const audit = serverAudits({ url: room.url, fetchFn: fetch }).find((each) => each.id === id)
    expect(await audit?.fn()).toMatchObject({ status: LATER.has(id) ? 'warn' : 'ok' })
  })

  test('and all of the audits when the statuses are those before 2026', async () => {
    const classic = await openRoom({ env: { STATUS_CODES: 'classic' } })
    for (const audit of serverAudits({ url: classic.url, fetchFn: fetch }))
      expect(await audit.fn()).toMatchObject({ status: 'ok' })
    await classic.close()
  })

  test.each([
    ['nothing that we write', 'text/html', 406],
    ['JSON in another alphabet', 'application/json; charset=utf-16', 406],
    ['anything but JSON', 'application/json;q=0, application/graphql-response+json;q=0.0', 406],
    ['anything', '*/*', 200],
    ['any application', 'application/*', 200],
    ['a browser’s list', 'text/html, application/json;q=0.9', 200],
  ])('a client that takes %s gets its answer or is told', async (_what, accept, status) => {
    expect((await send({ query: '{ hello }' }, { accept })).status).toBe(status)
  })

  test.each([
    ['compressed', { 'content-encoding': 'gzip' }],
    ['in another alphabet', { 'content-type': 'application/json; charset=utf-16le' }],
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['text', { 'content-type': 'text/plain' }],
    ['of several parts', { 'content-type': 'multipart/form-data; boundary=x' }],
  ])('a body that is %s is refused by 415 before it is read', async (_what, headers) => {
    expect((await send('{"query":"{ hello }"}', headers)).status).toBe(415)
  })

  test('a parameter that is there twice, or is no JSON, is refused', async () => {
    for (const query of [
      'query={hello}&query={secret}',
      'query={hello}&variables={',
      'query={hello}&variables=7',
    ])
      expect((await fetch(`${room.url}?${query}`)).status).toBe(400)
  })

  const graphql = { accept: 'application/graphql-response+json' }
  const partial = { query: '{ a: hello me { id broken } }' }
  const statuses: [string, unknown, number, number, number][] = [
    ['a whole answer', { query: '{ hello }' }, 200, 200, 200],
    ['part of an answer', partial, 200, 200, 294],
    ['no document', { query: '{' }, 200, 400, 400],
    ['an unknown field', { query: '{ no }' }, 200, 400, 422],
    ['an unfit variable', { query: 'mutation ($n: String!) { greet(name: $n) }' }, 200, 400, 422],
    ['an unknown operation', { query: 'query a { hello }', operationName: 'b' }, 200, 400, 422],
    ['no query', {}, 400, 400, 400],
    ['a query that is no text', { query: 7 }, 400, 400, 400],
    ['a refused field', { query: '{ secret }' }, 403, 403, 403],
  ]
  test.each(statuses)(
    '%s has the status that the client’s generation knows',
    async (_what, body, old, classic, newest) => {
      const before = await openRoom({ env: { STATUS_CODES: 'classic' } })
      const token = await before.tokens.issue('usr_ada')
      const statusOf = async (url: string, bearer: string, headers: Record<string, string>) => {
        const authorization = `Bearer ${bearer}`
        const answer = await fetch(url, {
          method: 'POST',
          headers: { 'content-type': 'application/json', authorization, ...headers },
          body: JSON.stringify(body),
        })
        expect(answer.headers.get('content-type')).toBe(`${headers['accept']}; charset=utf-8`)
        return answer.status
      }
      const ada = await room.tokens.issue('usr_ada')
      const json = { accept: 'application/json' }
      expect([
        await statusOf(before.url, token, json),
        await statusOf(before.url, token, graphql),
        await statusOf(room.url, ada, graphql),
        await statusOf(room.url, ada, json),
      ]).toEqual([old, classic, newest, old])
      await before.close()
    },
  )
})
