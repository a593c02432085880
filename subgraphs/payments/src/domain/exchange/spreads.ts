import { accepted, type Result, refused } from '@tallystick/result'
import { insertSpread, listSpreads, type SpreadVersion } from '../../db/exchange-spreads.ts'
import type { Parts } from '../parts.ts'
import { pairOf, SPREAD_BASIS_POINTS_MAX, type Spread } from '../rules/exchange.ts'
import {
  type BadVersion,
  bad,
  type Decision,
  decided,
  faultOfDecision,
  inForce,
} from '../rules/version.ts'

/** A new version of what the house keeps of an exchange. */
export type SetExchangeSpread = Decision & Pick<Spread, 'from' | 'to' | 'basisPoints'>

/**
 * Sets what the house keeps of exchanges of one currency for another, this way round, from a moment on. What was set before
 * stays written down. Other processes go by it within five seconds.
 */
export async function setExchangeSpread(
  { db, schedules, now }: Parts,
  request: SetExchangeSpread,
): Promise<Result<SpreadVersion, BadVersion>> {
  const at = now()
  const fault = faultOfDecision(request, at)
  if (fault) return refused(fault)
  const { from, to, basisPoints } = request
  if (from === to) return refused(bad('to', 'An exchange is between two different currencies.'))
  if (basisPoints < 0 || basisPoints > SPREAD_BASIS_POINTS_MAX)
    return refused(bad('basisPoints', `basisPoints is 0 to ${SPREAD_BASIS_POINTS_MAX}.`))
  const stored = await insertSpread(db, { ...decided(request, at), from, to, basisPoints })
  schedules.forget()
  return accepted(stored)
}

/** The versions that hold at a moment, one for each pair that has any. */
export async function exchangeSpreadsAt({ db }: Parts, at: Date): Promise<SpreadVersion[]> {
  const versions = Map.groupBy(await listSpreads(db), ({ from, to }) => pairOf(from, to)).values()
  return [...versions].flatMap((each) => inForce(each, at) ?? [])
}
