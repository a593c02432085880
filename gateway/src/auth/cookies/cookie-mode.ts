/**
 * Cookie mode: a browser holds its session by a cookie that no script can read, and never sees a token.
 *
 * A request that says `x-session-mode: cookie` → is its page ours → whose session is it → an operation that signs in gets
 * the hash of a new secret to begin a session with → the secret goes into the cookie if one began.
 */
import { randomBytes } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import type { DoorFacts } from '@tallystick/subgraph-client'
import { GraphQLError, type GraphQLSchema, OperationTypeNode } from 'graphql'
import { badRequest } from '../../errors.ts'
import type { PreparedOperation } from '../../plan/operation.ts'
import { rootFieldsOf } from '../../rates/sign-in-fields.ts'
import type { Authenticate } from '../bearer.ts'
import { type Browser, type Caller, MODE_HEADER } from './browser.ts'
import { type CookieSessions, hashOfSecret } from './cookie-sessions.ts'
import type { Page } from './page.ts'
import type { SessionCookie } from './session-cookie.ts'
import { newSessionFieldsOf } from './session-fields.ts'

/** How a request comes: a page cannot send our header along with a GET that is a link or an event stream, nor with a socket. */
export type Way = 'POST' | 'GET' | 'SOCKET'

/** What a mutation of a browser carries to Auth, and what its answer carries back. */
export type CookieExchange = Readonly<{
  facts: Pick<DoorFacts, 'cookieHash'>
  /** Call once the mutation has run. @returns headers of the answer */
  settle(): Promise<readonly (readonly [string, string])[]>
}>

/** Cookie mode, for everything that takes operations. */
export type CookieMode = Readonly<{
  /**
   * Finds out who sends a request: by its credential, or else by its cookie.
   *
   * @throws {GraphQLError} UNAUTHENTICATED, and clears the cookie, when it holds no session any more; FORBIDDEN for a page
   *   that is not ours; as `Authenticate` for a credential
   */
  identify(headers: IncomingHttpHeaders, way: Way): Promise<Caller>
  /** @returns undefined for what has nothing to do with cookies @throws {GraphQLError} BAD_USER_INPUT */
  exchange(prepared: PreparedOperation, browser: Browser | undefined): CookieExchange | undefined
}>

/** What cookie mode is made from. */
export type CookieModeOptions = Readonly<{
  authenticate: Authenticate
  sessions: CookieSessions
  cookie: SessionCookie
  pageOf: (headers: IncomingHttpHeaders) => Page
  schema: () => GraphQLSchema
}>

/** For a gateway without our Auth behind it: there are credentials alone. */
export const withoutCookies = (authenticate: Authenticate): CookieMode => ({
  identify: async ({ authorization }) => ({ actor: await authenticate(authorization) }),
  exchange: () => undefined,
})

/** Makes cookie mode. */
export function newCookieMode(options: CookieModeOptions): CookieMode {
  const { authenticate, sessions, cookie, pageOf, schema } = options
  const sessionFieldsOf = newSessionFieldsOf(schema)
  return {
    async identify(headers, way) {
      const isAsked = asksForCookies(headers)
      if (headers.authorization) {
        if (isAsked) throw ambiguous()
        return { actor: await authenticate(headers.authorization) }
      }
      const secret = cookie.read(headers.cookie)
      if (secret === undefined && !isAsked) return { actor: await authenticate(undefined) }
      const page = pageOf(headers)
      if (page === 'FOREIGN') throw foreignPage()
      // Without the header only a browser's word that the page is ours will do, and by POST the header is what we want.
      if (!isAsked && (way === 'POST' || page !== 'OWN'))
        return { actor: await authenticate(undefined) }
      const browser = { secret, takesCookies: way !== 'SOCKET' }
      if (secret === undefined) return { actor: await authenticate(undefined), browser }
      const actor = await sessions.find(secret)
      if (!actor) throw sessionOver(cookie.clear())
      return { actor, browser }
    },

    exchange({ kind, document, operation }, browser) {
      if (!browser || kind !== OperationTypeNode.MUTATION) return undefined
      const names = rootFieldsOf(document, operation).map(({ name }) => name.value)
      const { beginning, ending } = sessionFieldsOf(names)
      if (beginning > 1) throw badRequest('Sign in once at a time.')
      if (beginning > 0 && !browser.takesCookies)
        throw badRequest('Sign in by POST: a socket can set no cookie.')
      if (beginning + ending === 0) return undefined
      const fresh = beginning > 0 ? randomBytes(32).toString('base64url') : undefined
      return {
        facts: fresh === undefined ? {} : { cookieHash: hashOfSecret(fresh) },
        settle: () => settle(browser, fresh, { sessions, cookie }),
      }
    },
  }
}

/** Whether a session began or ended, Auth is asked: an answer can call its fields by any name, and leave them out. */
async function settle(
  { secret, takesCookies }: Browser,
  fresh: string | undefined,
  { sessions, cookie }: Pick<CookieModeOptions, 'sessions' | 'cookie'>,
): Promise<readonly (readonly [string, string])[]> {
  const begun = fresh && (await sessions.ask(fresh))
  const left = secret && (await sessions.ask(secret))
  if (!takesCookies) return []
  if (fresh && begun) return [['set-cookie', cookie.write(fresh)]]
  return secret && !left ? [['set-cookie', cookie.clear()]] : []
}

function asksForCookies({ [MODE_HEADER]: mode }: IncomingHttpHeaders): boolean {
  if (mode === undefined || mode === 'bearer') return false
  if (mode === 'cookie') return true
  const { message, extensions } = badRequest('`x-session-mode` is `cookie` or `bearer`.')
  throw new GraphQLError(message, { extensions: { ...extensions, http: { status: 400 } } })
}

const ambiguous = (): GraphQLError => {
  const { message, extensions } = badRequest(
    'Send `x-session-mode: cookie` or `authorization`, not both: each names a caller.',
  )
  return new GraphQLError(message, { extensions: { ...extensions, http: { status: 400 } } })
}

const foreignPage = (): GraphQLError =>
  new GraphQLError('A page of another origin may not use the session of this browser.', {
    extensions: { code: 'FORBIDDEN', details: { reason: 'CROSS_SITE' }, http: { status: 403 } },
  })

const sessionOver = (cleared: string): GraphQLError =>
  new GraphQLError('The session has ended. Sign in.', {
    extensions: {
      code: 'UNAUTHENTICATED',
      http: {
        status: 401,
        headers: new Map([
          ['set-cookie', cleared],
          ['www-authenticate', 'Bearer'],
        ]),
      },
    },
  })
