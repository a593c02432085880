/** A program that calls this system, such as our own app or a partner's server. */
export type Client = Readonly<{
  id: string
  name: string
  isFirstParty: boolean
  createdAt: Date
}>

const ID = /^[A-Za-z0-9_.:-]{1,128}$/
const NAME_MAX = 100

/** Whether text may be the id of a client, or of an operation. */
export const isPlainId = (text: string): boolean => ID.test(text)

/** Whether text may be the name of a client. */
export const isClientName = (name: string): boolean =>
  name.trim() !== '' && name.length <= NAME_MAX && !/\p{Cc}/u.test(name) && name.isWellFormed()
