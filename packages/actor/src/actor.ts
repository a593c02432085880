/** What a person may be. A role is granted by an administrator; everyone starts as CUSTOMER. */
export type Role = 'ADMIN' | 'CUSTOMER' | 'VENDOR'

/** Every role, in the order in which documents list them. */
export const ROLES: readonly Role[] = ['ADMIN', 'CUSTOMER', 'VENDOR']

/**
 * The caller of one operation.
 *
 * ANONYMOUS has no id. USER is a person with a session. SERVICE is a process of ours, its id the process's name.
 */
export type Actor = Readonly<{
  kind: 'ANONYMOUS' | 'USER' | 'SERVICE'
  /** `usr_…` of a person, the name of a service (`payments`), null for nobody. */
  id: string | null
  roles: readonly Role[]
  scopes: readonly string[]
  /** `ses_…`, for a person only. */
  sessionId: string | null
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
  expiresAt: null,
})

/** The actor that a process of ours is when it calls a subgraph on its own account. */
export const serviceActor = (name: string): Actor =>
  Object.freeze({ ...ANONYMOUS, kind: 'SERVICE', id: name })

/** Whether the actor is a person who holds `role`. */
export const hasRole = (actor: Actor, role: Role): boolean =>
  actor.kind === 'USER' && actor.roles.includes(role)

/** Whether the actor is the person `userId`, or an administrator, or a process of ours. */
export const maySee = (actor: Actor, userId: string | null): boolean =>
  actor.kind === 'SERVICE' ||
  hasRole(actor, 'ADMIN') ||
  (actor.kind === 'USER' && userId !== null && actor.id === userId)
