import type { Statement, StatementWriter } from '../rules/statement.ts'
import { csvEntry, csvHead, csvTail } from '../rules/statement-csv.ts'

/** Writes a statement as CSV. */
export function newCsvWriter(statement: Statement): StatementWriter {
  let lines: Buffer[] = []
  let size = 0
  const write = (text: string): void => {
    const bytes = Buffer.from(text, 'utf8')
    lines.push(bytes)
    size += bytes.length
  }
  write(csvHead(statement))
  return {
    add: (entry) => write(csvEntry(entry)),
    end: () => write(csvTail(statement)),
    size: () => size,
    take() {
      const bytes = Buffer.concat(lines)
      lines = []
      size = 0
      return bytes
    },
  }
}
