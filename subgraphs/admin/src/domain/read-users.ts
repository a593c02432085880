import type { Db } from '@tallystick/db'
import { isId } from '@tallystick/ids'
import { findUser, listUsers } from '../db/users.ts'
import type { KnownUser } from './rules/user.ts'

/** Reads one person more than the page holds, newest first: the last one tells whether the list goes on. */
export const readUsers = (
  db: Db,
  page: { after: KnownUser | null; limit: number },
): Promise<KnownUser[]> => listUsers(db, { ...page, limit: page.limit + 1 })

/** Finds one person. Text that is no user's id finds nobody. */
export const readUser = async (db: Db, id: string): Promise<KnownUser | undefined> =>
  isId('usr', id) ? findUser(db, id) : undefined
