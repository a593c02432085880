import { newId } from '@tallystick/ids'
import { findAnyUserByEmail, lockUserIfAny } from '../../db/users.ts'
import { inEvenTime } from '../even-time.ts'
import type { Means } from '../means.ts'
import { isEmail, tidyEmail } from '../rules/sign-up.ts'
import { linkTo } from '../verification/email-code.ts'
import { type CodeRequest, issueCode } from '../verification/issue-code.ts'

/**
 * Sends a link by which a person may set a new password. Does the same work and says the same for an address that nobody
 * has, a person who may not sign in, and one who was sent enough.
 *
 * @returns how many minutes the link lives
 */
export const requestPasswordReset = (means: Means, input: { email: string }): Promise<number> =>
  inEvenTime(means.settings.answers, () => sendLink(means, input))

async function sendLink(means: Means, { email }: { email: string }): Promise<number> {
  const address = tidyEmail(email)
  const found = isEmail(address) ? await findAnyUserByEmail(means.db, address) : undefined
  await means.outbox.transaction(async (tx, publish) => {
    const user = await lockUserIfAny(tx, found?.id ?? newId('usr'))
    const request = resetLink(user ?? { email: address, name: '' }, means.settings)
    const who = user?.status === 'ACTIVE' ? user : undefined
    await issueCode({ tx, publish }, who, { request, facts: means })
  })
  means.post.sendSoon()
  return means.settings.passwords.resetMinutes
}

function resetLink(
  { email, name }: Readonly<{ email: string; name: string }>,
  { passwords: { resetMinutes: minutes }, verification: { linksUrl } }: Means['settings'],
): CodeRequest {
  return {
    purpose: 'PASSWORD_RESET',
    by: { digits: false, link: true },
    to: { email },
    minutes,
    compose: ({ token }) => ({
      to: { email },
      template: 'PASSWORD_RESET',
      values: { name, link: linkTo(linksUrl, 'reset-password', token), minutes },
    }),
  }
}
