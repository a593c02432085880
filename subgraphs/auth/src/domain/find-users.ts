import type { Db } from '@tallystick/db'
import { findActiveUserByEmail } from '../db/users.ts'
import { isEmail, tidyEmail } from './rules/sign-up.ts'
import type { User } from './rules/user.ts'

/** Finds the person who is addressed by `email`, in any case; nobody when they may not sign in. */
export async function findUserByEmail(db: Db, email: string): Promise<User | undefined> {
  const tidy = tidyEmail(email)
  return isEmail(tidy) ? findActiveUserByEmail(db, tidy) : undefined
}
