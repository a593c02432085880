/** The Auth subgraph as one thing to start: its database, its outbox, its door, and the keys it signs with. */
import type { AssertionVerifier } from '@tallystick/actor'
import { openDatabase } from '@tallystick/db'
import { assertMigrated } from '@tallystick/db/migrate'
import type { Notifier } from '@tallystick/notify'
import {
  type EventHandlers,
  type Inbox,
  newInbox,
  newOutbox,
  type Outbox,
} from '@tallystick/outbox'
import type { Wake } from '@tallystick/outbox/wake'
import type { Seal } from '@tallystick/sealed'
import type { HttpDoor } from '@tallystick/subgraph-client'
import { newSubgraph, type Subgraph, type SubgraphContext } from '@tallystick/subgraph-server'
import { readSubgraphSdl } from '@tallystick/subgraph-server/schema'
import type { Logger } from '@tallystick/telemetry'
import type { FastifyInstance } from 'fastify'
import type { JWK } from 'jose'
import { choresOf } from './chores.ts'
import type { Context } from './context.ts'
import { authSchema } from './db/tables.ts'
import { newAccessTokens, TOKEN_SETTINGS, type TokenSettings } from './domain/access-token.ts'
import { AUTH_SETTINGS, type AuthSettings } from './domain/auth-settings.ts'
import { KEY_SETTINGS, type KeySettings } from './domain/key-settings.ts'
import { newPost } from './domain/messages/post.ts'
import { newPasswordHasher, type PasswordHasher } from './domain/password-hash.ts'
import { resealSignatures } from './domain/reseal-signatures.ts'
import type { NewCookie } from './domain/rules/session.ts'
import { publicKeys } from './domain/signing-keys/public-keys.ts'
import { openSigningKeys } from './domain/signing-keys/signing-keys.ts'
import { CLOSED_SEAL, NO_SIGNING_KEYS } from './domain/signing-keys/without-secret.ts'
import { handlers } from './events/handlers.ts'
import type { AuthEvent } from './events/published.ts'
import { openOAuth } from './oauth/open.ts'
import { newRelyingParty } from './providers/relying-party.ts'
import { resolvers } from './resolvers/index.ts'
import { newLoaders, newReads } from './resolvers/loaders.ts'

export { TOKEN_SETTINGS, type TokenSettings } from './domain/access-token.ts'
export { AUTH_SETTINGS, type AuthSettings } from './domain/auth-settings.ts'
export { KEY_SETTINGS, type KeySettings } from './domain/key-settings.ts'

/** What Auth is opened with. */
export type AuthOptions = Readonly<{
  /** Postgres, migrated, as the role of the Auth subgraph. */
  databaseUrl: string
  wake: Wake
  log: Logger
  /** Seals what is stored and has to be read again. Undefined: nobody is signed in here, and no secret is opened. */
  seal: Seal | undefined
  /** The clock; the machine's own unless told. */
  now?: (() => Date) | undefined
  /** What differs from `TOKEN_SETTINGS`. */
  tokens?: Partial<TokenSettings> | undefined
  /** What differs from `KEY_SETTINGS`. */
  keys?: Partial<KeySettings> | undefined
  /** What differs from `AUTH_SETTINGS`, by matter. */
  settings?: Partial<AuthSettings> | undefined
  /** Sends messages; without it they wait for a process that has one. */
  notifier?: Notifier | undefined
  /** Where the whole world finds the gateway: the issuer of OAuth. @default 'http://localhost:4000' */
  publicUrl?: string | undefined
  /** Hashes passwords; by argon2id unless told. */
  hasher?: PasswordHasher | undefined
}>

/** An open Auth subgraph. */
export type OpenAuth = Readonly<{
  subgraph: Subgraph
  outbox: Outbox<AuthEvent>
  inbox: Inbox<AuthEvent>
  handlers: EventHandlers
  /** The public keys that verify access tokens. */
  jwks(): Promise<{ keys: JWK[] }>
  /** The way to OAuth for the gateway of this process. */
  oauth: HttpDoor
  /** Serves the keys, and OAuth for the gateway, over HTTP. */
  routes(app: FastifyInstance, guard: Readonly<{ verify: AssertionVerifier }>): void
  /** For the worker to repeat. */
  chores: readonly Readonly<{ name: string; everyMs: number; run(): Promise<unknown> }>[]
  /** @throws when the database does not answer */
  ready(): Promise<void>
  close(): Promise<void>
}>

/** How long a verifier may keep the keys, in seconds. A new key is published before anything is signed with it. */
const JWKS_MAX_AGE_S = 60

/** Where a developer's machine serves. */
const PUBLIC_URL = 'http://localhost:4000'

/** Opens Auth. At the very first start it makes the key that access tokens are signed with. */
export async function openAuth(options: AuthOptions): Promise<OpenAuth> {
  const { databaseUrl, wake, log, seal = CLOSED_SEAL, now = () => new Date() } = options
  const { db, close } = openDatabase({ url: databaseUrl, name: 'auth' })
  try {
    await assertMigrated(databaseUrl, 'auth')
    const settings = { ...AUTH_SETTINGS, ...options.settings }
    const keySettings = { ...KEY_SETTINGS, ...options.keys }
    const sealed = { db, seal, lookS: settings.signingKeys.lookS }
    const signingKeys = options.seal ? await openSealed(sealed, now()) : NO_SIGNING_KEYS
    const tokens = newAccessTokens(signingKeys, { ...TOKEN_SETTINGS, ...options.tokens })
    const outbox = newOutbox<AuthEvent>({ db, schema: authSchema, name: 'auth', wake, log })
    const { hasher = newPasswordHasher(), notifier, publicUrl = PUBLIC_URL } = options
    const post = newPost({ db, seal, notifier, settings: settings.messages, now, log })
    const reads = newReads(db)
    const parts = { db, outbox, hasher, tokens, keySettings, settings, seal, post }
    const means = { ...parts, relyingParty: newRelyingParty({ publicUrl, log, now }) }
    const oauth = openOAuth({ db, outbox, settings, tokens, publicUrl, signingKeys, now, log })
    const subgraph = newSubgraph<Context>({
      name: 'auth',
      sdl: readSubgraphSdl(new URL('schema/', import.meta.url)),
      resolvers,
      newContext: (asked) => ({
        ...asked,
        ...means,
        cookie: newCookieOf(asked),
        loaders: newLoaders(reads),
      }),
      log,
      now,
    })
    const jwks = () => publicKeys(db, { now: now(), accessTokenS: tokens.settings.accessTokenS })
    return {
      subgraph,
      outbox,
      inbox: newInbox({ outbox, schema: authSchema, name: 'auth' }),
      handlers,
      jwks,
      oauth: oauth.door,
      routes(app, { verify }) {
        serveJwks(app, jwks)
        oauth.routes(app, verify)
      },
      chores: choresOf({ db, outbox, post, settings, now, log }),
      ready: async () => void (await db.execute('select 1')),
      async close() {
        await subgraph.close()
        await oauth.close()
        await outbox.close()
        await post.close()
        await hasher.close?.()
        await close()
      },
    }
  } catch (fault) {
    await close()
    throw fault
  }
}

/** Only the gateway, which speaks to browsers, has a cookie for them. */
const newCookieOf = ({ facts, actor }: SubgraphContext): NewCookie | undefined =>
  facts.issuer === 'gateway' && facts.cookieHash !== undefined
    ? { hash: facts.cookieHash, replacesId: actor.kind === 'USER' ? actor.sessionId : null }
    : undefined

/** Opens the signing keys, and seals with the secret of now what an older one sealed. */
async function openSealed(
  parts: Parameters<typeof openSigningKeys>[0],
  now: Date,
): ReturnType<typeof openSigningKeys> {
  await resealSignatures(parts.db, parts.seal)
  return openSigningKeys(parts, now)
}

function serveJwks(app: FastifyInstance, jwks: OpenAuth['jwks']): void {
  app.get('/.well-known/jwks.json', async (_request, reply) =>
    reply.header('cache-control', `public, max-age=${JWKS_MAX_AGE_S}`).send(await jwks()),
  )
}
