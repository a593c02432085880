/** What a person may do. */
export type Role = 'ADMIN' | 'CUSTOMER' | 'VENDOR'

/** Whether a person may sign in: only ACTIVE may. */
export type UserStatus = 'ACTIVE' | 'LOCKED' | 'SUSPENDED' | 'EXPIRED' | 'ARCHIVED'

const REASON_MAX = 500

/** Whether text may be the reason of a change: 1 to 500 characters, none of them control characters. */
export const isReason = (text: string): boolean =>
  text.trim() !== '' && text.length <= REASON_MAX && !/\p{Cc}/u.test(text) && text.isWellFormed()

/** Someone who has signed up, as Admin knows them. Who they are is Auth's to say. */
export type KnownUser = Readonly<{ id: string; createdAt: Date }>
