/** Signing in by a cookie, as the gateway does it for a browser. */
import { createHash, randomBytes } from 'node:crypto'
import { type Actor, ANONYMOUS, serviceActor } from '@tallystick/actor'
import type { DoorFacts, DoorResult } from '@tallystick/subgraph-client'
import { facts, only, PASSWORD, type Room, userActor } from './room.ts'

/** A session in the answer to a browser. */
export type BrowserSession = {
  id: string
  accessToken: null
  refreshToken: null
  expiresAt: string
  user: { id: string; email: string }
}

/** What `cookieSession` answers. */
export type CookieSession = {
  sessionId: string
  userId: string
  roles: string[]
  rightsVersion: number
  expiresAt: string
}

/** A session of a browser, and the hash of the secret that its cookie would have. */
export type Browser = Readonly<{ session: BrowserSession; hash: string; actor: Actor }>

const GATEWAY = serviceActor('gateway')
const SESSION = '{ id accessToken refreshToken expiresAt user { id email } }'

/** The hash of a secret that nobody has. */
export const newCookieHash = (): string =>
  createHash('sha256').update(randomBytes(32)).digest('hex')

export function cookiesOf(room: Room) {
  const send = (
    query: string,
    variables: Record<string, unknown>,
    over: Partial<DoorFacts> & { actor?: Actor } = {},
  ): Promise<DoorResult> =>
    room.auth.subgraph.execute({ query, variables }, facts(over.actor ?? ANONYMOUS, over))
  const signIn = (over: Parameters<typeof send>[2], email = 'ada@demo.test') =>
    send(
      `mutation ($input: SignInInput!) { signIn(input: $input) {
        __typename ... on SignInSuccess { session ${SESSION} } } }`,
      { input: { email, password: PASSWORD } },
      over,
    )
  return {
    signIn,
    /** Signs a person in who has signed up. @param actor whom the browser is signed in as at that moment */
    async newBrowser(actor: Actor = ANONYMOUS, email?: string): Promise<Browser> {
      const hash = newCookieHash()
      const answer = await signIn({ cookieHash: hash, actor }, email)
      const { session } = only<{ session: BrowserSession }>(answer)
      return { session, hash, actor: userActor(session.user.id, { sessionId: session.id }) }
    },
    find: async (secretHash: string, actor: Actor = GATEWAY) =>
      only<CookieSession | null>(
        await send(
          `query ($secretHash: String!) { cookieSession(secretHash: $secretHash) {
            sessionId userId roles rightsVersion expiresAt } }`,
          { secretHash },
          { actor },
        ),
      ),
  }
}
