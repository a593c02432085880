import { constraintOf, type Tx } from '@tallystick/db'
import { newId } from '@tallystick/ids'
import type { Publish } from '@tallystick/outbox'
import { accepted, type Result, refused } from '@tallystick/result'
import { findIdentity, insertIdentity, updateIdentityEmail } from '../../db/identities.ts'
import { lockUserIfAny } from '../../db/users.ts'
import type { AuthEvent } from '../../events/published.ts'
import { askForFactor } from '../factors/challenge.ts'
import { factorsOf } from '../factors/own-factors.ts'
import { asUser, type Means } from '../means.ts'
import { type Identity, nameOfAddress, provedAtOf } from '../rules/identity.ts'
import { hasFactor } from '../rules/mfa-challenge.ts'
import type { OpenSession } from '../rules/session.ts'
import { type KeptOut, whyKeptOut } from '../rules/sign-in.ts'
import { checkIdentity } from '../rules/sign-up.ts'
import { newUser, type User } from '../rules/user.ts'
import type { MfaRequired } from '../sign-in.ts'
import { openSession, type StartedSession, startSession } from '../start-session.ts'
import { settleNewcomer } from './settle-newcomer.ts'
import {
  type ProveIdentityRefused,
  type ProvenIdentity,
  proveIdentity,
  type ShownIdentity,
} from './state.ts'
import { tellRefused } from './tell-refused.ts'
import { tellSignedIn } from './tell-signed-in.ts'

/** Why nobody is signed in. */
export type IdentitySignInRefused =
  | ProveIdentityRefused
  | KeptOut
  | MfaRequired
  | Readonly<{ code: 'IDENTITY_NOT_LINKED' }>

/** Who is signed in, and whether they have just signed up by it. */
export type SignedInByIdentity = Readonly<{ session: OpenSession; isNew: boolean }>

type Change = Readonly<{ tx: Tx; publish: Publish<AuthEvent> }>
type NotLinked = Readonly<{ code: 'IDENTITY_NOT_LINKED' }>
type Came =
  | Readonly<{ started: StartedSession; isNew: boolean }>
  | NotLinked
  | KeptOut
  | MfaRequired

const NOT_LINKED = { code: 'IDENTITY_NOT_LINKED' } as const

/**
 * Signs in whom a provider has just named, or asks for the second factor that they have: what another house says of a person
 * is never two factors here. Somebody new signs up by it, if the provider has seen that their address is theirs and nobody here
 * has shown so. An address never leads to somebody who is here already: or whoever gets a provider to name an address has its account.
 */
export async function finishIdentitySignIn(
  means: Means,
  shown: Omit<ShownIdentity, 'userId'>,
): Promise<Result<SignedInByIdentity, IdentitySignInRefused>> {
  const proven = await proveIdentity(means, { ...shown, userId: null })
  if (!proven.ok) return proven
  const { value } = proven
  const came = await comeIn(means, value)
  if ('code' in came) {
    if (came.code !== 'MFA_REQUIRED') await tell(means, value, came)
    return refused(came)
  }
  means.post.sendSoon()
  const session = await openSession(came.started, means)
  return accepted({ session, isNew: came.isNew })
}

async function tell(
  means: Means,
  { provider: { name: provider }, issuer, subject }: ProvenIdentity,
  { code }: KeptOut | NotLinked,
): Promise<void> {
  const found = await findIdentity(means.db, { issuer, subject })
  const reason = code === 'IDENTITY_NOT_LINKED' ? 'NOT_LINKED' : 'KEPT_OUT'
  const userId = found?.userId ?? null
  await tellRefused(means, { userId, provider, purpose: 'SIGN_IN', reason })
}

async function comeIn(means: Means, proven: ProvenIdentity): Promise<Came> {
  const { issuer, subject } = proven
  const whose = { issuer, subject }
  const found = await findIdentity(means.db, whose)
  if (found)
    return means.outbox.transaction((tx, publish) =>
      signIn({ tx, publish }, { found, proven }, means),
    )
  const user = personOf(proven, means)
  if (!user) return NOT_LINKED
  try {
    return await means.outbox.transaction((tx, publish) =>
      signUp({ tx, publish }, { user, proven }, means),
    )
  } catch (fault) {
    if (!TAKEN.has(constraintOf(fault) ?? '')) throw fault
    // In another tab the same person may have been faster; everyone else keeps their address to themselves.
    return (await findIdentity(means.db, whose)) ? comeIn(means, proven) : NOT_LINKED
  }
}

const TAKEN: ReadonlySet<string> = new Set(['users_email_unique', 'identities_subject'])

async function signIn(
  { tx, publish }: Change,
  { found, proven }: Readonly<{ found: Identity; proven: ProvenIdentity }>,
  means: Means,
): Promise<Came> {
  const user = await lockUserIfAny(tx, found.userId)
  const { id: identityId } = found
  // Looked at again under the lock: its person may have unlinked it at this moment.
  const isTheirs = await updateIdentityEmail(tx, { id: identityId, email: proven.email })
  if (!user || !isTheirs) return NOT_LINKED
  const keptOut = whyKeptOut(user, 'OPEN', means.settings.verification)
  if (keptOut) return keptOut
  const { id: userId } = user
  const factors = await factorsOf(tx, userId)
  if (hasFactor(factors)) {
    const asked = { userId, sessionId: null, identityId, factors }
    return { code: 'MFA_REQUIRED', ...(await askForFactor({ tx, publish }, asked, means)) }
  }
  const started = await begin({ tx, publish }, { user, identityId, proven }, means)
  return { started, isNew: false }
}

/** Whom somebody new would be; undefined when they may not sign up by this identity. */
function personOf({ provider, ...claims }: ProvenIdentity, { now }: Means): User | undefined {
  const { email, name, isEmailVerified } = claims
  if (!provider.signUp || !isEmailVerified || email === null) return undefined
  const named = checkIdentity({ email, name: name ?? '' })
  const identity = named.ok ? named : checkIdentity({ email, name: nameOfAddress(email) })
  if (!identity.ok) return undefined
  return { ...newUser(identity.value, { id: newId('usr'), now }), emailVerified: true }
}

async function signUp(
  change: Change,
  { user: named, proven }: Readonly<{ user: User; proven: ProvenIdentity }>,
  means: Means,
): Promise<Came> {
  const { now: createdAt, cause } = means
  const user = await settleNewcomer(change, named, means)
  const { id: userId } = user
  const { issuer, subject, email, provider } = proven
  const identityId = newId('idn')
  const whose = { userId, issuer, subject, email, provider: provider.name }
  await insertIdentity(change.tx, { id: identityId, ...whose, createdAt, lastUsedAt: null })
  await change.publish({
    type: 'auth:identity:linked',
    body: { userId, identityId, provider: provider.name, isNew: true },
    aggregate: { type: 'user', id: userId },
    cause: asUser(cause, userId),
  })
  return { started: await begin(change, { user, identityId, proven }, means), isNew: true }
}

async function begin(
  change: Change,
  {
    user,
    identityId,
    proven,
  }: Readonly<{ user: User; identityId: string; proven: ProvenIdentity }>,
  means: Means,
): Promise<StartedSession> {
  const { settings, now } = means
  const facts = { ...means, cause: asUser(means.cause, user.id) }
  await tellSignedIn(change, { userId: user.id, identityId }, facts)
  const provedAt = provedAtOf(proven, { now, sessionS: settings.sessions.sessionS })
  return startSession(change, user, { facts: means, provedBy: 'IDENTITY', provedAt })
}
