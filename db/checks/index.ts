/** Whether the books are in order: read-only, over all schemas, as one program. */
export type { Violation } from './invariant.ts'
export { verifyBooks } from './verify-books.ts'
