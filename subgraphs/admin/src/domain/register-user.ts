import type { Tx } from '@tallystick/db'
import { insertUser } from '../db/users.ts'
import type { KnownUser } from './rules/user.ts'

/** Takes note of a person who has signed up, so that they can be listed. */
export function registerUser(tx: Tx, user: KnownUser): Promise<void> {
  return insertUser(tx, user)
}
