import type { Statement, StatementEntry, StatementWriter } from '../rules/statement.ts'

/** A piece of a statement as it travels. */
export type StatementChunk = Readonly<{
  data: Uint8Array
  writtenEntries: number
  totalEntries: number
  isLast: boolean
}>

/** Pieces have about so many bytes, whatever the statement has. */
const CHUNK_BYTES = 65_536

const OVER: IteratorReturnResult<undefined> = { done: true, value: undefined }

/**
 * Makes a statement while it is read: nothing is fetched before it is asked for, and no more than a page is in memory.
 *
 * Written by hand, because an async generator cannot be returned while it waits for a page.
 * @param readPage the entries that follow a number of entries, never none while some are left
 * @throws from `next()`, when the entries do not lead from the opening to the closing balance: such a statement has no end
 */
export function newStatementStream(
  statement: Statement,
  writer: StatementWriter,
  readPage: (written: number) => Promise<readonly StatementEntry[]>,
): AsyncIterableIterator<StatementChunk> {
  const { totalEntries } = statement
  let writtenEntries = 0
  let balance = statement.opening
  let isOver = false
  const writePage = async (): Promise<void> => {
    const page = await readPage(writtenEntries)
    if (isOver) return
    if (page.length === 0) throw new Error('entries of a statement are missing')
    for (const entry of page) writer.add(entry)
    writtenEntries += page.length
    balance = page.at(-1)?.balanceAfter ?? balance
  }
  const step = async (): Promise<IteratorResult<StatementChunk>> => {
    while (!isOver && writtenEntries < totalEntries && writer.size() < CHUNK_BYTES)
      await writePage()
    if (isOver) return OVER
    const isLast = writtenEntries >= totalEntries
    if (isLast) {
      if (writtenEntries > totalEntries || balance.minor !== statement.closing.minor)
        throw new Error('the entries of a statement do not lead to its closing balance')
      writer.end()
      isOver = true
    }
    const value = { data: writer.take(), writtenEntries, totalEntries, isLast }
    return { done: false, value }
  }
  let turn: Promise<unknown> = Promise.resolve()
  return {
    [Symbol.asyncIterator]() {
      return this
    },
    next() {
      const result = turn.then(step)
      turn = result.catch(() => {
        isOver = true
      })
      return result
    },
    return() {
      isOver = true
      return Promise.resolve(OVER)
    },
    throw(fault) {
      isOver = true
      return Promise.reject(fault)
    },
  }
}
