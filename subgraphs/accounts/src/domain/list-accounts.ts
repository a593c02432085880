import { listAccounts } from '../db/accounts.ts'
import { ensureWallet } from './ensure-wallet.ts'
import type { Means } from './means.ts'
import type { Account, AccountPlace, AccountSelection } from './rules/account.ts'

/** Which page of whose accounts. */
export type ListRequest = AccountSelection &
  Readonly<{ ownerId: string; limit: number; after?: AccountPlace | undefined }>

/**
 * Lists a person's accounts, oldest first, one more than `limit`.
 *
 * @param request.isOwner their own look opens the wallet that everyone has, should the news of them be late
 */
export async function listPersonsAccounts(
  means: Means,
  { ownerId, isOwner, ...page }: ListRequest & { isOwner: boolean },
): Promise<Account[]> {
  if (isOwner) await ensureWallet(means, ownerId)
  return listAccounts(means.db, ownerId, page)
}
