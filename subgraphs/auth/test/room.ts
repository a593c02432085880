/** Auth on a database of its own, with a clock that the test sets, and the operations that tests send. */
import { type Actor, ANONYMOUS, serviceActor } from '@tallystick/actor'
import { openDatabase } from '@tallystick/db'
import { newTestDatabase } from '@tallystick/db/testing'
import { newMemoryWake } from '@tallystick/outbox/wake'
import { newSeal } from '@tallystick/sealed'
import type { DoorFacts, DoorResult } from '@tallystick/subgraph-client'
import { SILENT } from '@tallystick/telemetry'
import { type SQLChunk, sql } from 'drizzle-orm'
import { type AuthOptions, type OpenAuth, openAuth } from '../src/server.ts'

export const PASSWORD = 'correct-horse-battery'
/** What the rooms of tests seal with. */
export const SECRET = 'a secret of the tests, not of anyone else'
export const SEAL = newSeal([SECRET])
const NOON = new Date('2026-01-01T12:00:00.000Z')

export type Room = Awaited<ReturnType<typeof openRoom>>

/** What signing in gives, as an answer holds it. */
export type Session = {
  id: string
  accessToken: string
  refreshToken: string
  expiresAt: string
  user: { id: string; email: string | null; roles: string[] | null }
}

export async function openRoom(options: Partial<AuthOptions> = {}) {
  const database = await newTestDatabase()
  const clock = { now: NOON }
  const open = (over: Partial<AuthOptions> = {}) =>
    openAuth({
      databaseUrl: database.urls.auth,
      wake: newMemoryWake(),
      log: SILENT,
      seal: SEAL,
      now: () => clock.now,
      ...options,
      ...over,
      // Nobody measures time here.
      settings: { answers: { evenMs: 0 }, ...(over.settings ?? options.settings) },
    })
  const auth = await open()
  const admin = openDatabase({ url: database.adminUrl, name: 'test', poolMax: 1 })
  return {
    auth,
    databaseUrl: database.urls.auth,
    adminUrl: database.adminUrl,
    clock,
    open,
    /** Another process on the same tables, with operations of its own. */
    another: async (over: Partial<AuthOptions> = {}) => {
      const other = await open(over)
      return { ...operationsOf(other), auth: other, close: () => other.close() }
    },
    /** Looks at, and changes, what no operation may: as the superuser. */
    sql: async (text: TemplateStringsArray, ...values: SQLChunk[]) => [
      ...(await admin.db.execute(sql(text, ...values))),
    ],
    /** Does a chore of the worker once, and tells what it tells. */
    chore: async (name: string) => {
      const chore = auth.chores.find((each) => each.name === name)
      if (!chore) throw new Error(`there is no chore ${name}`)
      return await chore.run()
    },
    later: (ms: number) => {
      clock.now = new Date(clock.now.getTime() + ms)
    },
    ...operationsOf(auth),
    async close() {
      await auth.close()
      await admin.close()
      await database.drop()
    },
  }
}

export const facts = (actor: Actor, over: Partial<DoorFacts> = {}): DoorFacts => ({
  actor,
  issuer: 'gateway',
  requestId: 'request-1',
  address: '203.0.113.9',
  userAgent: 'vitest',
  ...over,
})

export const userActor = (id: string, over: Partial<Actor> = {}): Actor => ({
  ...ANONYMOUS,
  kind: 'USER',
  id,
  roles: ['CUSTOMER'],
  ...over,
})

/** The value of an answer's only field. @throws with the errors of an answer that has some */
export function only<T = Record<string, unknown>>({ data, errors }: DoorResult): T {
  if (errors) throw new Error(JSON.stringify(errors))
  return Object.values(data ?? {})[0] as T
}

export const codesOf = ({ errors }: DoorResult): unknown[] =>
  (errors ?? []).map(({ extensions }) => extensions['code'])

const SESSION = '{ id accessToken refreshToken expiresAt user { id email roles } }'
const REFUSAL = '... on Refusal { code message }'

function operationsOf({ subgraph }: OpenAuth) {
  const send = (query: string, input?: object, actor: Actor = ANONYMOUS) =>
    subgraph.execute({ query, variables: input ? { input } : {} }, facts(actor))
  const signUp = (over: object = {}) =>
    send(
      `mutation ($input: SignUpInput!) { signUp(input: $input) {
        __typename ... on SignUpSuccess { user { id name username email roles emailVerified status createdAt }
        session ${SESSION} } ${REFUSAL} } }`,
      { email: 'ada@demo.test', password: PASSWORD, name: 'Ada', ...over },
    )
  const signIn = (over: object = {}) =>
    send(
      `mutation ($input: SignInInput!) { signIn(input: $input) {
        __typename ... on SignInSuccess { session ${SESSION} } ${REFUSAL} } }`,
      { email: 'ada@demo.test', password: PASSWORD, ...over },
    )
  return {
    send,
    signUp,
    signIn,
    refresh: (refreshToken: string) =>
      send(
        `mutation ($input: RefreshSessionInput!) { refreshSession(input: $input) {
          __typename ... on RefreshSessionSuccess { session ${SESSION} } ${REFUSAL} } }`,
        { refreshToken },
      ),
    assignRole: (input: object, actor: Actor = serviceActor('admin')) =>
      send(
        `mutation ($input: AssignRoleInput!) { assignRole(input: $input) {
          __typename ... on AssignRoleSuccess { user { id roles } } ${REFUSAL} } }`,
        input,
        actor,
      ),
    newSession: async (over: object = {}) => only<{ session: Session }>(await signUp(over)).session,
  }
}
