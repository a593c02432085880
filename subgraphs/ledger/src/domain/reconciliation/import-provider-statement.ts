/**
 * Bringing in a provider's statement: open → add lines, page after page → close.
 *
 * Nothing of a statement counts before it is closed, so a bad line or a crash in the middle leaves no trace in any
 * comparison. Each page is a short transaction, because a long one would hold back every event of the database.
 */
import { createHash } from 'node:crypto'
import { constraintOf, type Database } from '@tallystick/db'
import { newId } from '@tallystick/ids'
import type { Cause, Outbox } from '@tallystick/outbox'
import { accepted, type Result, refused } from '@tallystick/result'
import {
  deleteStatement,
  findStatement,
  findStatementOf,
  findStatementWith,
  insertLines,
  insertStatement,
  lockStatement,
  setImported,
} from '../../db/reconciliation/provider-statements.ts'
import type { LedgerEvent } from '../../events/published.ts'
import type { ProviderStatement, StatementPeriod } from '../rules/provider-statement.ts'
import {
  canonical,
  faultOfLine,
  type LineFault,
  type StatementLine,
} from '../rules/statement-line.ts'

/** What importing works with. */
export type ImportContext = Readonly<{ outbox: Outbox<LedgerEvent>; cause: Cause; now: Date }>

/** The statement counts already, under this id. */
export type StatementKnown = Readonly<{ code: 'STATEMENT_KNOWN'; statementId: string }>

/** A line that cannot be read or cannot be in this statement. */
export type BadLine = LineFault & Readonly<{ line: number }>

/** Begins a statement. @returns refused when one of the same provider, days and currency is imported already */
export async function openStatement(
  db: Database,
  period: StatementPeriod,
  now: Date,
): Promise<Result<ProviderStatement, StatementKnown>> {
  const known = await findStatementOf(db, period, { isImported: true })
  if (known) return refused({ code: 'STATEMENT_KNOWN', statementId: known.id })
  const statement: ProviderStatement = {
    ...period,
    id: newId('stm'),
    lineCount: 0,
    linesHash: NO_LINES,
    createdAt: now,
    importedAt: null,
    reconciliationId: null,
  }
  await insertStatement(db, statement)
  return accepted(statement)
}

/** Which lines to add: those that follow the `after` lines that are there already. */
export type LinePage = Readonly<{
  statementId: string
  after: number
  lines: readonly StatementLine[]
}>

/** Why lines were not added; `lineCount` is how many the statement has. */
export type LinesRefused =
  | BadLine
  | Readonly<{ code: 'STATEMENT_NOT_OPEN' }>
  | Readonly<{ code: 'LINES_OUT_OF_ORDER'; lineCount: number }>

/** Adds a page of lines: all of them, or none when one is bad. */
export async function addLines(
  outbox: Outbox<LedgerEvent>,
  { statementId, after, lines }: LinePage,
): Promise<Result<ProviderStatement, LinesRefused>> {
  return outbox.transaction(async (tx) => {
    const statement = await lockStatement(tx, statementId)
    if (!statement || statement.importedAt) return refused({ code: 'STATEMENT_NOT_OPEN' })
    const { lineCount } = statement
    if (lineCount !== after) return refused({ code: 'LINES_OUT_OF_ORDER', lineCount })
    for (const [index, line] of lines.entries()) {
      const reason = faultOfLine(line, statement)
      if (reason) return refused({ code: 'BAD_LINE', line: after + index + 1, reason })
    }
    const linesHash = hashOn(statement.linesHash, lines)
    await insertLines(tx, statement, { lines, linesHash })
    return accepted({ ...statement, lineCount: lineCount + lines.length, linesHash })
  })
}

/** Why a statement was not closed. */
export type CloseRefused =
  | StatementKnown
  | Readonly<{ code: 'STATEMENT_NOT_OPEN' }>
  | Readonly<{ code: 'LINES_OUT_OF_ORDER'; lineCount: number }>

/**
 * Closes a statement: from now on it counts. Closing it again changes nothing.
 *
 * @param lineCount how many lines the caller has sent, so that a lost page does not go unnoticed
 */
export async function closeStatement(
  { outbox, cause, now }: ImportContext,
  { statementId, lineCount }: Readonly<{ statementId: string; lineCount: number }>,
): Promise<Result<ProviderStatement, CloseRefused>> {
  const close = () =>
    outbox.transaction(async (tx, publish): Promise<Result<ProviderStatement, CloseRefused>> => {
      const statement = await lockStatement(tx, statementId)
      if (!statement) return refused({ code: 'STATEMENT_NOT_OPEN' })
      if (statement.lineCount !== lineCount)
        return refused({ code: 'LINES_OUT_OF_ORDER', lineCount: statement.lineCount })
      if (statement.importedAt) return accepted(statement)
      await setImported(tx, statementId, now)
      const { provider, fromDay, toDay } = statement
      await publish({
        type: 'ledger:statement:imported',
        aggregate: { type: 'statement', id: statementId },
        body: { statementId, provider, fromDay, toDay, lineCount },
        cause,
      })
      return accepted({ ...statement, importedAt: now })
    })
  try {
    return await close()
  } catch (fault) {
    const known = await knownBy(outbox.db, { constraint: constraintOf(fault), statementId })
    if (!known) throw fault
    return refused({ code: 'STATEMENT_KNOWN', statementId: known.id })
  }
}

async function knownBy(
  db: Database,
  { constraint, statementId }: { constraint: string | undefined; statementId: string },
): Promise<ProviderStatement | undefined> {
  const own = constraint?.startsWith('provider_statements_one_per_')
    ? await findStatement(db, statementId)
    : undefined
  if (!own) return undefined
  return constraint === 'provider_statements_one_per_content'
    ? findStatementWith(db, own)
    : findStatementOf(db, own, { isImported: true })
}

/** A movement as it was read from a file, or why it is none; `at` is the file's line that it begins on. */
export type ReadLine = Readonly<{ at: number; read: Result<StatementLine, LineFault> }>

/** An import that was cut off had begun with other lines. It was thrown away, so that the next try begins anew. */
export type OtherLines = Readonly<{ code: 'OTHER_LINES' }>

/** Why nothing was imported. */
export type ImportRefused = BadLine | StatementKnown | OtherLines

/** How an import goes on, for whoever watches. */
export type ImportProgress = (lineCount: number) => void

/** Lines that are written at once. */
const PAGE = 2_000

/**
 * Imports a whole statement as a stream, in memory that does not grow with it.
 *
 * An import that was cut off is taken up where it stopped, when the file begins with the same lines. After a refusal
 * nothing is left of the statement.
 */
export async function importStatement(
  context: ImportContext,
  period: StatementPeriod,
  { lines, onProgress }: { lines: AsyncIterable<ReadLine>; onProgress: ImportProgress },
): Promise<Result<ProviderStatement, ImportRefused>> {
  const { outbox, now } = context
  const { db } = outbox
  const known = await findStatementOf(db, period, { isImported: true })
  if (known) return refused({ code: 'STATEMENT_KNOWN', statementId: known.id })
  const begun = await findStatementOf(db, period, { isImported: false })
  const opened = begun ? accepted(begun) : await openStatement(db, period, now)
  if (!opened.ok) return opened
  const result = await importLines(context, opened.value, { lines, onProgress })
  if (!result.ok) await deleteStatement(db, opened.value.id)
  return result
}

async function importLines(
  context: ImportContext,
  begun: ProviderStatement,
  { lines, onProgress }: { lines: AsyncIterable<ReadLine>; onProgress: ImportProgress },
): Promise<Result<ProviderStatement, ImportRefused>> {
  const resumption = newResumption(begun)
  let statement = begun
  let page: StatementLine[] = []
  const flush = async (): Promise<void> => {
    if (page.length > 0) statement = await addPage(context.outbox, statement, page)
    page = []
    onProgress(statement.lineCount)
  }
  for await (const { at, read } of lines) {
    if (!read.ok) return refused({ ...read.refusal, line: at })
    const reason = faultOfLine(read.value, begun)
    if (reason) return refused({ code: 'BAD_LINE', line: at, reason })
    if (resumption.isAhead()) {
      if (!resumption.isSame(read.value)) return refused({ code: 'OTHER_LINES' })
      continue
    }
    page.push(read.value)
    if (page.length === PAGE) await flush()
  }
  if (resumption.isAhead()) return refused({ code: 'OTHER_LINES' })
  await flush()
  const { id: statementId, lineCount } = statement
  const closed = await closeStatement(context, { statementId, lineCount })
  if (closed.ok) return closed
  const { refusal } = closed
  if (refusal.code === 'STATEMENT_KNOWN') return refused(refusal)
  throw new Error(`another import of ${statementId} is at work`)
}

/** @throws {Error} when somebody else adds lines to the statement at the same time */
async function addPage(
  outbox: Outbox<LedgerEvent>,
  { id, lineCount }: ProviderStatement,
  lines: readonly StatementLine[],
): Promise<ProviderStatement> {
  const added = await addLines(outbox, { statementId: id, after: lineCount, lines })
  if (!added.ok) throw new Error(`another import of ${id} is at work: ${added.refusal.code}`)
  return added.value
}

/** Recognizes the lines that an import that was cut off has written already. */
function newResumption({ lineCount, linesHash }: ProviderStatement) {
  let seenCount = 0
  let hash: Buffer = NO_LINES
  return {
    /** Whether the next line should be there already. */
    isAhead: () => seenCount < lineCount,
    /** Whether it is, as far as can be told: with the last of them, all are known. */
    isSame(line: StatementLine): boolean {
      seenCount += 1
      hash = hashOn(hash, [line])
      return seenCount < lineCount || hash.equals(linesHash)
    },
  }
}

const NO_LINES = createHash('sha256').digest()

/** Line after line, so that pages of any size come to the same. */
const hashOn = (before: Buffer, lines: readonly StatementLine[]): Buffer =>
  lines.reduce(
    (hash, line) => createHash('sha256').update(hash).update(canonical(line)).digest(),
    before,
  )
