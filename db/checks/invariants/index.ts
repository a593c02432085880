import type { Invariant } from '../invariant.ts'
import { entriesCancelOut } from './i1-entries-cancel-out.ts'
import { transactionsBalance } from './i2-transactions-balance.ts'
import { balancesFollow } from './i3-balances-follow.ts'
import { floorsHold } from './i4-floors-hold.ts'
import { executedOnce } from './i5-executed-once.ts'
import { paymentsMoveOn } from './i6-payments-move-on.ts'
import { tallyLogTellsOfBooks } from './i7-tally-log-tells-of-books.ts'
import { eventsTellAll } from './i8-events-tell-all.ts'
import { keysAnswer } from './i9-keys-answer.ts'
import { threeBooksAgree } from './i11-three-books-agree.ts'
import { historyIsAddedTo } from './i12-history-is-added-to.ts'

/** All invariants that can be read from the database, in the order of their numbers. */
export const INVARIANTS: readonly Invariant[] = [
  entriesCancelOut,
  transactionsBalance,
  balancesFollow,
  floorsHold,
  executedOnce,
  paymentsMoveOn,
  tallyLogTellsOfBooks,
  eventsTellAll,
  keysAnswer,
  threeBooksAgree,
  historyIsAddedTo,
]
