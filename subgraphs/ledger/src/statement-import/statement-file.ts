/** From the text of a file to the lines of a statement. */
import { type Result, refused } from '@tallystick/result'
import type { ReadLine } from '../domain/reconciliation/import-provider-statement.ts'
import {
  type AmountUnit,
  type LineFault,
  type StatementFields,
  type StatementLine,
  toStatementLine,
} from '../domain/rules/statement-line.ts'
import { CsvFault, readCsv } from './csv.ts'
import { JsonFault, readJson } from './json.ts'

/** What a statement's columns, or an object's keys, are called in a file. */
export type Columns = Readonly<Record<keyof StatementFields, string>>

/** The names that are expected unless told otherwise. */
export const COLUMNS: Columns = {
  reference: 'reference',
  side: 'side',
  amount: 'amount',
  currency: 'currency',
  bookedAt: 'bookedAt',
}

/** How a file is to be read. */
export type FileForm = Readonly<{
  format: 'csv' | 'json'
  columns: Columns
  amounts: AmountUnit
  /** Of CSV. */
  delimiter: string
}>

const NAMES = Object.keys(COLUMNS) as (keyof StatementFields)[]

/** Reads a file as a stream of UTF-8 text. What cannot be read is answered as the last line, with its reason. */
export async function* readStatementFile(
  chunks: AsyncIterable<Uint8Array>,
  form: FileForm,
): AsyncGenerator<ReadLine> {
  const text = decoded(chunks)
  try {
    yield* form.format === 'csv' ? csvLines(text, form) : jsonLines(text, form)
  } catch (fault) {
    if (!(fault instanceof CsvFault || fault instanceof JsonFault)) throw fault
    yield { at: fault.at, read: refused({ code: 'BAD_LINE', reason: fault.message }) }
  }
}

async function* decoded(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let line = 1
  const decode = (bytes?: Uint8Array): string => {
    try {
      return bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode()
    } catch (cause) {
      throw Object.assign(new CsvFault(line, 'text is not UTF-8'), { cause })
    }
  }
  for await (const bytes of chunks) {
    const text = decode(bytes)
    yield text
    line += text.split('\n').length - 1
  }
  yield decode()
}

async function* csvLines(text: AsyncIterable<string>, form: FileForm): AsyncGenerator<ReadLine> {
  const { columns, amounts, delimiter } = form
  let width = 0
  let places: Readonly<Record<keyof StatementFields, number>> | undefined
  for await (const { at, fields } of readCsv(text, delimiter)) {
    if (!places) {
      width = fields.length
      places = placesOf(fields, columns)
      continue
    }
    yield fields.length === width
      ? { at, read: toStatementLine(pick(fields, places), amounts) }
      : { at, read: bad(`there are ${fields.length} fields, the header has ${width}`) }
  }
  if (!places) throw new CsvFault(1, 'there is no header')
}

/** @throws {CsvFault} naming the columns that the header lacks, or has twice */
function placesOf(header: readonly string[], columns: Columns) {
  const wrong = NAMES.filter(
    (name) => header.filter((each) => each === columns[name]).length !== 1,
  ).map((name) => JSON.stringify(columns[name]))
  if (wrong.length > 0)
    throw new CsvFault(1, `the header does not have exactly one column ${wrong.join(', ')}`)
  const [reference, side, amount, currency, bookedAt] = NAMES.map((name) =>
    header.indexOf(columns[name]),
  ) as [number, number, number, number, number]
  return { reference, side, amount, currency, bookedAt }
}

const pick = (
  fields: readonly string[],
  places: Readonly<Record<keyof StatementFields, number>>,
): StatementFields => ({
  reference: fields[places.reference] ?? '',
  side: fields[places.side] ?? '',
  amount: fields[places.amount] ?? '',
  currency: fields[places.currency] ?? '',
  bookedAt: fields[places.bookedAt] ?? '',
})

async function* jsonLines(text: AsyncIterable<string>, form: FileForm): AsyncGenerator<ReadLine> {
  for await (const object of readJson(text))
    yield { at: object.at, read: fromJson(object.text, form) }
}

/** A number is taken by its digits as they are written, never by the float that JavaScript would make of it. */
type Reviver = (key: string, value: unknown, context: { source?: string }) => unknown
const byDigits: Reviver = (_key, value, { source }) => (typeof value === 'number' ? source : value)

function fromJson(text: string, { columns, amounts }: FileForm): Result<StatementLine, LineFault> {
  const parsed = parse(text)
  if (!parsed) return bad('is not JSON')
  const fields: Partial<Record<keyof StatementFields, string>> = {}
  for (const name of NAMES) {
    const value = Object.hasOwn(parsed, columns[name]) ? parsed[columns[name]] : undefined
    if (typeof value !== 'string') return bad(`${JSON.stringify(columns[name])} is not text`)
    fields[name] = value
  }
  return toStatementLine(fields as StatementFields, amounts)
}

function parse(text: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(text, byDigits as Parameters<typeof JSON.parse>[1])
  } catch {
    return undefined
  }
}

const bad = (reason: string): Result<never, LineFault> => refused({ code: 'BAD_LINE', reason })
