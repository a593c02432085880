import { type Actor, maySee } from '@tallystick/actor'
import { accepted, type Result, refused } from '@tallystick/result'
import type { EntryPage } from '../db/entries.ts'
import type { Entry } from './rules/entry.ts'

/**
 * A page of a customer's account, newest entry first.
 *
 * @param load reads many pages together
 * @returns NOT_FOUND to whoever may not see the account, as if there were none
 */
export async function listEntries(
  { actor, load }: { actor: Actor; load: (page: EntryPage) => Promise<readonly Entry[]> },
  { ownerId, ...page }: EntryPage & Readonly<{ ownerId: string | null }>,
): Promise<Result<readonly Entry[], { code: 'NOT_FOUND' }>> {
  if (!maySee(actor, ownerId)) return refused({ code: 'NOT_FOUND' })
  return accepted(await load(page))
}
