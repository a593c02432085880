import type { Tx } from '@tallystick/db'
import type { Message, SecurityEvent } from '@tallystick/notify'
import type { Means } from '../means.ts'
import type { User } from '../rules/user.ts'

/** A notice that comes later than a day tells its owner nothing any more. */
const WORTH_MS = 24 * 60 * 60 * 1000

/** The message that tells a person what happened to their account. */
export const noticeOf = (
  { email, name }: Pick<User, 'email' | 'name'>,
  what: SecurityEvent,
): Message => ({
  to: { email },
  template: 'SECURITY_NOTICE',
  values: { name, what },
})

/** Tells a person, by mail, what happened to their account: for what must never happen behind their back. */
export const writeNotice = (
  tx: Tx,
  { user, what }: Readonly<{ user: User; what: SecurityEvent }>,
  { post, now }: Pick<Means, 'post' | 'now'>,
): Promise<void> => {
  const until = new Date(now.getTime() + WORTH_MS)
  return post.write(tx, { message: noticeOf(user, what), until, isDecoy: false }, now)
}
