import type { Logger } from '@tallystick/telemetry'
import { detectAbuse, forgetAbuse } from './domain/detect-abuse.ts'
import { forgetSpend } from './domain/forget-spend.ts'
import { forgetIdentityStates } from './domain/identities/state.ts'
import type { Means } from './domain/means.ts'
import { forgetArtifacts } from './domain/oauth/artifacts.ts'
import { forgetChallenges } from './domain/passkeys/forget-challenges.ts'
import { forgetRetiredKeys } from './domain/signing-keys/signing-keys.ts'
import { forgetNonces } from './domain/use-nonce.ts'
import { forgetCodes } from './domain/verification/forget-codes.ts'

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
  const forget = (what: string, run: () => Promise<unknown>): Chore => ({
    name: `forget-${what}`,
    everyMs: FORGET_MS,
    run,
  })
  return [
    { name: 'send-messages', everyMs: SEND_MS, run: () => post.sendDue() },
    { name: 'detect-abuse', everyMs: LOOK_MS, run: () => detectAbuse({ ...parts, now: now() }) },
    { name: 'forget-nonces', everyMs: NONCES_MS, run: () => forgetNonces(db, now()) },
    forget('abuse', () => forgetAbuse({ ...parts, now: now() })),
    forget('artifacts', () => forgetArtifacts({ db, now: now() })),
    forget('challenges', () => forgetChallenges(db, now())),
    forget('codes', () => forgetCodes(db, now())),
    forget('identity-states', () => forgetIdentityStates(db, now())),
    forget('keys', () => forgetRetiredKeys(db, now())),
    forget('spend', () => forgetSpend(db, now())),
  ]
}
