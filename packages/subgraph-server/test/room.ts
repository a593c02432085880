import { EventEmitter } from 'node:events'
import { type Actor, ANONYMOUS, maySee, serviceActor } from '@tallystick/actor'
import type { DoorFacts } from '@tallystick/subgraph-client'
import { type Logger, SILENT } from '@tallystick/telemetry'
import {
  badInput,
  newSubgraph,
  notFound,
  type Subgraph,
  type SubgraphContext,
} from '../src/index.ts'
import { COMMON_SDL } from '../src/schema.ts'

/** What a driver would say; no answer may hold any of it. */
export const SECRET = 'select * from auth.users where password_hash = $1'

const SDL = `${COMMON_SDL}
  type Query {
    hello(name: String = "you"): String! @policy(policies: [["public"]])
    echo(amount: MoneyInput!): Money! @policy(policies: [["public"]])
    minor(of: MinorUnits!): MinorUnits! @policy(policies: [["public"]])
    moment(at: DateTime!): DateTime! @policy(policies: [["public"]])
    me: User @authenticated
    report: Int @policy(policies: [["admin"]])
    fault: String @policy(policies: [["public"]])
    wrongType: MinorUnits @policy(policies: [["public"]])
    foreign: String @policy(policies: [["public"]])
    missing: String @policy(policies: [["public"]])
    slow: String @policy(policies: [["public"]])
    caller: String! @policy(policies: [["public"]])
    flood: String @policy(policies: [["public"]])
  }
  type Mutation {
    change(to: String!): String! @policy(policies: [["public"]])
    fault: String @policy(policies: [["public"]])
    slow: String @policy(policies: [["public"]])
  }
  type Subscription {
    ticks(from: Int = 0): Tick! @authenticated
    refused: Tick @policy(policies: [["admin"]])
    badStart: Tick @policy(policies: [["public"]])
    broken: Tick @policy(policies: [["public"]])
  }
  type Tick { number: Int! now: DateTime! context: Int! half: Int }
  type User @key(fields: "id") { id: ID! email: String name: String @policy(policies: [["admin"]]) }
`

/** A person for tests. */
export const person = (id: string, ...roles: Actor['roles']): Actor => ({
  ...ANONYMOUS,
  kind: 'USER',
  id,
  roles,
})

/** What travels beside an operation of the gateway, for `actor`. */
export const factsOf = (actor: Actor, more: Partial<DoorFacts> = {}): DoorFacts => ({
  actor,
  issuer: 'gateway',
  requestId: 'request-1',
  ...more,
})

/** A process that calls on its own account. */
export const serviceFacts = (name: string): DoorFacts =>
  factsOf(serviceActor(name), { issuer: name })

/** A small subgraph with something of everything, and hands on what goes on in it. */
export type Room = Readonly<{
  subgraph: Subgraph
  /** Emits `tick` with a number. Each subscription is one listener. */
  source: EventEmitter
  /** What resolvers were asked, in order. */
  asked: string[]
}>

type RoomContext = SubgraphContext & { serial: number }

/** Opens the room. */
export function newRoom({ log = SILENT }: { log?: Logger } = {}): Room {
  const source = new EventEmitter().setMaxListeners(0)
  const asked: string[] = []
  let serial = 0
  const fail = () => {
    throw new Error(SECRET, { cause: new Error('connection lost') })
  }
  const never = () => new Promise(() => undefined)
  const resolvers = {
    Query: {
      hello: (_: unknown, { name }: { name: string }) => `Hello ${name}`,
      echo: (_: unknown, { amount }: { amount: { amount: bigint; currency: string } }) => {
        asked.push('echo')
        return { minor: amount.amount, currency: amount.currency }
      },
      minor: (_: unknown, { of }: { of: bigint }) => {
        asked.push(`minor ${of}`)
        return of
      },
      moment: (_: unknown, { at }: { at: Date }) => at,
      me: (_: unknown, _args: unknown, { actor }: RoomContext) => ({ id: actor.id }),
      report: () => 1,
      fault: fail,
      wrongType: () => 12.5,
      foreign: () => {
        throw Object.assign(new Error(SECRET), {
          extensions: { code: 'FORBIDDEN', details: SECRET },
        })
      },
      missing: () => {
        throw notFound()
      },
      slow: never,
      caller: (_: unknown, _args: unknown, { cause, facts }: RoomContext) =>
        JSON.stringify([cause, facts.issuer, ...(facts.cookieHash ? [facts.cookieHash] : [])]),
      flood: () => 'x'.repeat(11 * 1_048_576),
    },
    Mutation: {
      change: (_: unknown, { to }: { to: string }) => {
        if (to === '') throw badInput('to is empty.', { field: 'to' })
        asked.push(`change ${to}`)
        return to
      },
      fault: fail,
      slow: never,
    },
    Subscription: {
      ticks: {
        subscribe: (_: unknown, { from }: { from: number }) => ticksOf(source, from),
        resolve: (number: number) => ({ number }),
      },
      refused: {
        subscribe: () => {
          asked.push('refused')
          return ticksOf(source, 0)
        },
        resolve: (number: number) => ({ number }),
      },
      badStart: { subscribe: fail },
      broken: {
        subscribe: () => ({
          [Symbol.asyncIterator]: () => ({ next: async () => fail(), return: never }),
        }),
      },
    },
    Tick: {
      now: (_: unknown, _args: unknown, { now }: RoomContext) => now,
      context: (_: unknown, _args: unknown, context: RoomContext) => context.serial,
      half: ({ number }: { number: number }) => (number % 2 === 0 ? number / 2 : fail()),
    },
    User: {
      __resolveReference: ({ id }: { id: string }, { actor }: RoomContext) => {
        asked.push(`reference ${id}`)
        if (!maySee(actor, id)) throw notFound()
        return { id }
      },
      email: ({ id }: { id: string }) => `${id}@demo.test`,
      name: () => 'a name',
    },
  }
  const subgraph = newSubgraph<RoomContext>({
    name: 'room',
    sdl: SDL,
    resolvers,
    newContext: (base) => {
      serial += 1
      return { ...base, serial }
    },
    log,
    now: () => new Date('2026-01-31T12:00:00Z'),
  })
  return { subgraph, source, asked }
}

/** A stream as it has to be: by hand, so that `return()` lets go at once. */
function ticksOf(source: EventEmitter, from: number): AsyncIterableIterator<number> {
  const waiting: ((result: IteratorResult<number>) => void)[] = []
  const ticks: number[] = []
  const onTick = (number: number) => {
    if (number < from) return
    const settle = waiting.shift()
    if (settle) settle({ done: false, value: number })
    else ticks.push(number)
  }
  source.on('tick', onTick)
  return {
    [Symbol.asyncIterator]() {
      return this
    },
    next: () => {
      const value = ticks.shift()
      if (value !== undefined) return Promise.resolve({ done: false, value })
      return new Promise((settle) => waiting.push(settle))
    },
    return: () => {
      source.off('tick', onTick)
      for (const settle of waiting.splice(0)) settle({ done: true, value: undefined })
      return Promise.resolve({ done: true, value: undefined })
    },
  }
}
