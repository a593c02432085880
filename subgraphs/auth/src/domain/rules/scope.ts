import type { Role } from './user.ts'

/**
 * What each role may have done by a key. A key carries scopes of its own and never one that its owner's roles do not give.
 *
 * An administrator's rights are not to be had by a key at all: they are for a person who is there.
 */
const SCOPES: Readonly<Record<Role, readonly string[]>> = {
  CUSTOMER: ['accounts:read', 'payments:read', 'payments:write'],
  VENDOR: ['accounts:read', 'payments:read', 'payments:write', 'reports:read'],
  ADMIN: [],
}

/** The scopes that a person of these roles may give a key, each once. */
export const scopesOf = (roles: readonly Role[]): readonly string[] => [
  ...new Set(roles.flatMap((role) => SCOPES[role])),
]
