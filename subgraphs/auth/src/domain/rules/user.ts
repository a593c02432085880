/** What a person may do. A role is granted by an administrator; everyone starts as CUSTOMER. */
export type Role = 'ADMIN' | 'CUSTOMER' | 'VENDOR'

/** Whether a person may sign in: only ACTIVE may. */
export type UserStatus = 'ACTIVE' | 'LOCKED' | 'SUSPENDED' | 'EXPIRED' | 'ARCHIVED'

/** A person as stored, without the password's hash: that never leaves the use case that checks it. */
export type User = Readonly<{
  id: string
  /** As the person wrote it; unique without regard to case. */
  email: string
  emailVerified: boolean
  /** As E.164 writes it. */
  phone: string | null
  phoneVerified: boolean
  name: string
  username: string | null
  roles: readonly Role[]
  status: UserStatus
  /** Counts the changes of what the person may do; access tokens say which one they show. */
  rightsVersion: number
  createdAt: Date
}>

/**
 * A person as one answer shows them.
 *
 * `isOwn` marks the answer to somebody who has just proved to be this person (sign-up, sign-in, refresh): their request
 * carries no access token yet, so the caller alone would not tell that they may see their own address.
 */
export type UserView = User & Readonly<{ isOwn: boolean }>

/** Shows `user` to a caller whose right to the private fields is still to be checked. */
export const toView = (user: User): UserView => ({ ...user, isOwn: false })

/** Shows `user` to themselves. */
export const toOwnView = (user: User): UserView => ({ ...user, isOwn: true })

/** A person who has just signed up: a CUSTOMER whose address is still to be verified. */
export const newUser = (
  identity: Pick<User, 'email' | 'name' | 'username'>,
  { id, now }: Readonly<{ id: string; now: Date }>,
): User => ({
  ...identity,
  id,
  emailVerified: false,
  phone: null,
  phoneVerified: false,
  roles: ['CUSTOMER'],
  status: 'ACTIVE',
  rightsVersion: 0,
  createdAt: now,
})
