/** Subscriptions taken apart, and a supergraph that changes while they run. */
import { ANONYMOUS } from '@tallystick/actor'
import type { DoorFacts, DoorResult } from '@tallystick/subgraph-client'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { composeSupergraph } from '../../src/plan/compose.ts'
import type { Executed } from '../../src/plan/executor.ts'
import { newBus } from '../room.ts'
import { FACTS, LINK, openGraph, prepared, toTold } from './graph.ts'

// Apollo's gateway takes seconds to load on a busy machine.
vi.setConfig({ testTimeout: 30_000 })

const as = (id: string): DoorFacts => ({
  ...FACTS,
  actor: { ...ANONYMOUS, kind: 'USER' as const, id },
})
const news = `${LINK} type Query { q: Int }
  type Subscription { changed(after: String, times: Int = 2): Change! ticks: Int }
  type Change { cursor: String item: Item! } type Item @key(fields: "id") { id: ID! }`
const items = `${LINK} type Query { item(id: ID!): Item }
  type Item @key(fields: "id") { id: ID! seenBy: String! others: [Item!]! }`
const resolvers = {
  Item: {
    seenBy: (_: unknown, __: unknown, { actor }: DoorFacts) => actor.id,
    others: ({ id }: { id: string }) => [{ id: `${id}.1` }],
  },
}
const event = (): DoorResult => ({
  data: { changed: { cursor: 'c', item: { __typename: 'Item', id: '1' } } },
})

describe.each(['fast', 'stock'] as const)('a subscription (%s)', (executor) => {
  const bus = newBus<DoorResult>()
  const closers: (() => Promise<void>)[] = []
  const open = async () => {
    const graph = await openGraph(
      { news: { sdl: news }, items: { sdl: items, resolvers } },
      { executor, doors: { news: () => ({ subscribe: async () => bus.subscribe() }) } },
    )
    closers.push(graph.close)
    return graph
  }
  afterEach(async () => {
    for (const close of closers.splice(0)) await close()
  })
  const SOURCE = `subscription ($after: String, $deep: Boolean = false, $unused: Int) {
    changed(after: $after) { cursor item { id seenBy others @include(if: $deep) { seenBy } } }
  }`

  test('names the subgraph that has the events, and asks it with its own variables alone', async () => {
    const { executor: opened } = await open()
    const planned = opened.planSubscription(prepared(SOURCE), { after: 'x', deep: true, unused: 1 })
    expect(planned).toMatchObject({
      subgraph: 'news',
      joins: true,
      request: { variables: { after: 'x' } },
    })
    expect(planned.request.query).not.toContain('seenBy')
    expect(opened.planSubscription(prepared('subscription { ticks }'), {}).joins).toBe(false)
  })

  test('makes an answer of one event for each subscriber, and leaves the event as it is', async () => {
    const { executor: opened } = await open()
    const { joinEvent } = opened.planSubscription(prepared(SOURCE), { deep: true })
    const shared = event()
    const answers = await Promise.all(['ada', 'ben'].map((id) => joinEvent(shared, as(id))))
    expect(answers.map((each) => toTold(each).data)).toEqual(
      ['ada', 'ben'].map((seenBy) => ({
        changed: { cursor: 'c', item: { id: '1', seenBy, others: [{ seenBy }] } },
      })),
    )
    expect(shared).toEqual(event())
  })

  test('tells of an event’s own errors, and of those of its joins', async () => {
    const { executor: opened } = await open()
    const { joinEvent } = opened.planSubscription(prepared(SOURCE), {})
    const told = toTold(await joinEvent({ data: null, errors: [] }, as('ada')))
    expect(told.data).toBeNull()
  })

  test('goes on over another supergraph, and ends when it is left', async () => {
    const graph = await open()
    const stream = (await graph.executor.subscribe({
      prepared: prepared(SOURCE),
      variables: {},
      facts: as('ada'),
      eventDeadlineMs: 1_000,
      recheck: async () => [],
    })) as AsyncIterableIterator<Executed>
    const wider = `${items} extend type Query { more: Int }`
    graph.executor.update(composeSupergraph({ news, items: wider }))
    bus.emit(event())
    const { value } = await stream.next()
    expect(toTold(value as Executed).data).toMatchObject({ changed: { item: { seenBy: 'ada' } } })
    await stream.return?.()
    expect(bus.count()).toBe(0)
  })

  test('cannot have a root field that may be left out', async () => {
    const { executor: opened } = await open()
    for (const source of [
      'subscription ($x: Boolean!) { ticks @skip(if: $x) }',
      'subscription ($x: Boolean!) { ... @include(if: $x) { ticks } }',
    ])
      expect(() => opened.planSubscription(prepared(source), { x: true })).toThrow('@skip')
  })
})

describe('another supergraph', () => {
  test('is there for the next operation; what is under way ends on the old one', async () => {
    let release = (): void => {}
    const gate = new Promise<void>((resolve) => {
      release = resolve
    })
    const slow = { Query: { item: () => gate.then(() => ({ id: '1' })) }, ...resolvers }
    const graph = await openGraph({ news: { sdl: news }, items: { sdl: items, resolvers: slow } })
    const operation = {
      prepared: prepared('{ item(id: "1") { id } }'),
      variables: {},
      facts: FACTS,
    }
    const pending = graph.executor.query(operation)
    graph.executor.update(composeSupergraph({ news, items: items.replaceAll('item(', 'thing(') }))
    release()
    expect(toTold(await pending).data).toEqual({ item: { id: '1' } })
    await expect(graph.executor.query(operation)).resolves.toMatchObject({ data: undefined })
    const next = await graph.query('{ thing(id: "1") { id } }')
    expect(next.faults.map(([path]) => path)).toEqual(['thing'])
  })

  test('that cannot be loaded, or has a subgraph without a door, changes nothing', async () => {
    const graph = await openGraph({ news: { sdl: news }, items: { sdl: items, resolvers } })
    expect(() => graph.executor.update('nonsense')).toThrow()
    const third = `${LINK} type Query { third: Int }`
    expect(() => graph.executor.update(composeSupergraph({ news, items, third }))).toThrow('door')
    expect((await graph.query('{ item(id: "1") { id } }')).errors).toEqual([])
  })
})
