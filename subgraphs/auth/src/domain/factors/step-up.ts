import { findSession } from '../../db/sessions.ts'
import { lockUser } from '../../db/users.ts'
import type { Means } from '../means.ts'
import { hasFactor, isProvedEnough, type MfaMethod, methodsOf } from '../rules/mfa-challenge.ts'
import { type AskedFactor, askForFactor } from './challenge.ts'
import { factorsOf } from './own-factors.ts'

type Where = Readonly<{ userId: string; sessionId: string }>

/** What a person has to prove before they may do what is sensitive. */
export type StepUpNeeded = Readonly<{
  methods: MfaMethod[]
  /** For how long a proof is enough. */
  minutes: number
  /** Whether they have a second factor, which is then asked for. */
  hasFactor: boolean
}>

/**
 * Whether a person has to prove anew who they are before they may do what is sensitive: when they last did so too long ago,
 * or without the second factor that they have.
 *
 * @returns undefined when they need not
 */
export async function stepUpNeeded(
  { db, settings, now }: Pick<Means, 'db' | 'settings' | 'now'>,
  { userId, sessionId }: Where,
): Promise<StepUpNeeded | undefined> {
  const { stepUpMinutes: minutes } = settings.factors
  const factors = await factorsOf(db, userId)
  const session = await findSession(db, sessionId)
  const asked = { hasFactor: hasFactor(factors), minutes, now }
  if (session?.userId === userId && isProvedEnough(session, asked)) return undefined
  return { methods: methodsOf(factors, 'STEP_UP'), minutes, hasFactor: asked.hasFactor }
}

/** Begins to prove anew who a person is, in their session. */
export const startStepUp = (means: Means, { userId, sessionId }: Where): Promise<AskedFactor> =>
  means.outbox.transaction(async (tx, publish) => {
    await lockUser(tx, userId)
    const factors = await factorsOf(tx, userId)
    return askForFactor({ tx, publish }, { userId, sessionId, factors }, means)
  })
