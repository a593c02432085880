import { GraphQLError } from 'graphql'
import type { GatewayConfig } from '../config.ts'

/** Takes one of the things that somebody may hold at once. @returns what gives it back, or RATE_LIMITED (429) */
export type Take = (who: string) => (() => void) | GraphQLError

/** Takes one of the streams that somebody may hold at once. */
export type TakeStream = Take

/** Counts what everybody holds of one kind. @param what of it, as a sentence has it @param limit the name of it in `details` */
export function newAllowance(max: number, { limit, what }: { limit: string; what: string }): Take {
  const held = new Map<string, number>()
  return (who) => {
    const count = held.get(who) ?? 0
    if (count >= max) return tooMany(max, { limit, what })
    held.set(who, count + 1)
    let isHeld = true
    return () => {
      if (!isHeld) return
      isHeld = false
      const left = (held.get(who) ?? 1) - 1
      if (left > 0) held.set(who, left)
      else held.delete(who)
    }
  }
}

/** Counts the streams that everybody holds, of whatever kind: events and downloads share one allowance. */
export const newStreamAllowance = ({ STREAMS_PER_ACTOR_MAX: max }: GatewayConfig): TakeStream =>
  newAllowance(max, { limit: 'streams', what: 'streams' })

const tooMany = (max: number, { limit, what }: { limit: string; what: string }): GraphQLError =>
  new GraphQLError(`One person holds at most ${max} ${what} at once.`, {
    extensions: { code: 'RATE_LIMITED', details: { limit, max }, http: { status: 429 } },
  })
