import { type Actor, maySee } from '@tallystick/actor'
import { isId } from '@tallystick/ids'
import type { Account } from './rules/account.ts'

/**
 * Finds an account that the actor may see in full.
 *
 * @returns undefined alike for one that does not exist, one that is somebody else's, and text that is no id
 */
export async function findAccount(
  load: (id: string) => Promise<Account | null>,
  actor: Actor,
  id: string,
): Promise<Account | undefined> {
  const account = isId('acc', id) ? await load(id) : null
  return account && maySee(actor, account.ownerId) ? account : undefined
}
