import type { Logger } from '@tallystick/telemetry'
import { detectAbuse, forgetAbuse } from './domain/detect-abuse.ts'
import type { Means } from './domain/means.ts'
import { forgetNonces } from './domain/use-nonce.ts'

/** How often it is looked for attacks on sign-ins, in milliseconds. */
const LOOK_MS = 10_000
/** How often nonces are deleted, of which every signed request leaves one, in milliseconds. */
const NONCES_MS = 5 * 60 * 1000
/** How often alerts are deleted that would be told anew, in milliseconds. */
const ALERTS_MS = 60 * 60 * 1000

/** What is repeated against attacks, for the worker. */
export const guardChores = ({
  now,
  ...parts
}: Pick<Means, 'db' | 'outbox' | 'settings'> & Readonly<{ now: () => Date; log: Logger }>) => [
  { name: 'detect-abuse', everyMs: LOOK_MS, run: () => detectAbuse({ ...parts, now: now() }) },
  { name: 'forget-abuse', everyMs: ALERTS_MS, run: () => forgetAbuse({ ...parts, now: now() }) },
  { name: 'forget-nonces', everyMs: NONCES_MS, run: () => forgetNonces(parts.db, now()) },
]
