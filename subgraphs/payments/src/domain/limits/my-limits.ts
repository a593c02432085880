import { type Actor, maySee } from '@tallystick/actor'
import { isId } from '@tallystick/ids'
import type { Money } from '@tallystick/money'
import { accepted, type Result, refused } from '@tallystick/result'
import { findUsages } from '../../db/limit-usages.ts'
import type { Parts } from '../parts.ts'
import type { NotFound } from '../read-payments.ts'
import {
  countedAt,
  type LimitDirection,
  type LimitWindow,
  limitRuleOf,
  remainingOf,
} from '../rules/limit.ts'
import { windowsOf } from './windows.ts'

/** How an account stands against one limit. `limit` and `remaining` are null where there is none. */
export type LimitState = Readonly<{
  direction: LimitDirection
  window: LimitWindow
  limit: Money | null
  used: Money
  remaining: Money | null
  resetsAt: Date | null
}>

/** How an account stands against its limits, each way. The owner's business, and administrators'. */
export async function limitsOf(
  { db, accounts, schedules, now }: Parts,
  actor: Actor,
  { accountId, requestId }: { accountId: string; requestId: string },
): Promise<Result<LimitState[], NotFound>> {
  if (!isId('acc', accountId)) return refused({ code: 'NOT_FOUND' })
  // The currency decides only between the accounts of a person; here the account is named.
  const query = { payeeAccountId: accountId, currency: 'USD' } as const
  const { payee: account } = await accounts.findParties(query, requestId)
  if (!account || !maySee(actor, account.ownerId)) return refused({ code: 'NOT_FOUND' })
  const [usages, book] = await Promise.all([findUsages(db, accountId), schedules.limits()])
  const at = now()
  const { currency } = account
  const rule = limitRuleOf(book, account, at)
  const windows = windowsOf(at, account.timeZone)
  const state = (
    facts: Pick<LimitState, 'direction' | 'window' | 'resetsAt'>,
    limitMinor: bigint | null | undefined,
    usedMinor: bigint,
  ): LimitState => {
    const limit = limitMinor ?? null
    const left = limit === null ? null : remainingOf(limit, usedMinor)
    return {
      ...facts,
      limit: limit === null ? null : { minor: limit, currency },
      used: { minor: usedMinor, currency },
      remaining: left === null ? null : { minor: left, currency },
    }
  }
  const states = (['OUT', 'IN'] as const).flatMap((direction) => {
    const usage = usages.get(direction)
    const day = countedAt(windows.day, usage && [usage.windows.day, usage.dayMinor], at)
    const month = countedAt(windows.month, usage && [usage.windows.month, usage.monthMinor], at)
    return [
      state({ direction, window: 'PAYMENT', resetsAt: null }, rule?.paymentMinor, 0n),
      state({ direction, window: 'DAY', resetsAt: day.end }, rule?.dayMinor, day.minor),
      state({ direction, window: 'MONTH', resetsAt: month.end }, rule?.monthMinor, month.minor),
    ]
  })
  return accepted(states)
}
