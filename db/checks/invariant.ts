/** What must hold of the books at every moment, and how to find what breaks it. */
export type Invariant = Readonly<{
  /** As `docs/operating/books.md` counts them: I1, I2, … */
  id: string
  /** What holds, in one sentence. */
  promise: string
  checks: readonly Check[]
}>

/** One statement that finds offenders. */
export type Check = Readonly<{
  /** What a row of the answer is guilty of. */
  message: string
  /** Answers one row for each offender, so none when all is well. May call `pg_temp.shown(prefix, uuid)`. */
  sql: string
}>

/** One kind of breach, with the rows that are guilty of it. */
export type Violation = Readonly<{
  invariant: string
  message: string
  rows: readonly Readonly<Record<string, unknown>>[]
}>
