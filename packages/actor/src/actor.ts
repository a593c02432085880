/** What a person may be. A role is granted by an administrator; everyone starts as CUSTOMER. */
export type Role = 'ADMIN' | 'CUSTOMER' | 'VENDOR'

/** Every role, in the order in which documents list them. */
export const ROLES: readonly Role[] = ['ADMIN', 'CUSTOMER', 'VENDOR']

/**
 * The caller of one operation.
 *
 * ANONYMOUS has no id. USER is a person with a session. PARTNER is a program with a person's API key: it acts as that
 * person, within what the key allows, and never as an administrator. SERVICE is a process of ours, its id the process's
 * name.
 */
export type Actor = Readonly<{
  kind: 'ANONYMOUS' | 'USER' | 'PARTNER' | 'SERVICE'
  /** `usr_…` of a person or of the key's owner, the name of a service (`payments`), null for nobody. */
  id: string | null
  roles: readonly Role[]
  scopes: readonly string[]
  /** `ses_…`, for a person only. */
  sessionId: string | null
  /** `key_…`, for a PARTNER only. */
  keyId: string | null
  /** When the credential that named the actor ends; a subscription ends with it. Null: it does not end by itself. */
  expiresAt: Date | null
}>

/** Nobody: a request without a credential. */
export const ANONYMOUS: Actor = Object.freeze({
  kind: 'ANONYMOUS',
  id: null,
  roles: [],
  scopes: [],
  sessionId: null,
  keyId: null,
  expiresAt: null,
})

/** The actor that a process of ours is when it calls a subgraph on its own account. */
export const serviceActor = (name: string): Actor =>
  Object.freeze({ ...ANONYMOUS, kind: 'SERVICE', id: name })

/**
 * The person who acts, in person or by a key of theirs; null for nobody and for a process of ours.
 *
 * For what only the person themselves may do, such as to sign out or to make a key, ask for `kind === 'USER'` as well.
 */
export const personOf = (actor: Actor): string | null =>
  actor.kind === 'USER' || actor.kind === 'PARTNER' ? actor.id : null

/** Whether the person who acts holds `role`. Nobody is an administrator by a key: a key lies in a program's settings. */
export const hasRole = (actor: Actor, role: Role): boolean =>
  (actor.kind === 'USER' || (actor.kind === 'PARTNER' && role !== 'ADMIN')) &&
  actor.roles.includes(role)

/** Whether the actor acts as the person `userId`, or is an administrator, or a process of ours. */
export const maySee = (actor: Actor, userId: string | null): boolean =>
  actor.kind === 'SERVICE' ||
  hasRole(actor, 'ADMIN') ||
  (userId !== null && personOf(actor) === userId)
