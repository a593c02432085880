import { isId } from '@tallystick/ids'
import { accepted, type Result, refused } from '@tallystick/result'
import { saveLevel } from '../db/accounts.ts'
import type { Means } from './means.ts'
import { type Account, type AccountLevel, isReason } from './rules/account.ts'

/** What an administrator decides about an account, and why. */
export type SetAccountLevel = Readonly<{ accountId: string; level: AccountLevel; reason: string }>

/** Why a level is not set. Nothing was done. */
export type SetAccountLevelRefused = Readonly<{ code: 'NOT_FOUND' | 'MALFORMED_REASON' }>

/**
 * Sets how much an account is trusted with. It holds for the account's next payment. The event, and so the audit log, keeps
 * who decided and why.
 */
export async function setAccountLevel(
  { outbox, cause }: Pick<Means, 'outbox' | 'cause'>,
  { accountId, level, reason }: SetAccountLevel,
): Promise<Result<Account, SetAccountLevelRefused>> {
  if (!isReason(reason)) return refused({ code: 'MALFORMED_REASON' })
  if (!isId('acc', accountId)) return refused({ code: 'NOT_FOUND' })
  return outbox.transaction(async (tx, publish) => {
    const account = await saveLevel(tx, accountId, level)
    if (!account) return refused({ code: 'NOT_FOUND' })
    const { ownerId } = account
    await publish({
      type: 'accounts:account:graded',
      body: { accountId, ownerId, level, reason },
      aggregate: { type: 'account', id: accountId },
      topics: [`account:${accountId}`, `user:${ownerId}`],
      cause,
    })
    return accepted(account)
  })
}
