import DataLoader from 'dataloader'
import { findProfiles } from '../db/profiles.ts'
import type { Means } from '../domain/means.ts'
import type { Account } from '../domain/rules/account.ts'
import { EMPTY_PROFILE, type Profile } from '../domain/rules/profile.ts'

/** The loaders of one request. */
export type Loaders = ReturnType<typeof newLoaders>

/** One set per request: a loader's cache must never outlive the caller it was authorised for. */
export const newLoaders = ({ db, readAccount }: Pick<Means, 'db' | 'readAccount'>) => ({
  /** By well-formed account id. */
  account: new DataLoader<string, Account | null>((ids) =>
    Promise.all(ids.map(async (id) => (await readAccount(id)) ?? null)),
  ),
  /** By well-formed user id; the empty profile for whoever never said anything. */
  profile: new DataLoader<string, Profile>(async (userIds) => {
    const found = await findProfiles(db, userIds)
    const byUser = new Map(found.map((profile) => [profile.userId, profile]))
    return userIds.map((id) => byUser.get(id) ?? EMPTY_PROFILE)
  }),
})
