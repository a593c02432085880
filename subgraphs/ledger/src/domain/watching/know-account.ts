import type { Tx } from '@tallystick/db'
import { insertKnownAccount } from '../../db/balance-changes.ts'

/** Takes note of whose an account is, so that its owner can watch it before anything is posted to it. */
export function knowAccount(
  tx: Tx,
  account: Readonly<{ accountId: string; ownerId: string }>,
): Promise<void> {
  return insertKnownAccount(tx, account)
}
