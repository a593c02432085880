/** What is done with an identity: its person comes in by it, or adds it to the ways in that they have. */
export type IdentityPurpose = 'SIGN_IN' | 'LINK'

/** An account with another provider by which a person signs in, as stored. */
export type Identity = Readonly<{
  id: string
  userId: string
  /** The provider's name when it was linked. */
  provider: string
  /** Who says so: with the next, what tells one identity from all others. */
  issuer: string
  subject: string
  /** The address that the provider knows its person by. For the person's own eyes: nobody is found by it. */
  email: string | null
  createdAt: Date
  lastUsedAt: Date | null
}>

/** What a provider says of who has just signed in there. */
export type IdentityClaims = Readonly<{
  subject: string
  email: string | null
  /** Whether the provider has seen that the address is theirs. */
  isEmailVerified: boolean
  name: string | null
}>

/** What somebody is called who signs up by an identity that has no usable name. */
export const nameOfAddress = (email: string): string => email.split('@')[0] ?? email

/**
 * Whether an identity may be unlinked: a way in has to stay. A passkey is none here, for it may be removed or lost next.
 */
export const mayUnlink = ({
  hasPassword,
  identities,
}: Readonly<{ hasPassword: boolean; identities: number }>): boolean => hasPassword || identities > 1
