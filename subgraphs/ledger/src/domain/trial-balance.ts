import type { Db } from '@tallystick/db'
import { accepted, type Result, refused } from '@tallystick/result'
import { sumEntries } from '../db/trial-balance.ts'
import type { TrialBalanceRow } from './rules/trial-balance.ts'

/** What all debits and all credits come to, by the time of recording. */
export async function trialBalance(
  { db, now }: { db: Db; now: Date },
  asOf: Date | null,
): Promise<Result<readonly TrialBalanceRow[], { code: 'FUTURE_MOMENT' }>> {
  if (asOf && asOf > now) return refused({ code: 'FUTURE_MOMENT' })
  return accepted(await sumEntries(db, asOf))
}
