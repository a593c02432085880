import { GraphQLError } from 'graphql'
import type { GatewayConfig } from '../config.ts'

/** Takes one of the streams that somebody may hold at once. @returns what gives it back @throws RATE_LIMITED (429) */
export type TakeStream = (who: string) => () => void

/** Counts the streams that everybody holds, of whatever kind: events and downloads share one allowance. */
export function newStreamAllowance({ STREAMS_PER_ACTOR_MAX: max }: GatewayConfig): TakeStream {
  const held = new Map<string, number>()
  return (who) => {
    const count = held.get(who) ?? 0
    if (count >= max) throw tooManyStreams(max)
    held.set(who, count + 1)
    return () => {
      const left = (held.get(who) ?? 1) - 1
      if (left > 0) held.set(who, left)
      else held.delete(who)
    }
  }
}

const tooManyStreams = (max: number): GraphQLError =>
  new GraphQLError(`One person holds at most ${max} streams at once.`, {
    extensions: { code: 'RATE_LIMITED', details: { limit: 'streams', max }, http: { status: 429 } },
  })
