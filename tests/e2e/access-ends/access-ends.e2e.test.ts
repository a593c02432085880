import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, data, type Loose, post, type Stream, subscribe } from '../../kit/client.ts'
import { hasRedis } from '../../kit/redis.ts'
import { type House, openDistributed, openEmbedded } from './houses.ts'

/** How long anything may go on after the access that it stands on was taken away, in milliseconds. */
const SOON_MS = 1_000
const PASSWORD = 'nanoseconds are short'
const CHANGES = 'subscription { paymentStatusChanged { cursor } }'
const SESSION = 'session { id accessToken refreshToken user { id } }'
const SIGN_UP = `mutation ($input: SignUpInput!) { signUp(input: $input) { ... on SignUpSuccess { ${SESSION} } } }`
const SIGN_IN = `mutation ($input: SignInInput!) { signIn(input: $input) {
  __typename ... on SignInSuccess { ${SESSION} } } }`
const REFRESH = `mutation ($refreshToken: String!) {
  refreshSession(input: { refreshToken: $refreshToken }) { __typename } }`
const REVOKE = 'mutation ($id: ID!) { revokeSession(input: { id: $id }) { sessionId } }'
const SET_ROLE = `mutation ($userId: ID!) {
  setUserRole(input: { userId: $userId, role: VENDOR }) { __typename } }`
const SET_STATUS = `mutation ($userId: ID!, $status: UserStatus!) {
  setUserStatus(input: { userId: $userId, status: $status, reason: "Asked for it" }) { __typename } }`

type Session = Readonly<{
  id: string
  accessToken: string
  refreshToken: string
  user: Readonly<{ id: string }>
}>
type Person = Readonly<{ email: string; session: Session; other: Session }>
/** A way to lose access: who takes it, and whether another session of the same person goes on. */
type Ending = Readonly<{
  what: string
  take(house: Acting, person: Person): Promise<unknown>
  leavesOther: boolean
  /** What a refresh comes to afterwards. */
  refreshed: 'RefreshSessionSuccess' | 'InvalidRefreshToken'
}>
type Acting = Readonly<{ as(session: Session, index?: number): Client; root: Session }>

const ENDINGS: readonly Ending[] = [
  {
    what: 'sign-out',
    take: ({ as }, { session }) => data(as(session), 'mutation { signOut { sessionId } }'),
    leavesOther: true,
    refreshed: 'InvalidRefreshToken',
  },
  {
    what: 'revokeSession',
    take: ({ as }, { session, other }) => data(as(other), REVOKE, { id: session.id }),
    leavesOther: true,
    refreshed: 'InvalidRefreshToken',
  },
  {
    what: 'revokeOtherSessions',
    take: ({ as }, { other }) => data(as(other), 'mutation { revokeOtherSessions { count } }'),
    leavesOther: true,
    refreshed: 'InvalidRefreshToken',
  },
  {
    what: 'suspension',
    take: ({ as, root }, { session }) =>
      data(as(root), SET_STATUS, { userId: session.user.id, status: 'SUSPENDED' }),
    leavesOther: false,
    refreshed: 'InvalidRefreshToken',
  },
  {
    what: 'role change',
    take: ({ as, root }, { session }) => data(as(root), SET_ROLE, { userId: session.user.id }),
    leavesOther: false,
    refreshed: 'RefreshSessionSuccess',
  },
]

const settle = () => new Promise((resolve) => setTimeout(resolve, 700))

function describeHouse(name: string, open: () => Promise<House>, phases: readonly string[]): void {
  describe(`access that ends, with two gateways, ${name}`, () => {
    let house: House
    let acting: Acting
    let count = 0

    beforeAll(async () => {
      house = await open()
      const as = (session: Session, index = 0): Client => ({
        url: house.urls[index] ?? '',
        token: session.accessToken,
      })
      const { email } = await newPerson()
      const sql = postgres(house.adminUrl, { max: 1, onnotice: () => {} })
      await sql`update auth.users set roles = '{ADMIN}' where email = ${email}`
      await sql.end()
      acting = { as, root: await signIn(email) }
    }, 180_000)
    afterAll(() => house?.close(), 60_000)

    const anyone = (): Client => ({ url: house.urls[0] })
    const signIn = async (email: string): Promise<Session> =>
      (await data(anyone(), SIGN_IN, { input: { email, password: PASSWORD } })).signIn.session
    const newPerson = async (): Promise<Person> => {
      count += 1
      const email = `person-${count}@demo.test`
      const input = { email, password: PASSWORD, name: 'Grace' }
      const { session } = (await data(anyone(), SIGN_UP, { input })).signUp
      return { email, session, other: await signIn(email) }
    }
    const codeOf = async (client: Client): Promise<string | undefined> =>
      (await post(client, '{ me { id } }')).errors?.[0]?.extensions.code

    /** Waits until a gateway refuses the session's token. @returns when that was */
    const refusedAt = async (client: Client): Promise<number> => {
      for (;;) {
        const code = await codeOf(client)
        if (code === 'UNAUTHENTICATED') return performance.now()
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
    }
    const endedAt = async ({ closed }: Stream): Promise<number> => {
      await closed
      return performance.now()
    }

    describe.each(phases)('%s', (phase) => {
      beforeAll(async () => {
        if (phase === 'with Redis stopped') await house.stopRedis()
      })

      it.each(ENDINGS)(
        '$what ends sockets, streams and requests at both within a second (TOK-8, SEC-13, RBA-9)',
        async ({ what, take, leavesOther, refreshed }) => {
          const person = await newPerson()
          const clients = [0, 1].map((index) => acting.as(person.session, index))
          const streams = clients.flatMap((client) => [
            subscribe(client, 'ws', { query: CHANGES }),
            subscribe(client, 'sse', { query: CHANGES }),
          ])
          for (const client of clients) expect(await codeOf(client)).toBeUndefined()
          await settle()
          const since = performance.now()
          await take(acting, person)
          const ends = await Promise.all([...streams.map(endedAt), ...clients.map(refusedAt)])
          const [ws1, sse1, ws2, sse2, http1, http2] = ends.map((at) => Math.round(at - since))
          console.info(
            `${name}, ${phase}, ${what}: sockets ${ws1} and ${ws2} ms, events ${sse1} and ${sse2} ms, requests ${http1} and ${http2} ms`,
          )
          for (const at of ends) expect(at - since).toBeLessThan(SOON_MS)
          expect(await streams[0]?.closed).toMatchObject({ code: 4403 })
          expect(streams[1]?.events.at(-1)?.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED')

          for (const index of [0, 1]) {
            const code = await codeOf(acting.as(person.other, index))
            expect(code).toBe(leavesOther ? undefined : 'UNAUTHENTICATED')
          }
          const { refreshToken } = person.session
          const answer: Loose = await data(anyone(), REFRESH, { refreshToken })
          expect(answer.refreshSession.__typename).toBe(refreshed)
        },
      )
    })

    it('lets a person who goes on again sign in anew (AUT-5)', async () => {
      const { email, session } = await newPerson()
      const { id: userId } = session.user
      const input = { email, password: PASSWORD }
      const outcome = async () => (await data(anyone(), SIGN_IN, { input })).signIn.__typename
      for (const [status, expected] of [
        ['SUSPENDED', 'AccountLocked'],
        ['ACTIVE', 'SignInSuccess'],
      ]) {
        await data(acting.as(acting.root), SET_STATUS, { userId, status })
        expect(await outcome()).toBe(expected)
      }
      const again = acting.as(await signIn(email), 1)
      expect(await codeOf(again)).toBeUndefined()
    })

    it('refuses an administrator at once, at both, who is one no more (RBA-9)', async () => {
      const { email, session } = await newPerson()
      const { id: userId } = session.user
      const SET = `mutation ($userId: ID!, $role: Role!) {
        setUserRole(input: { userId: $userId, role: $role }) { __typename } }`
      const root = acting.as(acting.root)
      await data(root, SET, { userId, role: 'ADMIN' })
      const admin = await signIn(email)
      const users = '{ users(first: 1) { nodes { id } } }'
      for (const index of [0, 1]) await data(acting.as(admin, index), users)
      await data(root, SET, { userId, role: 'CUSTOMER' })
      for (const index of [1, 0]) {
        const { errors } = await post(acting.as(admin, index), users)
        expect(['FORBIDDEN', 'UNAUTHENTICATED']).toContain(errors?.[0]?.extensions.code)
      }
    })
  })
}

describeHouse('embedded', openEmbedded, ['by NOTIFY'])
if (hasRedis()) describeHouse('distributed', openDistributed, ['with Redis', 'with Redis stopped'])
