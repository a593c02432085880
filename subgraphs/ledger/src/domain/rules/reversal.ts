import { derivedId } from '@tallystick/ids'
import type { Entry } from './entry.ts'
import type { LedgerTransaction } from './ledger-transaction.ts'
import type { Posting } from './posting.ts'
import type { Side } from './side.ts'

/** What someone wants undone, and why. */
export type ReversalRequest = Readonly<{
  ledgerTransactionId: string
  reason: string
  idempotencyKey: string
}>

const OTHER: Readonly<Record<Side, Side>> = { DEBIT: 'CREDIT', CREDIT: 'DEBIT' }

/**
 * The posting that undoes a ledger transaction: every entry again, in the same order, on the other side.
 *
 * Its id follows from who asks and the key, so that asking again finds the same posting, another key is another try, and one key cannot mean two things.
 */
export function reversalOf(
  original: LedgerTransaction,
  entries: readonly Entry[],
  { reason, idempotencyKey, actorId }: ReversalRequest & Readonly<{ actorId: string }>,
): Posting {
  return {
    id: derivedId('ltx', `reversal ${idempotencyKey}`, actorId),
    paymentId: original.paymentId,
    reverses: original.id,
    effectiveAt: null,
    description: reason,
    metadata: null,
    holdId: null,
    holdKept: false,
    linked: false,
    entries: entries.map(({ ledgerAccount, side, amount }) => {
      const { code, accountId, ownerId, provider } = ledgerAccount
      return {
        ledgerAccount: { code, accountId, ownerId, provider },
        side: OTHER[side],
        amount,
      }
    }),
  }
}
