/** Fees, exchange and quotes: what everybody asks, and what administrators set. */
import { type Actor, personOf } from '@tallystick/actor'
import { money } from '@tallystick/money'
import { badInput, forbidden } from '@tallystick/subgraph-server'
import { exchangeSpreadsAt, setExchangeSpread } from '../domain/exchange/spreads.ts'
import { feeSchedulesAt, setFeeSchedule } from '../domain/fees/fee-schedules.ts'
import { quoteFee } from '../domain/fees/quote-fee.ts'
import { showRate } from '../domain/rules/exchange.ts'
import type { FeeBand } from '../domain/rules/fee.ts'
import type { BadVersion } from '../domain/rules/version.ts'
import type {
  FeeBandInput,
  MutationResolvers,
  QueryResolvers,
} from '../schema/resolvers.generated.ts'
import { showPriceRefusal } from './price-refusals.ts'

/** What is asked about prices. */
export const feeQueries = {
  async quoteFee(_parent, { input }, { parts, actor }) {
    const { kind, priority, payeeCurrency } = input
    const amount = money(input.amount.amount, input.amount.currency)
    const { currency } = amount
    const result = await quoteFee(parts, callerOf(actor), {
      kind,
      amount,
      priority: priority ?? 'STANDARD',
      payeeCurrency: payeeCurrency ?? currency,
    })
    if (!result.ok) {
      const { message, code } = showPriceRefusal(result.refusal)
      throw badInput(message, { field: 'amount', reason: code })
    }
    const { id, feeMinor, totalMinor, rate, payeeAmount, expiresAt } = result.value
    return {
      id,
      fee: money(feeMinor, currency),
      total: money(totalMinor, currency),
      rate: rate && showRate(rate),
      payeeAmount,
      expiresAt,
    }
  },

  async feeSchedule(_parent, { at }, { parts }) {
    const versions = await feeSchedulesAt(parts, at ?? parts.now())
    return versions.map(showFeeSchedule)
  },

  exchangeSpreads: (_parent, { at }, { parts }) => exchangeSpreadsAt(parts, at ?? parts.now()),
} satisfies Pick<QueryResolvers, 'quoteFee' | 'feeSchedule' | 'exchangeSpreads'>

/** What administrators set. The policy has let nobody else through. */
export const feeMutations = {
  async setFeeSchedule(_parent, { input }, { parts, actor }) {
    const { kind, currency, priority, reason, effectiveFrom, bands } = input
    const result = await setFeeSchedule(parts, {
      kind,
      currency,
      priority,
      bands: bands.map(toBand),
      reason,
      effectiveFrom: effectiveFrom ?? null,
      actorId: callerOf(actor),
    })
    if (!result.ok) throw badVersion(result.refusal)
    return { feeSchedule: showFeeSchedule(result.value) }
  },

  async setExchangeSpread(_parent, { input }, { parts, actor }) {
    const result = await setExchangeSpread(parts, {
      ...input,
      effectiveFrom: input.effectiveFrom ?? null,
      actorId: callerOf(actor),
    })
    if (!result.ok) throw badVersion(result.refusal)
    return { exchangeSpread: result.value }
  },
} satisfies Pick<MutationResolvers, 'setFeeSchedule' | 'setExchangeSpread'>

/** Says what is wrong with a new version. */
export const badVersion = ({ field, message }: BadVersion) => badInput(message, { field })

/** The person who calls, in person or by a key. @throws FORBIDDEN for a process of ours */
export function callerOf(actor: Actor): string {
  const person = personOf(actor)
  if (person === null) throw forbidden()
  return person
}

const toBand = ({ from, fixed, basisPoints, minimum, maximum }: FeeBandInput): FeeBand => ({
  fromMinor: from,
  fixedMinor: fixed ?? 0n,
  basisPoints: basisPoints ?? 0,
  minimumMinor: minimum ?? 0n,
  maximumMinor: maximum ?? null,
})

function showFeeSchedule({
  bands,
  ...schedule
}: Awaited<ReturnType<typeof feeSchedulesAt>>[number]) {
  const inCurrency = (minor: bigint) => money(minor, schedule.currency)
  return {
    ...schedule,
    bands: bands.map(({ fromMinor, fixedMinor, basisPoints, minimumMinor, maximumMinor }) => ({
      from: inCurrency(fromMinor),
      fixed: inCurrency(fixedMinor),
      basisPoints,
      minimum: inCurrency(minimumMinor),
      maximum: maximumMinor === null ? null : inCurrency(maximumMinor),
    })),
  }
}
