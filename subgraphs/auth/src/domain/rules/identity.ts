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
  /** Who says so: `iss` of an id token that is verified. */
  issuer: string
  subject: string
  email: string | null
  /** Whether the provider has seen that the address is theirs. */
  isEmailVerified: boolean
  name: string | null
  /** When they last proved there who they are; null when it does not say. */
  provedAt: Date | null
}>

/** How far a provider's clock may be ahead, in milliseconds. */
const AHEAD_MS = 30_000
/** What is known of nobody's proof: too long ago for whatever asks for one. */
const LONG_AGO = new Date(0)

/**
 * When somebody who comes in by an identity has proved who they are. The provider may have known them from a visit of long
 * ago and asked for nothing, so it is when it says so, and not now.
 *
 * @param sessionS how long our sessions live, in seconds: what is older than any, is no proof of anything here
 */
export function provedAtOf(
  { provedAt }: Pick<IdentityClaims, 'provedAt'>,
  { now, sessionS }: Readonly<{ now: Date; sessionS: number }>,
): Date {
  const agoMs = provedAt === null ? Number.NaN : now.getTime() - provedAt.getTime()
  if (provedAt === null || !(agoMs >= -AHEAD_MS && agoMs < sessionS * 1000)) return LONG_AGO
  return agoMs < 0 ? now : provedAt
}

/** What somebody is called who signs up by an identity that has no usable name. */
export const nameOfAddress = (email: string): string => email.split('@')[0] ?? email

/**
 * Whether an identity may be unlinked: a way in has to stay. A passkey is none here, for it may be removed or lost next; nor is
 * an identity of a provider that the operator has taken out.
 *
 * @param issuers whose word counts now
 */
export const mayUnlink = (
  { id, hasPassword }: Readonly<{ id: string; hasPassword: boolean }>,
  own: readonly Pick<Identity, 'id' | 'issuer'>[],
  issuers: readonly string[],
): boolean => hasPassword || own.some((each) => each.id !== id && issuers.includes(each.issuer))
