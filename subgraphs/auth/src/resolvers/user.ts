import { type Actor, maySee } from '@tallystick/actor'
import type { Context } from '../context.ts'
import type { UserView } from '../domain/rules/user.ts'
import type { UserResolvers } from '../schema/resolvers.generated.ts'

/**
 * Gives a private field to the person themselves, to administrators and to our own processes; null to anyone else, and to a
 * program of OAuth that was not let see it.
 */
const toThoseWhoMaySee =
  <Value>(read: (user: UserView) => Value, scope: 'email' | 'profile' = 'profile') =>
  (user: UserView, _arguments: unknown, { actor }: Context): Value | null =>
    user.isOwn || (maySee(actor, user.id) && isLetSee(actor, scope)) ? read(user) : null

/** What a person let a program of OAuth do is all that it may; a key is its owner's own. */
const isLetSee = ({ kind, keyId, scopes }: Actor, scope: string): boolean =>
  kind !== 'PARTNER' || !/^oa[cg]_/.test(keyId ?? '') || scopes.includes(scope)

/** A person: name and handle for everyone who got here, the rest for the person and administrators. */
export const User: UserResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.user.load(id),
  email: toThoseWhoMaySee(({ email }) => email, 'email'),
  roles: toThoseWhoMaySee(({ roles }) => [...roles]),
  emailVerified: toThoseWhoMaySee(({ emailVerified }) => emailVerified, 'email'),
  phone: toThoseWhoMaySee(({ phone }) => phone),
  phoneVerified: toThoseWhoMaySee(({ phoneVerified }) => phoneVerified),
  status: toThoseWhoMaySee(({ status }) => status),
  createdAt: toThoseWhoMaySee(({ createdAt }) => createdAt),
}
