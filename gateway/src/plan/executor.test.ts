import { ANONYMOUS } from '@tallystick/actor'
import { type Door, DoorError, type DoorRequest } from '@tallystick/subgraph-client'
import { SILENT } from '@tallystick/telemetry'
import { GraphQLError } from 'graphql'
import { afterEach, describe, expect, test } from 'vitest'
import { prepared } from '../../test/plan/graph.ts'
import { newBus, newDoor, newPayment, PAYMENTS_SDL, PEOPLE_SDL } from '../../test/room.ts'
import { CompositionError, composeSupergraph, toApiSdl } from './compose.ts'
import { withoutEnforcedPurposes } from './enforced.ts'
import type { Executed, SupergraphExecutor } from './executor.ts'
import { newSupergraphExecutor } from './open-executor.ts'

const supergraphSdl = composeSupergraph({ people: PEOPLE_SDL, payments: PAYMENTS_SDL })
const facts = { actor: ANONYMOUS, issuer: 'gateway', requestId: 'request-1' }
const operation = (source: string, variables = {}) => ({
  prepared: prepared(source),
  variables,
  facts,
})
const dataOf = ({ data }: Executed): unknown => (data === undefined ? undefined : JSON.parse(data))

const representationsOf = (variables: DoorRequest['variables']) =>
  (variables?.['representations'] ?? []) as { id: string }[]

describe('composeSupergraph', () => {
  test('gives the same text whatever the order of the subgraphs', () => {
    expect(composeSupergraph({ payments: PAYMENTS_SDL, people: PEOPLE_SDL })).toBe(supergraphSdl)
  })
  test('names every reason when subgraphs do not fit', () => {
    const sdls = { one: PEOPLE_SDL, two: PEOPLE_SDL }
    expect(() => composeSupergraph(sdls)).toThrow(CompositionError)
    expect(() => composeSupergraph(sdls)).toThrow(/Query.hello[\s\S]*Query.me/)
  })
  test('shows clients neither inaccessible fields nor what federation adds', () => {
    const api = toApiSdl(supergraphSdl)
    expect(api).toContain('hello: String!')
    expect(api).not.toMatch(/forServices|_entities|_service|join__|@policy/)
  })
})

describe('withoutEnforcedPurposes', () => {
  test('takes the purpose off the three directives that the guard enforces, and off nothing else', () => {
    const stripped = withoutEnforcedPurposes(supergraphSdl)
    expect(supergraphSdl).toMatch(/authenticated\/v0.1", for: SECURITY/)
    expect(stripped).toMatch(/authenticated\/v0.1"\)/)
    expect(stripped).toMatch(/policy\/v0.1"\)/)
    expect(stripped).toMatch(/inaccessible\/v0.2", for: SECURITY/)
  })
})

describe.each(['fast', 'stock'] as const)('SupergraphExecutor (%s)', (kind) => {
  const open: SupergraphExecutor[] = []
  const start = async (doors: Record<string, Door>, sdl = supergraphSdl) => {
    const options = { supergraphSdl: sdl, doors, plansMax: 10, log: SILENT }
    const executor = await newSupergraphExecutor({ ...options, executor: kind })
    open.push(executor)
    return executor
  }
  afterEach(async () => {
    for (const executor of open.splice(0)) await executor.close()
  })
  const people = newDoor('people', {
    execute: async ({ variables }) => ({
      data: {
        _entities: representationsOf(variables).map(({ id }) => ({
          __typename: 'User',
          name: `name of ${id}`,
        })),
      },
    }),
  })

  test('does not start without a door to each subgraph', async () => {
    await expect(start({ people })).rejects.toThrow('no door to subgraph payments')
  })

  test('does not start on a security feature that nobody enforces', async () => {
    const strange = supergraphSdl.replace(
      'schema\n',
      'schema\n  @link(url: "https://example.test/strange/v1.0", for: SECURITY)\n',
    )
    const payments = newDoor('payments', {})
    await expect(start({ people, payments }, strange)).rejects.toThrow(/strange/)
  })

  test('switches telemetry off before a gateway is made', () => {
    expect(process.env['APOLLO_TELEMETRY_DISABLED']).toBe('true')
  })

  test('answers what it can when a subgraph is lost, with path, code, subgraph and outcome', async () => {
    const lost = newDoor('people', {
      execute: async () => {
        throw new DoorError({ subgraph: 'people', outcome: 'NOT_APPLIED', reason: 'DEADLINE' })
      },
    })
    const payments = newDoor('payments', {
      execute: async () => ({
        data: {
          payments: [
            { __typename: 'Payment', id: 'pay_1', payer: { __typename: 'User', id: 'usr_1' } },
          ],
        },
      }),
    })
    const executor = await start({ people: lost, payments })
    const answer = await executor.query(operation('{ payments { id payer { name } } }'))
    const { errors } = answer
    expect(dataOf(answer)).toEqual({ payments: [{ id: 'pay_1', payer: null }] })
    expect(errors?.[0]?.path).toEqual(['payments', 0, 'payer'])
    expect(errors?.[0]?.extensions).toMatchObject({
      code: 'TIMEOUT',
      subgraph: 'people',
      outcome: 'NOT_APPLIED',
    })
  })

  test('names each root field that a lost subgraph was asked for', async () => {
    const payments = newDoor('payments', {
      execute: async () => {
        throw new DoorError({ subgraph: 'payments', outcome: 'UNKNOWN', reason: 'UNREACHABLE' })
      },
    })
    const executor = await start({ people, payments })
    const { errors } = await executor.query(operation('mutation { a: pay(note: "x") { id } }'))
    expect(errors?.map(({ path }) => path)).toEqual([['a']])
    expect(errors?.[0]?.extensions).toMatchObject({
      code: 'SERVICE_UNAVAILABLE',
      outcome: 'UNKNOWN',
    })
  })

  test('says so when a value that must be there is missing, instead of answering null', async () => {
    const silent = newDoor('people', { execute: async () => ({ data: { _entities: [null] } }) })
    const payments = newDoor('payments', {
      execute: async () => ({
        data: { payment: { id: 'pay_1', payer: { __typename: 'User', id: 'usr_1' } } },
      }),
    })
    const executor = await start({ people: silent, payments })
    const answer = await executor.query(operation('{ payment(id: "x") { payer { name } } }'))
    const { errors } = answer
    expect(dataOf(answer)).toEqual({ payment: { payer: null } })
    expect(errors?.[0]?.extensions).toEqual({ code: 'INTERNAL' })
    expect(errors?.[0]?.path?.slice(0, 2)).toEqual(['payment', 'payer'])
  })

  test('goes over to another supergraph and tells its listeners', async () => {
    const payments = newDoor('payments', {})
    const executor = await start({ people, payments })
    const seen: string[] = []
    const end = executor.onUpdate(({ supergraphSdl: sdl }) => seen.push(sdl))
    const wider = PEOPLE_SDL.replace(
      'hello:',
      'more: String @policy(policies: [["public"]])\n hello:',
    )
    const next = composeSupergraph({ people: wider, payments: PAYMENTS_SDL })
    executor.update(next)
    expect(seen).toEqual([supergraphSdl, next])
    expect(executor.apiSchema().getQueryType()?.getFields()['more']).toBeDefined()
    expect(() => executor.update('nonsense')).toThrow()
    end()
  })

  describe('subscriptions', () => {
    const source = 'subscription { paymentChanged { payment { id payer { name seenBy } } } }'
    const subscription = (userId: string) => ({
      ...operation(source),
      facts: { ...facts, actor: { ...ANONYMOUS, kind: 'USER' as const, id: userId } },
      eventDeadlineMs: 1_000,
      recheck: async (): Promise<GraphQLError[]> => [],
    })
    const seeing = newDoor('people', {
      execute: async ({ variables }, { actor }) => ({
        data: {
          _entities: representationsOf(variables).map(() => ({
            __typename: 'User',
            name: 'Ada',
            seenBy: actor.id,
          })),
        },
      }),
    })
    const sharing = () => {
      const bus = newBus<{ data: Record<string, unknown> }>()
      const payer = { __typename: 'User', id: 'usr_ada' }
      const event = { data: { paymentChanged: { payment: { ...newPayment('pay_1'), payer } } } }
      return { bus, event, door: newDoor('payments', { subscribe: async () => bus.subscribe() }) }
    }

    test('keep apart what two subscribers of the same event may see', async () => {
      const { bus, event, door } = sharing()
      const executor = await start({ people: seeing, payments: door })
      const streams = await Promise.all(
        ['usr_1', 'usr_2'].map((id) => executor.subscribe(subscription(id))),
      )
      const before = structuredClone(event)
      bus.emit(event)
      const seen: unknown[] = []
      for (const stream of streams as AsyncIterableIterator<Executed>[])
        seen.push(dataOf((await stream.next()).value))
      expect(seen).toMatchObject(
        ['usr_1', 'usr_2'].map((seenBy) => ({
          paymentChanged: { payment: { payer: { name: 'Ada', seenBy } } },
        })),
      )
      expect(event).toEqual(before)
    })

    test('end when the rules no longer hold, before anything is joined', async () => {
      const { bus, event, door } = sharing()
      const executor = await start({ people: seeing, payments: door })
      const denial = new GraphQLError('no', { extensions: { code: 'FORBIDDEN' } })
      const stream = await executor.subscribe({
        ...subscription('usr_1'),
        recheck: async () => [denial],
      })
      bus.emit(event)
      const iterator = stream as AsyncIterableIterator<unknown>
      expect((await iterator.next()).value).toEqual({ data: undefined, errors: [denial] })
      expect((await iterator.next()).done).toBe(true)
      expect(bus.count()).toBe(0)
    })

    test('free the subgraph at once when the subscriber leaves between two events', async () => {
      const { bus, door } = sharing()
      const executor = await start({ people: seeing, payments: door })
      const stream = await executor.subscribe(subscription('usr_1'))
      const iterator = stream as AsyncIterableIterator<unknown>
      const pending = iterator.next()
      expect(bus.count()).toBe(1)
      await iterator.return?.()
      expect(bus.count()).toBe(0)
      expect((await pending).done).toBe(true)
    })
  })
})
