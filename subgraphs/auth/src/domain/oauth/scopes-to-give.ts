import { keyScopesOf } from '@tallystick/actor'
import { IDENTITY_SCOPES } from '../rules/oauth-client.ts'
import type { Role } from '../rules/user.ts'

/** What a person of these roles may let a program do. What an administrator may do is for a person who is there. */
export const scopesToGive = (roles: readonly Role[]): readonly string[] => [
  ...IDENTITY_SCOPES,
  ...keyScopesOf(roles),
]

/** The scopes of `asked` that neither OpenID Connect nor the owner's roles have. */
export function scopesBeyond(asked: readonly string[], roles: readonly Role[]): readonly string[] {
  const may = scopesToGive(roles)
  return asked.filter((scope) => !may.includes(scope))
}
