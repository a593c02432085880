/** Lines of a CSV file (RFC 4180) that spreadsheets can open without running what is in them. */

/** A spreadsheet reads a cell that begins so as a formula (OWASP, "CSV Injection"), the full-width signs included. */
const FORMULA = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/
const QUOTED = /[",\r\n]/

/** One line, its end included. Cells are quoted where they must be. What people wrote goes through `csvText` first. */
export const csvLine = (cells: readonly string[]): string => `${cells.map(toCell).join(',')}\r\n`

/** What a person wrote, as a cell. Numbers of ours may begin with a minus; their words may not. */
export const csvText = (text: string): string => (FORMULA.test(text) ? `'${text}` : text)

const toCell = (cell: string): string =>
  QUOTED.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
