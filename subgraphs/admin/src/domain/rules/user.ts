/** What a person may do. */
export type Role = 'ADMIN' | 'CUSTOMER' | 'VENDOR'

/** Someone who has signed up, as Admin knows them. Who they are is Auth's to say. */
export type KnownUser = Readonly<{ id: string; createdAt: Date }>
