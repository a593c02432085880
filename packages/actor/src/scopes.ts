/**
 * What may be done by a credential: the one table of scopes.
 *
 * Fields name the scopes that they ask for in SDL (`@requiresScopes`); who has which scope is said here alone, and
 * `docs/reference/scopes.md` is written from both.
 */
import type { Actor, Role } from './actor.ts'

/** Every scope, and what it lets its holder do. */
export const SCOPES = {
  'accounts:read':
    'Read and follow the person’s accounts, their balances, entries and statements, and the proofs of what is owed.',
  'payments:read':
    'Read and follow the person’s payments, what they did in the ledger, and their receipts.',
  'payments:write':
    'Send, ask for, take, give back and call off money, top up, and read the payment that the answer holds.',
  'sales:write': 'Ask customers for money, and capture what is held for the vendor.',
  'reports:read': 'Read the reports of a vendor’s sales.',
} as const satisfies Record<string, string>

/** A right that a credential may carry. */
export type Scope = keyof typeof SCOPES

const OF_A_CUSTOMER: readonly Scope[] = ['accounts:read', 'payments:read', 'payments:write']

/** Which scopes each role has. */
export const ROLE_SCOPES: Readonly<Record<Role, readonly Scope[]>> = {
  ADMIN: Object.keys(SCOPES) as Scope[],
  CUSTOMER: OF_A_CUSTOMER,
  VENDOR: [...OF_A_CUSTOMER, 'sales:write', 'reports:read'],
}

/** The scopes that a person of these roles has, each once. */
export const scopesOf = (roles: readonly Role[]): readonly Scope[] => [
  ...new Set(roles.flatMap((role) => ROLE_SCOPES[role])),
]

/**
 * The scopes that a person of these roles may give to a program, each once.
 *
 * What an administrator may do is not to be had by a key at all: it is for a person who is there.
 */
export const keyScopesOf = (roles: readonly Role[]): readonly Scope[] =>
  scopesOf(roles.filter((role) => role !== 'ADMIN'))

/**
 * An administrator as the person that they are besides. The scopes stay: what any person may do is not privileged, though an
 * administrator does it.
 */
export const asOrdinary = <A extends Actor>(actor: A): A => ({
  ...actor,
  roles: actor.roles.filter((role) => role !== 'ADMIN'),
  scopes: [...new Set([...actor.scopes, ...scopesOf(actor.roles)])],
})

/**
 * Whether the actor has a scope: a person by their roles, or because their token says so; a program because it was
 * granted. A process of ours is not held to scopes: what it may do, `@policy` says.
 */
export function hasScope({ kind, roles, scopes }: Actor, scope: string): boolean {
  if (kind === 'SERVICE') return true
  if (kind === 'ANONYMOUS') return false
  if (scopes.includes(scope)) return true
  return kind === 'USER' && roles.some((role) => hasText(ROLE_SCOPES[role], scope))
}

const hasText = (among: readonly string[], text: string): boolean => among.includes(text)
