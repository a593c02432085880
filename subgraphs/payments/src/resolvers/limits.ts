/** How accounts stand against their limits, and what administrators set. */
import { money } from '@tallystick/money'
import { notFound } from '@tallystick/subgraph-server'
import { limitSchedulesAt, setLimits } from '../domain/limits/limit-schedules.ts'
import { limitsOf } from '../domain/limits/my-limits.ts'
import type { MutationResolvers, QueryResolvers } from '../schema/resolvers.generated.ts'
import { badVersion, callerOf } from './fees.ts'

/** What is asked about limits. */
export const limitQueries = {
  async myLimits(_parent, { accountId }, { parts, actor, cause }) {
    const requestId = cause.requestId ?? accountId
    const result = await limitsOf(parts, actor, { accountId, requestId })
    if (!result.ok) throw notFound()
    return result.value
  },

  async limitSchedule(_parent, { at }, { parts }) {
    const versions = await limitSchedulesAt(parts, at ?? parts.now())
    return versions.map(showLimitSchedule)
  },
} satisfies Pick<QueryResolvers, 'myLimits' | 'limitSchedule'>

/** What administrators set. The policy has let nobody else through. */
export const limitMutations = {
  async setLimits(_parent, { input }, { parts, actor }) {
    const { level, currency, perPayment, perDay, perMonth, reason, effectiveFrom } = input
    const result = await setLimits(parts, {
      level,
      currency,
      paymentMinor: perPayment ?? null,
      dayMinor: perDay ?? null,
      monthMinor: perMonth ?? null,
      reason,
      effectiveFrom: effectiveFrom ?? null,
      actorId: callerOf(actor),
    })
    if (!result.ok) throw badVersion(result.refusal)
    return { limitSchedule: showLimitSchedule(result.value) }
  },
} satisfies Pick<MutationResolvers, 'setLimits'>

function showLimitSchedule({
  paymentMinor,
  dayMinor,
  monthMinor,
  ...schedule
}: Awaited<ReturnType<typeof limitSchedulesAt>>[number]) {
  const show = (minor: bigint | null) => (minor === null ? null : money(minor, schedule.currency))
  return {
    ...schedule,
    perPayment: show(paymentMinor),
    perDay: show(dayMinor),
    perMonth: show(monthMinor),
  }
}
