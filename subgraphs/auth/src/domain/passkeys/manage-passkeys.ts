import { isId } from '@tallystick/ids'
import { accepted, type Result, refused } from '@tallystick/result'
import { deletePasskey, listPasskeys, renamePasskey as storeName } from '../../db/passkeys.ts'
import { lockUser } from '../../db/users.ts'
import { dropIdleRecoveryCodes } from '../factors/recovery-codes.ts'
import type { Means } from '../means.ts'
import { writeNotice } from '../passwords/notice.ts'
import { isPasskeyName, type Passkey } from '../rules/passkey.ts'

/** A person's own passkeys, oldest first. */
export const readPasskeys = ({ db }: Pick<Means, 'db'>, userId: string): Promise<Passkey[]> =>
  listPasskeys(db, userId)

/** Gives a passkey another name. @returns NOT_FOUND for anybody else's as for one that never was */
export async function renamePasskey(
  { db }: Pick<Means, 'db'>,
  renamed: Pick<Passkey, 'id' | 'userId' | 'name'>,
): Promise<Result<Passkey, Readonly<{ code: 'NOT_FOUND' | 'MALFORMED_NAME' }>>> {
  if (!isPasskeyName(renamed.name)) return refused({ code: 'MALFORMED_NAME' })
  const passkey = isId('pky', renamed.id) ? await storeName(db, renamed) : undefined
  return passkey ? accepted(passkey) : refused({ code: 'NOT_FOUND' })
}

/**
 * Removes a passkey, and the recovery codes when nothing is left that those would stand in for. Tells its person by mail.
 * What it signed in goes on.
 *
 * @returns NOT_FOUND for anybody else's as for one that never was
 */
export async function removePasskey(
  means: Means,
  { id, userId }: Pick<Passkey, 'id' | 'userId'>,
): Promise<Result<Readonly<{ passkeyId: string }>, Readonly<{ code: 'NOT_FOUND' }>>> {
  if (!isId('pky', id)) return refused({ code: 'NOT_FOUND' })
  const isRemoved = await means.outbox.transaction(async (tx, publish) => {
    const user = await lockUser(tx, userId)
    if (!(await deletePasskey(tx, { id, userId }))) return false
    await dropIdleRecoveryCodes(tx, userId)
    await writeNotice(tx, { user, what: 'FACTOR_REMOVED' }, means)
    await publish({
      type: 'auth:passkey:removed',
      body: { userId, passkeyId: id },
      aggregate: { type: 'user', id: userId },
      cause: means.cause,
    })
    return true
  })
  means.post.sendSoon()
  return isRemoved ? accepted({ passkeyId: id }) : refused({ code: 'NOT_FOUND' })
}
