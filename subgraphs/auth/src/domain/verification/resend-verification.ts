import { newId } from '@tallystick/ids'
import { findAnyUserByEmail, lockUserIfAny } from '../../db/users.ts'
import { inEvenTime } from '../even-time.ts'
import type { Means } from '../means.ts'
import { isEmail, tidyEmail } from '../rules/sign-up.ts'
import { emailCode } from './email-code.ts'
import { issueCode } from './issue-code.ts'

/**
 * Sends a new code to an address that is still to be verified. Does the same work and says the same for an address that
 * nobody has, one that is verified, and one that was sent enough.
 *
 * @returns how many minutes a code lives
 */
export const resendVerification = (means: Means, input: { email: string }): Promise<number> =>
  inEvenTime(means.settings.answers, () => sendCode(means, input))

async function sendCode(means: Means, { email }: { email: string }): Promise<number> {
  const address = tidyEmail(email)
  const found = isEmail(address) ? await findAnyUserByEmail(means.db, address) : undefined
  const { verification } = means.settings
  await means.outbox.transaction(async (tx, publish) => {
    const user = await lockUserIfAny(tx, found?.id ?? newId('usr'))
    const isTheirs = user?.status === 'ACTIVE' && !user.emailVerified
    const request = emailCode(user ?? { email: address, name: '' }, verification)
    await issueCode({ tx, publish }, isTheirs ? user : undefined, { request, facts: means })
  })
  means.post.sendSoon()
  return verification.emailMinutes
}
