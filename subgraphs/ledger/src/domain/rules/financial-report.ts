import { type Currency, type Money, money } from '@tallystick/money'
import { CHART, type LedgerAccountCode } from './ledger-account.ts'
import type { Span } from './report-period.ts'
import { changeOf, type Side } from './side.ts'

/** What debits and credits come to in a place of the chart of accounts; all wallets of a currency are one place. */
export type Totals = Readonly<{
  code: LedgerAccountCode
  /** For PROVIDER_CLEARING. */
  provider: string | null
  currency: Currency
  debitsMinor: bigint
  creditsMinor: bigint
  entryCount: bigint
}>

/** A place of the chart of accounts within a period. Balances are on the normal side. */
export type FinancialReportLine = Readonly<{
  code: LedgerAccountCode
  provider: string | null
  normalSide: Side
  opening: Money
  debits: Money
  credits: Money
  closing: Money
  entryCount: bigint
}>

/** One currency within a period. Debits equal credits, or the books are broken. */
export type FinancialReportCurrency = Readonly<{
  currency: Currency
  debits: Money
  credits: Money
  /** What FEE_INCOME grew by. */
  feeIncome: Money
  lines: readonly FinancialReportLine[]
}>

/** What happened in the books within a period. */
export type FinancialReport = Span &
  Readonly<{
    /** The last moment that counts. */
    asOf: Date
    /** Whether the period is over, so that nothing can change any more. */
    isFinal: boolean
    ledgerTransactionCount: bigint
    entryCount: bigint
    currencies: readonly FinancialReportCurrency[]
  }>

/** What a place of the chart of accounts comes to on its normal side. */
export const balanceOf = ({ code, debitsMinor, creditsMinor }: Totals): bigint => {
  const { normalSide } = CHART[code]
  return changeOf('DEBIT', debitsMinor, normalSide) + changeOf('CREDIT', creditsMinor, normalSide)
}

/**
 * Puts together what was there before a period and what was added within it, by currency in the order of the alphabet and
 * then by place.
 */
export function toCurrencyReports(
  before: readonly Totals[],
  within: readonly Totals[],
): FinancialReportCurrency[] {
  const places = new Map<string, Readonly<{ before?: Totals; within?: Totals }>>()
  for (const each of before) places.set(placeOf(each), { before: each })
  for (const each of within)
    places.set(placeOf(each), { ...places.get(placeOf(each)), within: each })
  const sorted = [...places].toSorted(([one], [other]) => (one < other ? -1 : 1))
  const lines = sorted.flatMap(([, place]) => toLine(place) ?? [])
  return [...Map.groupBy(lines, ({ debits }) => debits.currency)].map(([currency, own]) => {
    const sum = (of: (line: FinancialReportLine) => bigint): Money =>
      money(
        own.reduce((total, line) => total + of(line), 0n),
        currency,
      )
    return {
      currency,
      debits: sum(({ debits }) => debits.minor),
      credits: sum(({ credits }) => credits.minor),
      feeIncome: sum(({ code, opening, closing }) =>
        code === 'FEE_INCOME' ? closing.minor - opening.minor : 0n,
      ),
      lines: own,
    }
  })
}

function toLine({
  before,
  within,
}: Readonly<{ before?: Totals; within?: Totals }>): FinancialReportLine | undefined {
  const place = within ?? before
  if (!place) return undefined
  const { code, provider, currency } = place
  const opening = before ? balanceOf(before) : 0n
  const closing = opening + (within ? balanceOf(within) : 0n)
  return {
    code,
    provider,
    normalSide: CHART[code].normalSide,
    opening: money(opening, currency),
    debits: money(within?.debitsMinor ?? 0n, currency),
    credits: money(within?.creditsMinor ?? 0n, currency),
    closing: money(closing, currency),
    entryCount: within?.entryCount ?? 0n,
  }
}

const placeOf = ({ currency, code, provider }: Totals): string =>
  JSON.stringify([currency, code, provider])
