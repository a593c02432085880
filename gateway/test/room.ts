/** A gateway over three tiny subgraphs in this process, for tests: no database, real HTTP. */
import { readConfig } from '@tallystick/config'
import type { Door, DoorResult } from '@tallystick/subgraph-client'
import { newSubgraph, type SubgraphContext } from '@tallystick/subgraph-server'
import { COMMON_SDL } from '@tallystick/subgraph-server/schema'
import { SILENT } from '@tallystick/telemetry'
import { GraphQLError } from 'graphql'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { gatewayVariables } from '../src/config.ts'
import { composeSupergraph } from '../src/plan/compose.ts'
import { type GatewayOptions, startGateway } from '../src/server.ts'

/** Who there is. Has a field for each kind of access and each way to fail. */
export const PEOPLE_SDL = `${COMMON_SDL}
type Query {
  hello: String! @policy(policies: [["public"]])
  me: User! @authenticated
  secret: String! @policy(policies: [["admin"]])
  forServices: String! @inaccessible @policy(policies: [["service"]])
}
type Mutation {
  greet(name: String!): String! @policy(policies: [["public"]])
  break: String! @authenticated
  sweep: String! @policy(policies: [["admin"]])
}
type User @key(fields: "id") {
  id: ID!
  name: String!
  "Whoever asks."
  seenBy: String!
  friends: [User!]!
  broken: String
  mood: String @policy(policies: [["admin"]])
}
`
/** What they pay, and the events of it. */
export const PAYMENTS_SDL = `${COMMON_SDL}
type Query {
  payment(id: ID!): Payment @authenticated
  payments: [Payment!]! @authenticated
}
type Mutation { pay(note: String!): Payment! @authenticated }
type Subscription { paymentChanged(paymentId: ID): PaymentEvent! @authenticated }
type PaymentEvent { cursor: String! payment: Payment! }
type Payment @key(fields: "id") { id: ID! status: String! payer: User }
type User @key(fields: "id", resolvable: false) { id: ID! }
`

type Event = { cursor: string; payment: object }

/** A bus of events whose subscribers can be counted. */
export function newBus<T>() {
  const listeners = new Set<(event: T) => void>()
  return {
    count: () => listeners.size,
    emit: (event: T) => {
      for (const listener of listeners) listener(event)
    },
    subscribe(): AsyncIterableIterator<T> {
      const queue: T[] = []
      let wake: ((result: IteratorResult<T>) => void) | undefined
      const listener = (event: T) => {
        if (wake) wake({ done: false, value: event })
        else queue.push(event)
        wake = undefined
      }
      listeners.add(listener)
      return {
        [Symbol.asyncIterator]() {
          return this
        },
        next() {
          const value = queue.shift()
          if (value !== undefined) return Promise.resolve({ done: false, value })
          return new Promise((resolve) => {
            wake = resolve
          })
        },
        async return() {
          listeners.delete(listener)
          wake?.({ done: true, value: undefined })
          return { done: true, value: undefined }
        },
      }
    },
  }
}

const newPeople = () =>
  newSubgraph({
    name: 'people',
    sdl: PEOPLE_SDL,
    log: SILENT,
    newContext: (base: SubgraphContext) => ({ ...base }),
    resolvers: {
      Query: {
        hello: () => 'hello',
        me: (_: unknown, __: unknown, { actor }: SubgraphContext) => ({ id: actor.id }),
        secret: () => 'secret',
        forServices: () => 'no',
      },
      Mutation: {
        sweep: () => 'swept',
        greet: (_: unknown, { name }: { name: string }) => `hello ${name}`,
        break: () => {
          throw new Error('select * from secrets')
        },
      },
      User: {
        __resolveReference: ({ id }: { id: string }) => ({ id }),
        name: ({ id }: { id: string }) => {
          if (id === 'usr_gone')
            throw new GraphQLError('gone', { extensions: { code: 'NOT_FOUND' } })
          return `name of ${id}`
        },
        seenBy: (_: unknown, __: unknown, { actor }: SubgraphContext) => actor.id,
        friends: ({ id }: { id: string }) => [{ id: `${id}.1` }, { id: `${id}.2` }],
        broken: () => {
          throw new Error('select * from secrets')
        },
        mood: () => 'fine',
      },
    },
  })

const newPayments = (bus: ReturnType<typeof newBus<Event>>) =>
  newSubgraph({
    name: 'payments',
    sdl: PAYMENTS_SDL,
    log: SILENT,
    newContext: (base: SubgraphContext) => ({ ...base }),
    resolvers: {
      Query: {
        payment: (_: unknown, { id }: { id: string }) => newPayment(id),
        payments: () => [newPayment('pay_1'), newPayment('pay_2')],
      },
      Mutation: {
        pay: (_: unknown, { note }: { note: string }) => {
          if (note === 'bad')
            throw new GraphQLError('Not like this.', { extensions: { code: 'BAD_USER_INPUT' } })
          return newPayment('pay_new', note === 'gone' ? 'usr_gone' : 'usr_ada')
        },
      },
      Subscription: {
        paymentChanged: {
          subscribe: (_: unknown, { paymentId }: { paymentId?: string }) => {
            if (paymentId === 'pay_foreign')
              throw new GraphQLError('No.', { extensions: { code: 'NOT_FOUND' } })
            return bus.subscribe()
          },
          resolve: (event: Event) => event,
        },
      },
      Payment: { __resolveReference: ({ id }: { id: string }) => newPayment(id) },
    },
  })

/** A payment as the payments subgraph has it. */
export const newPayment = (id: string, payer = 'usr_ada') => ({
  id,
  status: 'COMPLETED',
  payer: { id: payer },
})

/** Signs access tokens as Auth does. */
export async function newTokens() {
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', {
    crv: 'Ed25519',
    extractable: true,
  })
  const kid = `kid-${Math.random()}`
  const jwk = { ...(await exportJWK(publicKey)), kid, alg: 'EdDSA', use: 'sig' }
  return {
    jwks: async () => ({ keys: [jwk] }),
    issue: (
      id: string,
      { roles = ['CUSTOMER'], seconds = 900, ...rest }: Partial<TokenFacts> = {},
    ) =>
      new SignJWT({ roles, sid: 'ses_1', ...rest.claims })
        .setProtectedHeader({ alg: 'EdDSA', kid, typ: 'at+jwt', ...rest.header })
        .setIssuer(rest.issuer ?? 'tallystick')
        .setAudience(rest.audience ?? 'tallystick')
        .setSubject(id)
        .setIssuedAt()
        .setExpirationTime(Math.floor(Date.now() / 1000) + seconds)
        .sign(privateKey),
    privateKey,
    kid,
  }
}

type TokenFacts = {
  roles: string[]
  seconds: number
  issuer: string
  audience: string
  claims: object
  header: object
}

/** What can be made different about a room. */
export type RoomOptions = Partial<
  Pick<GatewayOptions, 'health' | 'log' | 'supergraphSdl' | 'oauth'>
> & {
  env?: Record<string, string>
  doors?: (doors: Record<string, Door>) => Record<string, Door>
}

/** Starts a gateway on a free port. */
export async function openRoom({ env = {}, doors = (same) => same, ...rest }: RoomOptions = {}) {
  const bus = newBus<Event>()
  const subgraphs = { people: newPeople(), payments: newPayments(bus) }
  const tokens = await newTokens()
  const config = readConfig(gatewayVariables, {
    PORT: '0',
    INTERNAL_PORT: '0',
    NODE_ENV: 'test',
    ...env,
  })
  const gateway = await startGateway({
    config,
    doors: doors(subgraphs),
    supergraphSdl: composeSupergraph({ people: PEOPLE_SDL, payments: PAYMENTS_SDL }),
    jwks: tokens.jwks,
    log: SILENT,
    health: async () => {},
    ...rest,
  })
  return {
    bus,
    tokens,
    subgraphs,
    gateway,
    url: `${gateway.url}/graphql`,
    wsUrl: `${gateway.url.replace('http', 'ws')}/graphql`,
    close: gateway.close,
    /** Sends an operation by POST and reads the answer. */
    async post(query: unknown, facts: PostFacts = {}): Promise<Posted> {
      const answer = await fetch(`${gateway.url}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(facts.token ? { authorization: `Bearer ${facts.token}` } : {}),
          ...facts.headers,
        },
        body: JSON.stringify({ query, ...facts.body }),
      })
      return { status: answer.status, headers: answer.headers, ...((await answer.json()) as Body) }
    },
  }
}

type PostFacts = { token?: string; headers?: Record<string, string>; body?: object }
type Body = { data?: Record<string, unknown> | null; errors?: ClientError[] }
/** An error as a client reads it. */
export type ClientError = {
  message: string
  path?: (string | number)[]
  extensions: Record<string, unknown>
}
type Posted = Body & { status: number; headers: Headers }

/** A door that answers as told, in the place of a real one. */
export const newDoor = (
  name: string,
  { execute, subscribe }: Partial<Pick<Door, 'execute' | 'subscribe'>>,
): Door => ({
  name,
  execute: execute ?? (async () => ({ data: null })),
  subscribe: subscribe ?? (async (): Promise<DoorResult> => ({ data: null })),
})
