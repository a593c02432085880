/**
 * Looks for attacks on sign-ins in the tallies of wrong passwords, beside the path of a sign-in, which pays nothing for it.
 *
 * Count in one statement, judge, tell of what was not told yet. It tells and does nothing else: docs/operating/abuse.md.
 */
import type { Cause } from '@tallystick/outbox'
import type { Logger } from '@tallystick/telemetry'
import { countFailures, lockAlerts, noteAbuse } from '../db/abuse.ts'
import { ABUSE } from './abuse-topic.ts'
import type { Means } from './means.ts'
import { type Abuse, subjectOf, toAbuses } from './rules/abuse.ts'

/** What a look is taken with. */
export type DetectAbuse = Pick<Means, 'db' | 'outbox' | 'settings' | 'now'> &
  Readonly<{ log: Logger }>

const CAUSE: Cause = { actor: { kind: 'SERVICE', id: 'auth' }, requestId: null }
const MINUTE_MS = 60_000

/** Tells of each attack that is under way once, and anew when it comes back after a quiet window. @returns how many it told of */
export async function detectAbuse(means: DetectAbuse): Promise<number> {
  const { db, outbox, settings, now, log } = means
  const { windowMinutes } = settings.abuse
  const since = new Date(now.getTime() - windowMinutes * MINUTE_MS)
  const abuses = toAbuses(await countFailures(db, settings.abuse, since), settings.abuse)
  if (abuses.length === 0) return 0
  const told = await outbox.transaction(async (tx, publish) => {
    await lockAlerts(tx)
    const fresh: Abuse[] = []
    for (const abuse of abuses) {
      const subject = subjectOf(abuse)
      const isNew = await noteAbuse(tx, { kind: abuse.kind, subject }, { now, quietSince: since })
      if (!isNew) continue
      fresh.push(abuse)
      await publish({
        type: 'auth:abuse:detected',
        body: { ...abuse, minutes: windowMinutes },
        aggregate: { type: aggregateOf(abuse), id: subject },
        topics: [ABUSE],
        cause: CAUSE,
      })
    }
    return fresh
  })
  for (const abuse of told) log.warn({ ...abuse }, 'sign-ins are being attacked')
  return told.length
}

function aggregateOf({ network, userId }: Abuse): 'network' | 'user' | 'system' {
  if (network !== null) return 'network'
  return userId === null ? 'system' : 'user'
}
