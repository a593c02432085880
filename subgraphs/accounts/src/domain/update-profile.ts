import { accepted, type Result } from '@tallystick/result'
import { lockProfile, saveProfile } from '../db/profiles.ts'
import type { Means } from './means.ts'
import {
  changeProfile,
  type Profile,
  type ProfileChanges,
  type UpdateProfileRefused,
} from './rules/profile.ts'

/** Changes what a person says about themselves. A change of nothing is accepted, and told to nobody. */
export async function updateProfile(
  { outbox, now, cause }: Means,
  userId: string,
  changes: ProfileChanges,
): Promise<Result<Profile, UpdateProfileRefused>> {
  const decision = changeProfile(changes)
  if (!decision.ok) return decision
  const fields = Object.keys(decision.value)

  return outbox.transaction(async (tx, publish) => {
    const current = await lockProfile(tx, userId)
    if (fields.length === 0) return accepted(current)
    const stored = await saveProfile(tx, userId, { changes: decision.value, updatedAt: now })
    await publish({
      type: 'accounts:profile:updated',
      // Which fields, not what they say: events are kept for good, and what people say about themselves is not.
      body: { userId, fields },
      aggregate: { type: 'profile', id: userId },
      topics: [`user:${userId}`],
      cause,
    })
    return accepted(stored)
  })
}
