import { ANONYMOUS, serviceActor } from '@tallystick/actor'
import { DoorError, type DoorResult } from '@tallystick/subgraph-client'
import { SILENT } from '@tallystick/telemetry'
import { describe, expect, test } from 'vitest'
import { factsOf, newRoom, person, SECRET, serviceFacts } from '../test/room.ts'
import { newSubgraph } from './index.ts'
import { COMMON_SDL, readSubgraphSdl } from './schema.ts'

const customer = person('usr_1', 'CUSTOMER')
const { subgraph, asked, source } = newRoom()
const codes = ({ errors }: DoorResult) => errors?.map((error) => error.extensions['code'])

const streamOf = (started: AsyncIterableIterator<DoorResult> | DoorResult) => {
  if (!(Symbol.asyncIterator in started)) throw new Error(JSON.stringify(started))
  return started
}

describe('entities are for the gateway alone', () => {
  const leak = {
    query: `query ($r: [_Any!]!) { _entities(representations: $r) { ... on User { id email } } }`,
    variables: { r: [{ __typename: 'User', id: 'usr_victim' }] },
  }

  test.each([
    ['nobody', factsOf(ANONYMOUS, { issuer: 'payments' })],
    ['a person', factsOf(customer, { issuer: 'payments' })],
    ['an administrator', factsOf(person('usr_2', 'ADMIN'), { issuer: '' })],
    ['another process', serviceFacts('payments')],
    ['a process that calls itself like it', serviceFacts('Gateway')],
  ])('%s gets nothing, and the reference is not even looked up', async (_who, facts) => {
    asked.length = 0
    const answer = await subgraph.execute(leak, facts)
    expect(answer.data).toBeNull()
    expect(codes(answer)).toEqual([
      facts.actor.kind === 'ANONYMOUS' ? 'UNAUTHENTICATED' : 'FORBIDDEN',
    ])
    expect(asked).toEqual([])
  })

  test('and the reference decides about ownership: one refused entity leaves the others alone', async () => {
    const variables = {
      r: ['usr_1', 'usr_victim', 'usr_1'].map((id) => ({ __typename: 'User', id })),
    }
    const answer = await subgraph.execute({ ...leak, variables }, factsOf(customer))
    const own = { id: 'usr_1', email: 'usr_1@demo.test' }
    expect(answer.data).toEqual({ _entities: [own, null, own] })
    expect(answer.errors?.map(({ path, extensions }) => [path, extensions['code']])).toEqual([
      [['_entities', 1], 'NOT_FOUND'],
    ])
  })

  test('a guarded field of an entity stays guarded on this way', async () => {
    const query =
      '{ _entities(representations: [{ __typename: "User", id: "usr_1" }]) { ... on User { id name } } }'
    const answer = await subgraph.execute({ query }, factsOf(customer))
    expect(answer.data).toEqual({ _entities: [{ id: 'usr_1', name: null }] })
    expect(codes(answer)).toEqual(['FORBIDDEN'])
  })
})

describe('what cannot be run is refused with a code', () => {
  test.each([
    ['{', 'GRAPHQL_PARSE_FAILED'],
    [`{ ${'hello '.repeat(10_001)} }`, 'GRAPHQL_PARSE_FAILED'],
    ['{ nothing }', 'GRAPHQL_VALIDATION_FAILED'],
    ['{ __schema { types { name } } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['{ __type(name: "User") { name } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['query a { hello } query b { hello }', 'BAD_USER_INPUT'],
    ['query ($m: MoneyInput!) { echo(amount: $m) { amount } }', 'BAD_USER_INPUT'],
    ['query ($n: String) { hello(name: $n) }', undefined],
    ['subscription { ticks { number } }', 'BAD_USER_INPUT'],
    ['fragment F on Query { hello }', 'GRAPHQL_VALIDATION_FAILED'],
  ])('%.60s', async (query, code) => {
    const answer = await subgraph.execute({ query }, factsOf(customer))
    expect(codes(answer)?.[0]).toBe(code)
  })

  test('with at most ten errors and short messages, however much is wrong', async () => {
    const query = `{ ${Array.from({ length: 500 }, (_each, i) => `a${i}: nothing${i}`).join(' ')} }`
    const answer = await subgraph.execute({ query }, factsOf(customer))
    expect(answer.errors?.length).toBeLessThanOrEqual(11)
    const variables = { n: { text: 'x'.repeat(100_000) } }
    const wrong = await subgraph.execute(
      { query: 'query ($n: String) { hello(name: $n) }', variables },
      factsOf(customer),
    )
    expect(JSON.stringify(wrong).length).toBeLessThan(1_000)
  })

  test('by name when several operations are there', async () => {
    const query = 'query a { hello } query b { hello(name: "b") }'
    const answer = await subgraph.execute({ query, operationName: 'b' }, factsOf(customer))
    expect(answer).toEqual({ data: { hello: 'Hello b' } })
  })
})

describe('a fault is masked and logged', () => {
  test.each([
    ['query', '{ fault }', 'NOT_APPLIED'],
    ['mutation', 'mutation { fault }', 'UNKNOWN'],
    ['an error that dresses as one of ours', '{ foreign }', 'NOT_APPLIED'],
  ])('%s', async (_what, query, outcome) => {
    const lines: unknown[] = []
    const log = {
      ...SILENT,
      error: (line: unknown) => lines.push(line),
    } as unknown as typeof SILENT
    const answer = await newRoom({ log }).subgraph.execute({ query }, factsOf(customer))
    expect(answer.errors?.map(({ extensions }) => extensions)).toEqual([
      { code: 'INTERNAL', outcome },
    ])
    expect(JSON.stringify(answer)).not.toMatch(/select|password|at \w+ \(|\.ts:/)
    expect(lines).toMatchObject([{ requestId: 'request-1', err: { message: SECRET } }])
  })

  test('while what we said ourselves is kept, with the outcome', async () => {
    const missing = await subgraph.execute({ query: '{ missing }' }, factsOf(customer))
    expect(missing.errors?.[0]?.extensions).toEqual({ code: 'NOT_FOUND', outcome: 'NOT_APPLIED' })
    const query = 'mutation { change(to: "") }'
    const bad = await subgraph.execute({ query }, factsOf(customer))
    expect(bad.errors?.[0]?.toJSON()).toEqual({
      message: 'to is empty.',
      path: ['change'],
      extensions: { code: 'BAD_USER_INPUT', details: { field: 'to' }, outcome: 'NOT_APPLIED' },
    })
  })
})

test('resolvers are told who calls and what causes their changes', async () => {
  const facts = factsOf(customer, { address: '192.0.2.1', userAgent: 'test' })
  const { data } = await subgraph.execute({ query: '{ caller }' }, facts)
  expect(JSON.parse(String(data?.['caller']))).toEqual([
    {
      actor: { kind: 'USER', id: 'usr_1' },
      requestId: 'request-1',
      address: '192.0.2.1',
      userAgent: 'test',
    },
    'gateway',
  ])
})

describe('a caller who gives up is let go at once', () => {
  test.each([
    ['{ slow }', 'NOT_APPLIED'],
    ['mutation { slow }', 'UNKNOWN'],
  ])('%s', async (query, outcome) => {
    const signal = AbortSignal.timeout(20)
    const answer = subgraph.execute({ query }, factsOf(customer, { signal }))
    await expect(answer).rejects.toMatchObject({ subgraph: 'room', reason: 'DEADLINE', outcome })
  })

  test('and nothing starts for one who has left before', async () => {
    asked.length = 0
    const facts = factsOf(customer, { signal: AbortSignal.abort() })
    const answer = subgraph.execute({ query: 'mutation { change(to: "x") }' }, facts)
    await expect(answer).rejects.toMatchObject({ reason: 'CANCELLED', outcome: 'NOT_APPLIED' })
    await expect(answer).rejects.toBeInstanceOf(DoorError)
    expect(asked).toEqual([])
  })
})

describe('a subscription', () => {
  const ticks = { query: 'subscription { ticks { number context now } }' }

  test('gives an answer for each event, each in a context of its own', async () => {
    const stream = streamOf(await subgraph.subscribe(ticks, factsOf(customer)))
    source.emit('tick', 1)
    source.emit('tick', 2)
    const [first, second] = [await stream.next(), await stream.next()].map(
      ({ value }) => value?.data?.ticks,
    )
    expect([first.number, second.number]).toEqual([1, 2])
    expect(second.context).toBe(first.context + 1)
    expect(first.now).toBe('2026-01-31T12:00:00.000Z')
    await stream.return?.()
  })

  test('lets go of its source at once, even while it waits for an event', async () => {
    const stream = streamOf(await subgraph.subscribe(ticks, factsOf(customer)))
    const waiting = stream.next()
    expect(source.listenerCount('tick')).toBe(1)
    void stream.return?.()
    expect(source.listenerCount('tick')).toBe(0)
    expect(await waiting).toEqual({ done: true, value: undefined })
    expect(await stream.next()).toEqual({ done: true, value: undefined })
  })

  test('ends with its signal', async () => {
    const controller = new AbortController()
    const facts = factsOf(customer, { signal: controller.signal })
    const stream = streamOf(await subgraph.subscribe(ticks, facts))
    const waiting = stream.next()
    controller.abort()
    expect(await waiting).toMatchObject({ done: true })
    expect(source.listenerCount('tick')).toBe(0)
  })

  test.each([
    ['refused', ANONYMOUS, 'UNAUTHENTICATED'],
    ['refused', customer, 'FORBIDDEN'],
    ['ticks(from: "x")', customer, 'GRAPHQL_VALIDATION_FAILED'],
    ['badStart', customer, 'INTERNAL'],
  ])('%s answers with errors when it may not begin', async (field, actor, code) => {
    asked.length = 0
    const query = `subscription { ${field} { number } }`
    const answer = await subgraph.subscribe({ query }, factsOf(actor))
    expect(codes(answer as DoorResult)).toEqual([code])
    expect(JSON.stringify(answer)).not.toContain('select')
    expect(asked).toEqual([])
    expect(source.listenerCount('tick')).toBe(0)
  })

  test('refuses variables that do not fit before its source is asked', async () => {
    const query = 'subscription ($n: Int) { ticks(from: $n) { number } }'
    const answer = await subgraph.subscribe({ query, variables: { n: 'x' } }, factsOf(customer))
    expect(codes(answer as DoorResult)).toEqual(['BAD_USER_INPUT'])
  })

  test('masks a fault in an event, and goes on', async () => {
    const query = 'subscription { ticks { number half } }'
    const stream = streamOf(await subgraph.subscribe({ query }, factsOf(customer)))
    source.emit('tick', 1)
    source.emit('tick', 2)
    const odd = (await stream.next()).value
    expect(codes(odd)).toEqual(['INTERNAL'])
    expect(odd.data).toEqual({ ticks: { number: 1, half: null } })
    expect((await stream.next()).value).toEqual({ data: { ticks: { number: 2, half: 1 } } })
    await stream.return?.()
  })

  test('masks a fault of its source, and ends', async () => {
    const query = 'subscription { broken { number } }'
    const stream = streamOf(await subgraph.subscribe({ query }, factsOf(customer)))
    const last = await stream.next()
    expect(codes(last.value)).toEqual(['INTERNAL'])
    expect(JSON.stringify(last)).not.toContain('select')
    expect(await stream.next()).toMatchObject({ done: true })
  })

  test('ends when the subgraph closes, and nothing begins after', async () => {
    const room = newRoom()
    const stream = streamOf(await room.subgraph.subscribe(ticks, factsOf(customer)))
    const waiting = stream.next()
    await room.subgraph.close()
    expect(await waiting).toMatchObject({ done: true })
    expect(room.source.listenerCount('tick')).toBe(0)
    await expect(room.subgraph.subscribe(ticks, factsOf(customer))).rejects.toBeInstanceOf(
      DoorError,
    )
    await expect(room.subgraph.execute({ query: '{ hello }' }, factsOf(customer))).rejects.toThrow()
  })
})

describe('does not boot', () => {
  const boot = (sdl: string, resolvers: object = {}) =>
    newSubgraph({
      name: 'room',
      sdl: `${COMMON_SDL} ${sdl}`,
      resolvers,
      newContext: (base) => base,
      log: SILENT,
    })

  test('with a root field that nobody decided on', () => {
    expect(() => boot('type Query { open: Int  also: Int  closed: Int @authenticated }')).toThrow(
      'Query.open, Query.also',
    )
  })

  test('with a policy that does not exist', () => {
    expect(() => boot('type Query { a: Int @policy(policies: [["owner"]]) }')).toThrow('"owner"')
  })

  test('with a resolver that would never be called', () => {
    const sdl = 'type Query { a: Int @authenticated }'
    const resolver = () => 1
    expect(() =>
      boot(sdl, { Query: { a: resolver, b: resolver }, Ghost: { c: resolver } }),
    ).toThrow('Query.b, Ghost')
  })
})

test.each(['auth', 'accounts', 'payments', 'ledger', 'admin'])(
  'the contract of %s decides on every root field',
  async (name) => {
    const sdl = readSubgraphSdl(name)
    const room = newSubgraph({ name, sdl, resolvers: {}, newContext: (base) => base, log: SILENT })
    const facts = factsOf(serviceActor('gateway'))
    expect(await room.execute({ query: '{ __typename }' }, facts)).toEqual({
      data: { __typename: 'Query' },
    })
  },
)
