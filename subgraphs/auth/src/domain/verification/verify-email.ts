import type { Tx } from '@tallystick/db'
import { newId } from '@tallystick/ids'
import { accepted, type Result, refused } from '@tallystick/result'
import { findCodeByToken } from '../../db/one-time-codes.ts'
import {
  findAnyUserByEmail,
  giveWantedUsername,
  lockUserIfAny,
  setEmailVerified,
} from '../../db/users.ts'
import { asUser, type Means } from '../means.ts'
import type { OneTimeCode } from '../rules/one-time-code.ts'
import { isEmail, tidyEmail } from '../rules/sign-up.ts'
import type { User } from '../rules/user.ts'
import { hashOfLinkToken } from './code-secrets.ts'
import { type InvalidCode, useDigits, useLink } from './use-code.ts'

/** What a person shows: the token of the link, or the six digits of the message together with the address. */
export type EmailProof = Readonly<{ token: string }> | Readonly<{ email: string; code: string }>

const purpose = 'EMAIL_VERIFICATION'

/**
 * Marks an address as its person's own. Signs nobody in: a link in a mailbox is no password.
 *
 * A code counts only while the person has the address that it was sent to, and while they may sign in.
 */
export async function verifyEmail(
  means: Means,
  proof: EmailProof,
): Promise<Result<User, InvalidCode>> {
  const found = 'token' in proof ? await byToken(means, proof) : await byAddress(means, proof)
  const verified = await means.outbox.transaction(async (tx, publish) => {
    const user = await lockUserIfAny(tx, found.userId)
    if (user && user.status !== 'ACTIVE') return undefined
    const code = await found.use(tx)
    if (!user || !code || code.target !== user.email) return undefined
    await setEmailVerified(tx, user.id)
    const username = await giveWantedUsername(tx, user)
    const { now, post } = means
    const until = new Date(now.getTime() + DAY_MS)
    const values = { name: user.name }
    const message = { to: { email: user.email }, template: 'WELCOME', values } as const
    if (!user.emailVerified) await post.write(tx, { message, until, isDecoy: false }, now)
    await publish({
      type: 'auth:email:verified',
      body: { userId: user.id, username },
      aggregate: { type: 'user', id: user.id },
      cause: asUser(means.cause, user.id),
    })
    return { ...user, emailVerified: true, username }
  })
  means.post.sendSoon()
  return verified ? accepted(verified) : refused({ code: 'INVALID_CODE' })
}

const DAY_MS = 24 * 60 * 60 * 1000

type Found = Readonly<{ userId: string; use(tx: Tx): Promise<OneTimeCode | undefined> }>

async function byToken(means: Means, { token }: { token: string }): Promise<Found> {
  const code = await findCodeByToken(means.db, hashOfLinkToken(token), purpose)
  return {
    userId: code?.userId ?? newId('usr'),
    use: async (tx) => (code ? useLink(tx, code.id, means) : undefined),
  }
}

async function byAddress(
  means: Means,
  { email, code: digits }: { email: string; code: string },
): Promise<Found> {
  const address = tidyEmail(email)
  const user = isEmail(address) ? await findAnyUserByEmail(means.db, address) : undefined
  const userId = user?.id ?? newId('usr')
  return { userId, use: (tx) => useDigits(tx, { userId, purpose, digits }, means) }
}
