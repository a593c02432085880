import type { Db } from '@tallystick/db'
import { isId } from '@tallystick/ids'
import { newGatheredRead } from '@tallystick/outbox'
import DataLoader from 'dataloader'
import { findUsers } from '../db/users.ts'
import { toView, type UserView } from '../domain/rules/user.ts'

/** The statements behind the loaders: one set for each process, shared by the requests that read at the same time. */
export const newReads = (db: Db) => ({
  users: newGatheredRead<string, UserView | null>(async (ids) => {
    const known = ids.filter((id) => isId('usr', id))
    const found = known.length > 0 ? await findUsers(db, known) : []
    const byId = new Map(found.map((user) => [user.id, toView(user)]))
    return ids.map((id) => byId.get(id) ?? null)
  }),
})

/** The loaders of one request. */
export type Loaders = ReturnType<typeof newLoaders>

/** One set per request: a loader's cache must never outlive the caller it was authorised for. */
export const newLoaders = (reads: ReturnType<typeof newReads>) => ({
  user: new DataLoader(reads.users),
})
