import type postgres from 'postgres'

/** What must hold of the books at every moment, and how to find what breaks it. */
export type Invariant = Readonly<{
  /** As `docs/operating/books.md` counts them: I1, I2, … */
  id: string
  /** What holds, in one sentence. */
  promise: string
  checks: readonly Check[]
}>

/** One way to find offenders. */
export type Check = Readonly<{
  /** What a row of the answer is guilty of. */
  message: string
}> &
  (
    | Readonly<{
        /** Answers one row for each offender, so none when all is well. May call `pg_temp.shown(prefix, uuid)`. */
        sql: string
      }>
    | Readonly<{
        /** As `sql`, for what no statement can say. */
        find(sql: postgres.ISql, options: CheckOptions): Promise<readonly Row[]>
      }>
  )

/** What may be known beside the database. */
export type CheckOptions = Readonly<{
  /** A file of tree heads that were written down outside. */
  anchors?: string | undefined
}>

/** An offender. */
export type Row = Readonly<Record<string, unknown>>

/** One kind of breach, with the rows that are guilty of it. */
export type Violation = Readonly<{
  invariant: string
  message: string
  rows: readonly Row[]
}>
