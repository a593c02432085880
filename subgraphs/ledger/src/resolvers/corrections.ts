import { NotStarted } from '@tallystick/outbox'
import { overloaded } from '@tallystick/subgraph-server'
import { type ByHandRefused, postByHand } from '../domain/post-by-hand.ts'
import {
  type ReversalRefused,
  reverseLedgerTransaction,
} from '../domain/reverse-ledger-transaction.ts'
import { type OverdraftRefused, setOverdraftLimit } from '../domain/set-overdraft-limit.ts'
import type { MutationResolvers } from '../schema/resolvers.generated.ts'
import { toByHand, toOverdraftLimit, toReversal } from './correction-inputs.ts'

type Corrections = 'postLedgerTransaction' | 'reverseLedgerTransaction' | 'setOverdraftLimit'

/** How administrators put the books right. */
export const correctionsMutation: Pick<MutationResolvers, Corrections> = {
  async postLedgerTransaction(_parent, { input }, { db, lane, cause, actor, facts, loaders }) {
    const parts = {
      db,
      lane,
      cause,
      actor,
      signal: facts.signal,
      load: (id: string) => loaders.ledgerTransaction.clear(id).load(id),
    }
    const result = await notLate(postByHand(parts, toByHand(input)))
    return result.ok
      ? { __typename: 'PostLedgerTransactionSuccess', ledgerTransaction: result.value }
      : {
          __typename: 'LedgerTransactionRefused',
          message: BY_HAND_MESSAGES[result.refusal.code],
          ...result.refusal,
        }
  },

  async reverseLedgerTransaction(_parent, { input }, { lane, cause, actor, facts, loaders }) {
    const parts = {
      lane,
      cause,
      actor,
      signal: facts.signal,
      load: (id: string) => loaders.ledgerTransaction.load(id),
      loadEntries: (id: string) => loaders.entries.load(id),
      loadReversal: (id: string) => loaders.reversal.clear(id).load(id),
    }
    const result = await notLate(reverseLedgerTransaction(parts, toReversal(input)))
    return result.ok
      ? { __typename: 'ReverseLedgerTransactionSuccess', reversal: result.value }
      : {
          __typename: 'ReversalRefused',
          message: REVERSAL_MESSAGES[result.refusal.code],
          ...result.refusal,
        }
  },

  async setOverdraftLimit(_parent, { input }, { outbox, cause }) {
    const result = await setOverdraftLimit({ outbox, cause }, toOverdraftLimit(input))
    if (!result.ok) {
      const { code } = result.refusal
      return { __typename: 'OverdraftLimitRefused', code, message: LIMIT_MESSAGES[code] }
    }
    const { accountId, limit } = result.value
    return { __typename: 'SetOverdraftLimitSuccess', account: { id: accountId }, limit }
  },
}

/** Who did not come to a turn is told that nothing was done. */
export async function notLate<T>(work: Promise<T>): Promise<T> {
  return work.catch((fault: unknown) => {
    throw fault instanceof NotStarted ? overloaded() : fault
  })
}

const BY_HAND_MESSAGES: Readonly<Record<ByHandRefused['code'], string>> = {
  INSUFFICIENT_FUNDS: 'An account that is debited has less than that available.',
  UNBALANCED: 'Debits and credits are equal in each currency, and there are two entries at least.',
  CURRENCY_MISMATCH: 'An entry is in another currency than its ledger account.',
  INVALID_AMOUNT: 'Every amount is greater than zero, and no balance has more than 78 digits.',
  LEDGER_ACCOUNT_UNKNOWN: 'There is no ledger account with one of these ids.',
  IDEMPOTENCY_KEY_REUSED: 'The key was used for something else; choose a new one.',
}

const REVERSAL_MESSAGES: Readonly<Record<ReversalRefused['code'], string>> = {
  NOT_REVERSIBLE: 'There is no such ledger transaction, or it undoes another one itself.',
  ALREADY_REVERSED: 'It has been undone already.',
  INSUFFICIENT_FUNDS: 'An account that would have to give the money back has less available.',
  IDEMPOTENCY_KEY_REUSED: 'The key was used for another reversal; choose a new one.',
}

const LIMIT_MESSAGES: Readonly<Record<OverdraftRefused['code'], string>> = {
  ACCOUNT_UNKNOWN: 'Nothing was ever posted to this account, so the ledger does not know it.',
  CURRENCY_MISMATCH: 'The account is in another currency.',
  OVERDRAWN_FURTHER: 'The account is overdrawn further than that.',
}
