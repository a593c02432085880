import { accepted, type Result } from '@tallystick/result'
import { countAccounts, lockOwner } from '../db/accounts.ts'
import { provisionWallet } from './ensure-wallet.ts'
import type { Means } from './means.ts'
import { type Account, mayOpen, type OpenAccountRefused } from './rules/account.ts'
import { storeAccount } from './store-account.ts'

/** What a person asks for. `name` is as `toAccountName` gives it. */
export type AccountRequest = Pick<Account, 'ownerId' | 'type' | 'currency' | 'name'> &
  Readonly<{ isVendor: boolean }>

/**
 * Opens an account for a person, after their provisioned wallet: that one is to be their oldest, and so the one on
 * which others pay them.
 */
export function openAccount(
  { outbox, limits, now, cause }: Means,
  { isVendor, ...request }: AccountRequest,
): Promise<Result<Account, OpenAccountRefused>> {
  return outbox.transaction(async (tx, publish) => {
    const opening = { tx, publish, now, cause }
    const { ownerId, type } = request
    await lockOwner(tx, ownerId)
    await provisionWallet(opening, { ownerId, currency: limits.defaultCurrency })

    const accountCount = await countAccounts(tx, ownerId)
    const maximum = limits.accountsPerPersonMax
    const decision = mayOpen({ type, isVendor, accountCount, maximum })
    if (!decision.ok) return decision

    const account = await storeAccount(opening, { ...request, isProvisioned: false })
    if (!account) throw new Error('an account was neither stored nor refused')
    return accepted(account)
  })
}
