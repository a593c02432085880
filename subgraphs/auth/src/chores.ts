import type { Logger } from '@tallystick/telemetry'
import { detectAbuse } from './domain/detect-abuse.ts'
import { FORGOTTEN, forget } from './domain/forget.ts'
import type { Means } from './domain/means.ts'
import { forgetRetiredKeys } from './domain/signing-keys/signing-keys.ts'

/** Something to be done again and again, by one process at a time. */
export type Chore = Readonly<{ name: string; everyMs: number; run(): Promise<unknown> }>

type Parts = Pick<Means, 'db' | 'outbox' | 'post' | 'settings'> &
  Readonly<{ now: () => Date; log: Logger }>

/** How often messages are looked for that were not sent right after their commit, in milliseconds. */
const SEND_MS = 1_000
/** How often it is looked for attacks on sign-ins, in milliseconds. */
const LOOK_MS = 10_000
/** How often nonces are deleted, of which every signed request leaves one, in milliseconds. */
const NONCES_MS = 5 * 60 * 1000
/** How often everything else that is needed no more is deleted, in milliseconds. */
const FORGET_MS = 60 * 60 * 1000

/** What Auth has the worker repeat. */
export function choresOf({ now, ...parts }: Parts): readonly Chore[] {
  const { db, post } = parts
  return [
    { name: 'send-messages', everyMs: SEND_MS, run: () => post.sendDue() },
    { name: 'detect-abuse', everyMs: LOOK_MS, run: () => detectAbuse({ ...parts, now: now() }) },
    { name: 'forget-keys', everyMs: FORGET_MS, run: () => forgetRetiredKeys(db, now()) },
    ...FORGOTTEN.map((what) => ({
      name: `forget-${what}`,
      everyMs: what === 'nonces' ? NONCES_MS : FORGET_MS,
      run: () => forget(db, what, now()),
    })),
  ]
}
