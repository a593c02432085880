import { findProvisioned } from '../db/accounts.ts'
import type { Means } from './means.ts'
import { type Account, provisionedWallet } from './rules/account.ts'
import { type Opening, storeAccount } from './store-account.ts'

/** How often it is tried, should the random number be taken each time. */
const ATTEMPTS_MAX = 8

/**
 * Opens the wallet that everyone has, in the default currency, unless it is open already.
 *
 * Called when a person registers and again whenever one looks at their accounts or is paid, because the news of the
 * registration may be late. Any number of calls at once open one wallet: a unique index decides.
 */
export async function ensureWallet(means: Means, ownerId: string): Promise<Account> {
  const found = await findProvisioned(means.db, ownerId)
  if (found) return found
  const { outbox, now, cause, limits } = means
  return outbox.transaction((tx, publish) =>
    provisionWallet({ tx, publish, now, cause }, { ownerId, currency: limits.defaultCurrency }),
  )
}

/** The same within a transaction that is open already. */
export async function provisionWallet(
  opening: Opening,
  { ownerId, currency }: Pick<Account, 'ownerId' | 'currency'>,
): Promise<Account> {
  for (let attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
    const found = await findProvisioned(opening.tx, ownerId)
    if (found) return found
    const wallet = { ...provisionedWallet(currency), ownerId, isProvisioned: true }
    const opened = await storeAccount(opening, wallet)
    if (opened) return opened
    // Somebody was quicker, and the insert waited for their commit: the next look finds it. Or the number was taken.
  }
  throw new Error(`no wallet provisioned in ${ATTEMPTS_MAX} attempts`)
}
