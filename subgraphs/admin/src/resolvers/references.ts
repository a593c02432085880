/** A person whom Auth describes: only their id is known here. */
export type UserReference = Readonly<{ id: string }>
