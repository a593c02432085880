import type { Database } from '@tallystick/db'
import type { Cause, Outbox } from '@tallystick/outbox'
import type { Seal } from '@tallystick/sealed'
import type { AuthEvent } from '../events/published.ts'
import type { AccessTokens } from './access-token.ts'
import type { AuthSettings } from './auth-settings.ts'
import type { RelyingParty } from './identities/relying-party.ts'
import type { KeySettings } from './key-settings.ts'
import type { Post } from './messages/post.ts'
import type { PasswordHasher } from './password-hash.ts'
import type { NewCookie } from './rules/session.ts'

/** What a use case works with: where it stores, what it signs and hashes with, when it is, and for whom. */
export type Means = Readonly<{
  db: Database
  outbox: Outbox<AuthEvent>
  hasher: PasswordHasher
  tokens: AccessTokens
  keySettings: KeySettings
  settings: AuthSettings
  seal: Seal
  post: Post
  /** Asks identity providers of others who somebody is. */
  relyingParty: RelyingParty
  /** Holds the sessions that begin; undefined where tokens hold them. */
  cookie: NewCookie | undefined
  now: Date
  cause: Cause
}>

/** The cause of what follows once the caller has proved to be `userId`, though their request carries no token yet. */
export const asUser = (cause: Cause, userId: string): Cause => ({
  ...cause,
  actor: { kind: 'USER', id: userId },
})
