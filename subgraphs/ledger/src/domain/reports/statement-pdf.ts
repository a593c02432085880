/**
 * A statement as PDF: a table with the account, the month and the number of the page on every page.
 *
 * A page leaves memory as soon as it is full. Every entry takes one row of fixed height, so the number of pages is known from
 * the number of entries.
 */
import { money, toDecimal } from '@tallystick/money'
import type PDFDocument from 'pdfkit'
import type { Statement, StatementEntry, StatementWriter } from '../rules/statement.ts'

type Page = InstanceType<typeof PDFDocument>

const MARGIN = 40
const RIGHT = 555
const TOP = 112
const ROW_HEIGHT = 21
const ROWS_PER_PAGE = 32
/** The opening balance, the totals and the closing balance. */
const OWN_ROWS = 3
const FONT_SIZE = 8
const SMALL = 6
/** Where each column of amounts ends; it is 80 points wide. */
const ENDS = { debit: 385, credit: 470, balance: RIGHT } as const
const AMOUNT_WIDTH = 80
const DESCRIPTION = { x: 118, width: 180 } as const
const GREY = '#666666'

/** The fonts that every reader has know these characters alone. */
const UNKNOWN = /[^\x20-\x7e\xa0-\xff€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]/gu

/** A row. Amounts are as they are printed. */
type Row = Readonly<{
  date?: string
  text: string
  note?: string
  debit?: string
  credit?: string
  balance?: string
  isBold?: boolean
}>

/** Starts a statement as PDF. Loads the library when it is first needed. */
export async function newPdfWriter(statement: Statement): Promise<StatementWriter> {
  const { default: Document } = await import('pdfkit')
  const document = new Document({
    size: 'A4',
    margin: MARGIN,
    autoFirstPage: false,
    info: {
      Title: titleOf(statement),
      Creator: 'Tallystick',
      Producer: 'Tallystick',
      CreationDate: statement.asOf,
    },
  })
  const table = newTable(document, statement)
  const total = { DEBIT: 0n, CREDIT: 0n }
  table.row({ text: 'Opening balance', balance: toDecimal(statement.opening), isBold: true })
  return {
    add(entry) {
      total[entry.side] += entry.amount.minor
      table.row(toRow(entry))
    },
    end() {
      const sum = (minor: bigint): string => toDecimal(money(minor, statement.currency))
      const text = `Totals of ${statement.totalEntries} entries`
      table.row({ text, debit: sum(total.DEBIT), credit: sum(total.CREDIT), isBold: true })
      table.row(closingRow(statement))
      table.end()
      document.end()
    },
    size: () => document.readableLength,
    take() {
      const parts: Buffer[] = []
      for (;;) {
        const part: Buffer | null = document.read()
        if (part === null) return Buffer.concat(parts)
        parts.push(part)
      }
    },
  }
}

function newTable(document: Page, statement: Statement) {
  const pages = Number(
    (BigInt(statement.totalEntries + OWN_ROWS) + BigInt(ROWS_PER_PAGE) - 1n) /
      BigInt(ROWS_PER_PAGE),
  )
  let page = 0
  let rows = ROWS_PER_PAGE
  let hasUnknown = false
  const known = (text: string): string => {
    const shown = text.replace(UNKNOWN, '?')
    hasUnknown ||= shown !== text
    return shown
  }
  return {
    row(row: Row) {
      if (rows === ROWS_PER_PAGE) {
        page += 1
        rows = 0
        document.addPage()
        drawHead(document, statement, `Page ${page} of ${pages}`)
      }
      drawRow(document, TOP + rows * ROW_HEIGHT, { ...row, text: known(row.text) })
      rows += 1
    },
    end() {
      if (!hasUnknown) return
      const note = 'Characters that this file cannot show are printed as ?; the CSV has them.'
      put(document, note, { x: MARGIN, y: TOP + ROWS_PER_PAGE * ROW_HEIGHT + 8, size: SMALL })
    },
  }
}

const toRow = (entry: StatementEntry): Row => {
  const at = minuteOf(entry.recordedAt)
  const amount = toDecimal(entry.amount)
  const effective =
    entry.effectiveAt.getTime() === entry.recordedAt.getTime()
      ? ''
      : ` · effective ${minuteOf(entry.effectiveAt)}`
  return {
    date: at,
    text: entry.description,
    note: `${entry.ledgerTransactionId}${effective}`,
    ...(entry.side === 'DEBIT' ? { debit: amount } : { credit: amount }),
    balance: toDecimal(entry.balanceAfter),
  }
}

const closingRow = ({ isSoFar, asOf, closing }: Statement): Row => ({
  text: isSoFar ? `Balance so far, ${minuteOf(asOf)} UTC` : 'Closing balance',
  balance: toDecimal(closing),
  isBold: true,
})

const titleOf = ({ accountId, month }: Statement): string => `Statement ${month} of ${accountId}`
const minuteOf = (moment: Date): string => moment.toISOString().slice(0, 16).replace('T', ' ')

function drawHead(document: Page, statement: Statement, page: string): void {
  const { accountId, currency, month, isSoFar, asOf } = statement
  const about = isSoFar ? `so far, up to ${minuteOf(asOf)} UTC` : 'complete'
  put(document, 'Statement of account', { x: MARGIN, y: 40, size: 14, font: 'Helvetica-Bold' })
  put(document, page, { end: RIGHT, y: 44 })
  put(document, accountId, { x: MARGIN, y: 60 })
  put(document, `${month} (UTC) · ${currency} · ${about}`, { x: MARGIN, y: 72 })
  const bold = { y: 94, font: 'Helvetica-Bold' } as const
  put(document, 'Recorded (UTC)', { ...bold, x: MARGIN })
  put(document, 'Description', { ...bold, x: DESCRIPTION.x })
  for (const [name, end] of Object.entries(ENDS))
    put(document, name.charAt(0).toUpperCase() + name.slice(1), { ...bold, end })
  document.moveTo(MARGIN, 106).lineTo(RIGHT, 106).lineWidth(0.5).stroke()
}

function drawRow(document: Page, y: number, row: Row): void {
  const font = row.isBold ? 'Helvetica-Bold' : 'Helvetica'
  if (row.date) put(document, row.date, { x: MARGIN, y })
  put(document, row.text, { x: DESCRIPTION.x, y, font, clip: DESCRIPTION.width })
  if (row.note) put(document, row.note, { x: DESCRIPTION.x, y: y + 9, size: SMALL, color: GREY })
  for (const name of ['debit', 'credit', 'balance'] as const) {
    const amount = row[name]
    if (amount) put(document, amount, { end: ENDS[name], y, font, shrink: AMOUNT_WIDTH })
  }
}

type Place = Readonly<{
  y: number
  /** Where the text begins; or, with `end`, where it ends. */
  x?: number
  end?: number
  size?: number
  font?: 'Helvetica' | 'Helvetica-Bold'
  color?: string
  /** Texts that are wider are cut, with an ellipsis. */
  clip?: number
  /** Texts that are wider are printed smaller: of an amount no digit is left out. */
  shrink?: number
}>

function put(document: Page, text: string, place: Place): void {
  const { y, x, end = 0, size = FONT_SIZE, font = 'Helvetica', color = 'black' } = place
  document.font(font, size).fillColor(color)
  let shown = text
  let width = document.widthOfString(shown)
  if (place.shrink !== undefined && width > place.shrink) {
    document.fontSize((size * place.shrink) / width)
    width = place.shrink
  }
  if (place.clip !== undefined && width > place.clip) shown = clipped(document, text, place.clip)
  document.text(shown, x ?? end - width, y, { lineBreak: false })
}

function clipped(document: Page, text: string, width: number): string {
  let fits = 0
  let tooLong = text.length
  while (tooLong - fits > 1) {
    const middle = (fits + tooLong) >> 1
    if (document.widthOfString(`${text.slice(0, middle)}…`) <= width) fits = middle
    else tooLong = middle
  }
  return `${text.slice(0, fits)}…`
}
