/** The only place where the secret of a session cookie is verified. */
import { hash } from 'node:crypto'
import { ROLES } from '@tallystick/actor'
import type { Door } from '@tallystick/subgraph-client'
import { newBoundedMap } from '../../plan/bounded-map.ts'
import { ownFacts } from '../../request.ts'
import type { Access } from '../access.ts'
import type { Credential } from '../recent-changes.ts'
import { noKeys } from '../refusals.ts'

/** Finds out whose session a cookie holds. */
export type CookieSessions = Readonly<{
  /** @returns undefined when the cookie holds no session now @throws {GraphQLError} SERVICE_UNAVAILABLE while Auth cannot be asked */
  find(secret: string): Promise<Credential | undefined>
  /** Like `find`, but asks Auth, whatever was known. */
  ask(secret: string): Promise<Credential | undefined>
  /** Forgets what was known of a person's cookies: something has changed. Without an id, of everybody's. */
  forget(userId?: string | null): void
}>

/** What cookies are verified with. */
export type CookieSessionsOptions = Readonly<{
  /** The door to Auth. */
  auth: Door
  access: Pick<Access, 'isRevoked' | 'isLive'>
  now?: () => number
}>

/** How long Auth's word on a cookie is taken, in milliseconds, while changes are told of. */
const FRESH_MS = 30_000
/** How long it is taken while they are not. */
const UNTOLD_MS = 1_000
/** How long a cookie that holds no session is refused without asking again, in milliseconds. */
const REFUSED_MS = 5_000
/** How many cookies are remembered, those that hold a session and others. */
const COOKIES_MAX = 10_000
/** How long Auth may take, in milliseconds. */
const DEADLINE_MS = 3_000

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
type Known = Readonly<{ actor: Credential | undefined; until: number }>

/** What Auth stores of a secret, and is asked by. */
export const hashOfSecret = (secret: string): string => hash('sha256', secret)

/** Makes the verifier. Auth is asked once in half a minute, which is how it learns that a session is used. */
export function newCookieSessions(options: CookieSessionsOptions): CookieSessions {
  const { auth, access, now = Date.now } = options
  const known = newBoundedMap<Known>(COOKIES_MAX)
  const byUser = new Map<string, Set<string>>()
  // What was asked before a change may be answered after it.
  let changes = 0
  const remember = (name: string, actor: Credential | undefined): void => {
    const freshMs = access.isLive() ? FRESH_MS : UNTOLD_MS
    known.set(name, { actor, until: now() + (actor ? freshMs : REFUSED_MS) })
    if (!actor?.id) return
    if (byUser.size > COOKIES_MAX) byUser.clear()
    byUser.set(actor.id, (byUser.get(actor.id) ?? new Set()).add(name))
  }
  const ask = async (secret: string): Promise<Credential | undefined> => {
    if (!SECRET.test(secret)) return undefined
    const name = hashOfSecret(secret)
    const before = changes
    const askedAt = new Date(now())
    const found = await askAuth(auth, name)
    const actor = found && toActor(found, askedAt)
    if (changes === before) remember(name, actor)
    return actor
  }
  return {
    ask,
    async find(secret) {
      const entry = SECRET.test(secret) ? known.get(hashOfSecret(secret)) : undefined
      if (!entry || entry.until <= now()) return ask(secret)
      const { actor } = entry
      const isGood = !actor || (isBefore(now(), actor) && !access.isRevoked(actor))
      return isGood ? actor : ask(secret)
    },
    forget(userId) {
      changes += 1
      const names = userId ? (byUser.get(userId) ?? []) : known.keys()
      for (const name of names) known.delete(name)
      if (userId) byUser.delete(userId)
      else byUser.clear()
    },
  }
}

const isBefore = (now: number, { expiresAt }: Credential): boolean =>
  expiresAt !== null && now < expiresAt.getTime()

async function askAuth(auth: Door, secretHash: string): Promise<Found | undefined> {
  const facts = ownFacts(AbortSignal.timeout(DEADLINE_MS))
  const { data, errors } = await auth
    .execute({ query: COOKIE_SESSION, variables: { secretHash } }, facts)
    .catch((cause: unknown) => {
      throw noKeys(cause)
    })
  if (errors) throw noKeys(errors[0])
  return (data?.['cookieSession'] as Found | null | undefined) ?? undefined
}

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
