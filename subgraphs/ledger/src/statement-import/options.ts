import { parseArgs } from 'node:util'
import { type Currency, isCurrency } from '@tallystick/money'
import type { StatementPeriod } from '../domain/rules/provider-statement.ts'
import { STATEMENT_DAYS_MAX } from '../domain/rules/provider-statement.ts'
import { isDay } from '../domain/rules/statement-line.ts'
import { COLUMNS, type Columns, type FileForm } from './statement-file.ts'

/** How the command is called. */
export const USAGE = `npm run statement:import -- --provider NAME --from DAY --to DAY [options] FILE

Imports a statement of a provider or bank: all of it, or nothing. FILE is a path, or - for the standard input.

  --provider NAME     whose, as its clearing accounts are named, such as simulator
  --from DAY          the first day that it covers, in UTC, such as 2026-11-01
  --to DAY            the last day that it covers
  --currency CODE     the one currency that it is about; all when left out
  --format FORMAT     csv (default), or json: an array of objects, or one object on each line
  --amounts UNIT      major (default): 12.50; minor: 1250
  --columns LIST      other names of columns, such as reference="Payment id",bookedAt=Date
  --delimiter MARK    of CSV; a comma when left out, tab for a tabulator

Columns, or keys: ${Object.keys(COLUMNS).join(', ')}. side is DEBIT when the provider owes us more.`

/** What the command was asked to do. */
export type ImportOptions = Readonly<{ period: StatementPeriod; form: FileForm; file: string }>

/** The command was called wrongly. */
export class UsageFault extends Error {}

const DAY_MS = 86_400_000
const PROVIDER = /^[^\0]{1,64}$/

/** Reads the arguments. @throws {UsageFault} naming what is wrong */
export function readOptions(args: readonly string[]): ImportOptions {
  const { values, positionals } = parsed(args)
  const [file, ...more] = positionals
  if (!file || more.length > 0) throw new UsageFault('name one FILE, or - for the standard input')
  const { provider = '', from = '', to = '', format = 'csv', amounts = 'major' } = values
  if (!PROVIDER.test(provider)) throw new UsageFault('--provider is a name of 1 to 64 characters')
  for (const [name, day] of Object.entries({ from, to }))
    if (!isDay(day)) throw new UsageFault(`--${name} is a day such as 2026-11-01`)
  const days = (Date.parse(to) - Date.parse(from)) / DAY_MS
  if (days < 0 || days >= STATEMENT_DAYS_MAX)
    throw new UsageFault('--to is not before --from, and at most a year later')
  if (format !== 'csv' && format !== 'json') throw new UsageFault('--format is csv or json')
  if (amounts !== 'major' && amounts !== 'minor')
    throw new UsageFault('--amounts is major or minor')
  return {
    period: { provider, fromDay: from, toDay: to, currency: toCurrency(values.currency) },
    form: {
      format,
      columns: toColumns(values.columns),
      amounts: amounts === 'major' ? 'MAJOR' : 'MINOR',
      delimiter: toDelimiter(values.delimiter ?? ','),
    },
    file,
  }
}

function parsed(args: readonly string[]) {
  const text = { type: 'string' } as const
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        provider: text,
        from: text,
        to: text,
        currency: text,
        format: text,
        amounts: text,
        columns: text,
        delimiter: text,
      },
    })
  } catch (cause) {
    throw new UsageFault(cause instanceof Error ? cause.message : 'cannot read the arguments')
  }
}

function toCurrency(code: string | undefined): Currency | null {
  if (code === undefined) return null
  if (!isCurrency(code)) throw new UsageFault('--currency is a code such as USD')
  return code
}

function toDelimiter(mark: string): string {
  if (mark === 'tab') return '\t'
  if (!/^[,;|]$/.test(mark)) throw new UsageFault('--delimiter is one of , ; | or tab')
  return mark
}

function toColumns(list: string | undefined): Columns {
  const columns: Record<string, string> = { ...COLUMNS }
  for (const each of list === undefined ? [] : list.split(',')) {
    const [name = '', ...rest] = each.split('=')
    if (!Object.hasOwn(COLUMNS, name) || rest.length === 0)
      throw new UsageFault(`--columns knows ${Object.keys(COLUMNS).join(', ')}, not ${name}`)
    columns[name] = rest.join('=')
  }
  return columns as Columns
}
