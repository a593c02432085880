import type { Db } from '@tallystick/db'
import { money } from '@tallystick/money'
import { accepted, type Result, refused } from '@tallystick/result'
import { settleMoment, type Unsettled } from '../../db/moments.ts'
import { sumTotals } from '../../db/reports/reports.ts'
import { balanceOf, type Totals } from '../rules/financial-report.ts'
import type { TrialBalanceByCodeRow, TrialBalanceRow } from '../rules/trial-balance.ts'
import { justAfter } from './settle.ts'

type Answer<Row> = Result<readonly Row[], { code: Unsettled }>

/** What all debits and all credits come to in each currency, by the time of recording. */
export async function trialBalance(db: Db, asOf: Date | null): Promise<Answer<TrialBalanceRow>> {
  const totals = await totalsUpTo(db, asOf)
  if (!totals.ok) return totals
  const byCurrency = Map.groupBy(totals.value, ({ currency }) => currency)
  return accepted(
    [...byCurrency].map(([currency, rows]) => ({
      currency,
      debits: money(
        rows.reduce((sum, { debitsMinor }) => sum + debitsMinor, 0n),
        currency,
      ),
      credits: money(
        rows.reduce((sum, { creditsMinor }) => sum + creditsMinor, 0n),
        currency,
      ),
    })),
  )
}

/** The same with a row for each place in the chart of accounts. */
export async function trialBalanceByCode(
  db: Db,
  asOf: Date | null,
): Promise<Answer<TrialBalanceByCodeRow>> {
  const totals = await totalsUpTo(db, asOf)
  if (!totals.ok) return totals
  return accepted(
    totals.value.map((row) => ({
      code: row.code,
      provider: row.provider,
      currency: row.currency,
      debits: money(row.debitsMinor, row.currency),
      credits: money(row.creditsMinor, row.currency),
      balance: money(balanceOf(row), row.currency),
    })),
  )
}

async function totalsUpTo(db: Db, asOf: Date | null): Promise<Answer<Totals>> {
  if (asOf === null) return accepted(await sumTotals(db, { since: null, before: null }))
  const unsettled = await settleMoment(db, asOf)
  if (unsettled) return refused({ code: unsettled })
  return accepted(await sumTotals(db, { since: null, before: justAfter(asOf) }))
}
