/** Admin on a database of its own, with an Auth that answers as the test says, and a relay that brings events. */
import { type Actor, ANONYMOUS } from '@tallystick/actor'
import type { AuthEvent } from '@tallystick/auth/published'
import { openDatabase } from '@tallystick/db'
import { newTestDatabase } from '@tallystick/db/testing'
import { newId } from '@tallystick/ids'
import { type NewEvent, newOutbox, startRelay } from '@tallystick/outbox'
import { newMemoryWake } from '@tallystick/outbox/wake'
import type { Door, DoorFacts, DoorRequest, DoorResult } from '@tallystick/subgraph-client'
import { SILENT } from '@tallystick/telemetry'
import { type SQLChunk, sql } from 'drizzle-orm'
import { pgSchema } from 'drizzle-orm/pg-core'
import { vi } from 'vitest'
import { readApiSdl } from '../src/config.ts'
import { type AdminOptions, openAdmin, type Probes } from '../src/server.ts'

export type Room = Awaited<ReturnType<typeof openRoom>>

const FIELDS: Readonly<Record<string, string>> = {
  AssignRole: 'assignRole',
  AssignStatus: 'assignStatus',
  ClearFactors: 'clearSecondFactors',
}

/** Auth as Admin sees it: keeps what it is asked, and answers with a type of the result of what is asked, or not at all. */
export function newAuthSimulator() {
  const asked: { request: DoorRequest; facts: DoorFacts }[] = []
  const simulator = { answer: 'AssignRoleSuccess', asked }
  const door: Door = {
    name: 'auth',
    async execute(request, facts) {
      asked.push({ request, facts })
      if (simulator.answer === 'UNREACHABLE') throw new Error('connect ECONNREFUSED')
      const field = FIELDS[request.operationName ?? ''] ?? 'nothing'
      return { data: { [field]: { __typename: simulator.answer } } }
    },
    subscribe: () => Promise.reject(new Error('Auth has no subscriptions')),
  }
  return Object.assign(simulator, { door })
}

export async function openRoom(
  options: Partial<Probes & Pick<AdminOptions, 'operations' | 'doors'>> = {},
) {
  const database = await newTestDatabase()
  const wake = newMemoryWake()
  const auth = newAuthSimulator()
  const admin = await openAdmin({
    databaseUrl: database.urls.admin,
    wake,
    log: SILENT,
    apiSdl: readApiSdl(),
    doors: { auth: auth.door },
    probes: {},
    outboxes: {},
    ...options,
  })
  const superuser = openDatabase({ url: database.adminUrl, name: 'test' })
  const neighbour = newOutbox<AuthEvent>({
    db: superuser.db,
    schema: pgSchema('auth'),
    name: 'auth',
    wake,
    log: SILENT,
  })
  const consumer = { name: 'admin', inbox: admin.inbox, handlers: admin.handlers }
  const relays = [
    startRelay({ producer: neighbour, consumer, log: SILENT, wake }),
    startRelay({ producer: admin.outbox, consumer, log: SILENT, wake }),
  ]
  const run = async (text: TemplateStringsArray, ...values: SQLChunk[]) => [
    ...(await superuser.db.execute(sql(text, ...values))),
  ]
  const settle = () =>
    vi.waitFor(async () => {
      const unheard = await run`select id from (table auth.outbox union all table admin.outbox) told
        where not exists (select from admin.inbox where event_id = told.id)`
      if (unheard.length > 0) throw new Error(`${unheard.length} events are still to be heard`)
    }, 10_000)
  return {
    admin,
    auth,
    database,
    /** Looks at, and changes, what no operation may: as the superuser. */
    sql: run,
    /** Waits until Admin has heard of everything that was told. */
    settle,
    /** Forgets what the test before left. */
    async empty() {
      await settle()
      await superuser.db.transaction(async (tx) => {
        await tx.execute(sql`set local session_replication_role = replica`)
        await tx.execute(sql`truncate admin.audit_logs, admin.audit_links, admin.users`)
      })
    },
    /** Lets Auth tell of something, and waits until Admin has heard. */
    async tell(...events: NewEvent<AuthEvent>[]) {
      await neighbour.transaction((_tx, publish) => publish(...events))
      await settle()
    },
    send: (query: string, variables: Record<string, unknown> = {}, actor: Actor = root) =>
      admin.subgraph.execute({ query, variables }, facts(actor)),
    async close() {
      for (const relay of relays) await relay.stop()
      await neighbour.close()
      await admin.close()
      await superuser.close()
      await database.drop()
    },
  }
}

export const root: Actor = { ...ANONYMOUS, kind: 'USER', id: newId('usr'), roles: ['ADMIN'] }

const facts = (actor: Actor): DoorFacts => ({
  actor,
  issuer: 'gateway',
  requestId: 'request-1',
  address: '203.0.113.9',
  userAgent: 'vitest',
})

/** What Auth tells when a person signs up. */
export function registered(over: { email?: string; requestId?: string } = {}) {
  const userId = newId('usr')
  const { email = 'ada@demo.test', requestId = 'request-0' } = over
  return {
    type: 'auth:user:registered',
    body: { userId, email, name: 'Ada Lovelace', username: 'ada' },
    aggregate: { type: 'user', id: userId },
    cause: {
      actor: { kind: 'USER', id: userId },
      requestId,
      address: '198.51.100.7',
      userAgent: 'browser',
    },
  } satisfies NewEvent<AuthEvent>
}

/** The value of an answer's only field. @throws with the errors of an answer that has some */
export function only<T = Record<string, unknown>>({ data, errors }: DoorResult): T {
  if (errors) throw new Error(JSON.stringify(errors))
  return Object.values(data ?? {})[0] as T
}

export const codesOf = ({ errors }: DoorResult): unknown[] =>
  (errors ?? []).map(({ extensions }) => extensions['code'])
