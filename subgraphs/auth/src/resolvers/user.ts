import { maySee } from '@tallystick/actor'
import type { Context } from '../context.ts'
import type { UserView } from '../domain/rules/user.ts'
import type { UserResolvers } from '../schema/resolvers.generated.ts'

/** Gives a private field to the person themselves, to administrators and to our own processes; null to anyone else. */
const toThoseWhoMaySee =
  <Value>(read: (user: UserView) => Value) =>
  (user: UserView, _arguments: unknown, { actor }: Context): Value | null =>
    user.isOwn || maySee(actor, user.id) ? read(user) : null

/** A person: name and handle for everyone who got here, the rest for the person and administrators. */
export const User: UserResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.user.load(id),
  email: toThoseWhoMaySee(({ email }) => email),
  roles: toThoseWhoMaySee(({ roles }) => [...roles]),
  emailVerified: toThoseWhoMaySee(({ emailVerified }) => emailVerified),
  phone: toThoseWhoMaySee(({ phone }) => phone),
  phoneVerified: toThoseWhoMaySee(({ phoneVerified }) => phoneVerified),
  status: toThoseWhoMaySee(({ status }) => status),
  createdAt: toThoseWhoMaySee(({ createdAt }) => createdAt),
}
