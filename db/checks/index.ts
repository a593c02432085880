/** Whether the books are in order: read-only, over all schemas, as one program. */
export type { CheckOptions, Violation } from './invariant.ts'
export { INVARIANTS } from './invariants/index.ts'
export type { TallyFault } from './tally/fault.ts'
export { findTallyFault } from './tally/verify-tally-log.ts'
export { verifyBooks } from './verify-books.ts'
