import type { Invariant } from '../invariant.ts'
import { findTallyFault } from '../tally/verify-tally-log.ts'
import { auditChainHolds } from './i7-audit-chain.ts'

/** The books are what was sealed, and what was sealed is what was signed. */
export const tallyLogTellsOfBooks: Invariant = {
  id: 'I7',
  promise: 'The tally log tells of the books as they are, in order, under every signed root.',
  checks: [
    {
      message: 'the tally log is wrong from this index on',
      async find(sql, options) {
        const fault = await findTallyFault(sql, options)
        return fault ? [fault] : []
      },
    },
    ...auditChainHolds,
  ],
}
