/** The only place where the secret of a session cookie is verified. */
import { hash } from 'node:crypto'
import { ROLES } from '@tallystick/actor'
import type { Door } from '@tallystick/subgraph-client'
import type { Access } from '../access.ts'
import { askAuth } from '../ask-auth.ts'
import { FRESH_MS, newAuthsWord } from '../auths-word.ts'
import type { Credential } from '../recent-changes.ts'

/** Finds out whose session a cookie holds. */
export type CookieSessions = Readonly<{
  /** @returns undefined when the cookie holds no session now @throws {GraphQLError} SERVICE_UNAVAILABLE while Auth cannot be asked */
  find(secret: string): Promise<Credential | undefined>
  /** Like `find`, but asks Auth, whatever was known. */
  ask(secret: string): Promise<Credential | undefined>
  /** Forgets what was known of a person's cookies: something has changed. Without an id, of everybody's. */
  forget(userId?: string | null, how?: Readonly<{ mends: boolean }>): void
}>

/** What cookies are verified with. */
export type CookieSessionsOptions = Readonly<{
  /** The door to Auth. */
  auth: Door
  access: Pick<Access, 'isRevoked' | 'isLive'>
  now?: () => number
}>

/** How long Auth's word on a cookie is taken while changes are not told of, in milliseconds. */
const UNTOLD_MS = 1_000
/** 256 bits in base64url. */
const SECRET = /^[\w-]{43}$/

const COOKIE_SESSION = `query CookieSession($secretHash: String!) {
  cookieSession(secretHash: $secretHash) { sessionId userId roles rightsVersion expiresAt }
}`

type Found = Readonly<{
  sessionId: string
  userId: string
  roles: readonly string[]
  rightsVersion: number
  expiresAt: string
}>

/** What Auth stores of a secret, and is asked by. */
export const hashOfSecret = (secret: string): string => hash('sha256', secret)

/** Makes the verifier. Auth is asked once in half a minute, which is how it learns that a session is used. */
export function newCookieSessions(options: CookieSessionsOptions): CookieSessions {
  const { auth, access, now = Date.now } = options
  const words = newAuthsWord<Credential>({
    now,
    freshMs: () => (access.isLive() ? FRESH_MS : UNTOLD_MS),
    async ask(secretHash) {
      const askedAt = new Date(now())
      const question = { field: 'cookieSession', query: COOKIE_SESSION, variables: { secretHash } }
      const found = await askAuth<Found>(auth, question)
      if (!found) return { value: undefined, concerns: [] }
      return { value: toActor(found, askedAt), concerns: [found.userId] }
    },
  })
  const ask = async (secret: string): Promise<Credential | undefined> =>
    SECRET.test(secret) ? await words.ask(hashOfSecret(secret)) : undefined
  return {
    ask,
    async find(secret) {
      const word = SECRET.test(secret) ? words.known(hashOfSecret(secret)) : undefined
      if (!word) return await ask(secret)
      const { value } = word
      const isGood = !value || (isBefore(now(), value) && !access.isRevoked(value))
      return isGood ? value : await ask(secret)
    },
    forget: words.forget,
  }
}

const isBefore = (now: number, { expiresAt }: Credential): boolean =>
  expiresAt !== null && now < expiresAt.getTime()

/** Ends when the session would without further use: whoever only listens leaves then, and comes back if it was used. */
const toActor = (found: Found, issuedAt: Date): Credential => ({
  kind: 'USER',
  id: found.userId,
  roles: ROLES.filter((role) => found.roles.includes(role)),
  scopes: [],
  sessionId: found.sessionId,
  keyId: null,
  expiresAt: new Date(found.expiresAt),
  issuedAt,
  rightsVersion: found.rightsVersion,
})
