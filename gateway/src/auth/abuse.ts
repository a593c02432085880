import type { Door } from '@tallystick/subgraph-client'
import type { Logger } from '@tallystick/telemetry'
import { type Feed, followFeed } from '../feed.ts'

const ABUSE_ALERTS = {
  field: 'abuseAlerts',
  document:
    'subscription AbuseAlerts($after: String) { abuseAlerts(after: $after) { cursor kind } }',
}

/** Hears of the attacks on sign-ins that Auth detects, from now on. @param onAbuse told of each, by its kind */
export const followAbuse = (
  auth: Door,
  { log, onAbuse }: Readonly<{ log: Logger; onAbuse: (kind: string) => void }>,
): Feed =>
  followFeed<{ cursor: string; kind: string }>({
    ...ABUSE_ALERTS,
    door: auth,
    onEvent: ({ kind }) => onAbuse(kind),
    log,
  })
