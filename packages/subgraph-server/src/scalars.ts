/** The scalars of `common.graphql`, and Money. Literals and variables go through one and the same check. */
import {
  type Currency,
  exponentOf,
  formatMoney,
  isCurrency,
  type Money,
  parseMinorUnits,
} from '@tallystick/money'
import { GraphQLScalarType, Kind } from 'graphql'
import { badInput } from './errors.ts'
import { toMoment } from './moment.ts'

const LOCALE_LENGTH_MAX = 64
const DATE_TIME =
  /^(\d{4})-(\d\d)-(\d\d)T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/

/** A scalar that travels as a string and nothing else. Answers that do not fit are our bug, hence thrown. */
function newTextScalar<Value>(
  name: string,
  {
    parse,
    print,
    problem,
  }: {
    parse: (text: string) => Value | undefined
    print: (value: unknown) => string | undefined
    problem: string
  },
): GraphQLScalarType<Value, string> {
  const read = (input: unknown): Value => {
    const value = typeof input === 'string' ? parse(input) : undefined
    if (value === undefined) throw badInput(problem)
    return value
  }
  return new GraphQLScalarType<Value, string>({
    name,
    parseValue: read,
    parseLiteral: (node) => read(node.kind === Kind.STRING ? node.value : undefined),
    serialize: (value) => {
      const text = print(value)
      if (text === undefined) throw new TypeError(`a resolver gave ${typeof value} as ${name}`)
      return text
    },
  })
}

const MinorUnits = newTextScalar<bigint>('MinorUnits', {
  parse: parseMinorUnits,
  print: (value) => (typeof value === 'bigint' ? value.toString() : undefined),
  problem:
    'MinorUnits is a string of up to 78 decimal digits: no point, no exponent, no leading zeros, no number.',
})

const CurrencyCode = newTextScalar<Currency>('CurrencyCode', {
  parse: (text) => (isCurrency(text) ? text : undefined),
  print: (value) => (typeof value === 'string' && isCurrency(value) ? value : undefined),
  problem: 'CurrencyCode is a currency that we keep, in capital letters, such as USD.',
})

const DateTime = newTextScalar<Date>('DateTime', {
  parse: parseDateTime,
  print: (value) =>
    value instanceof Date && !Number.isNaN(value.getTime()) ? value.toISOString() : undefined,
  problem: 'DateTime is ISO 8601 text with an offset, such as 2026-01-31T12:00:00.000Z.',
})

/** RFC 3339, section 5.6. Date alone would take 30 February for 2 March. */
function parseDateTime(text: string): Date | undefined {
  const [, year, month, day] = DATE_TIME.exec(text) ?? []
  const daysInMonth = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate()
  const exists = Number(month) >= 1 && Number(month) <= 12 && Number(day) <= daysInMonth
  return exists && Number(day) >= 1 ? toMoment(Date.parse(text)) : undefined
}

/** The scalars that `common.graphql` declares. */
export const scalarResolvers = { MinorUnits, CurrencyCode, DateTime }

const MoneyResolvers = {
  amount: ({ minor }: Money): bigint => minor,
  currency: ({ currency }: Money): Currency => currency,
  exponent: ({ currency }: Money): number => exponentOf(currency),
  formatted: (amount: Money, { locale }: { locale?: string | null | undefined }): string =>
    formatMoney(amount, toLocale(locale ?? 'en')),
}

function toLocale(text: string): string {
  try {
    const [locale] = text.length <= LOCALE_LENGTH_MAX ? Intl.getCanonicalLocales(text) : []
    if (locale !== undefined) return locale
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
  }
  throw badInput('locale is a BCP 47 tag such as en or de-CH.', { field: 'locale' })
}

/** Resolvers for everything that `common.graphql` declares. `newSubgraph` adds them by itself. */
export const commonResolvers = { ...scalarResolvers, Money: MoneyResolvers }
