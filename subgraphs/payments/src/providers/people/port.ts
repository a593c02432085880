/** What Payments needs to know from Auth. */
export type People = Readonly<{
  /** The id of the active user with this address, in any case. @throws when Auth does not answer */
  findUserId(email: string, requestId: string): Promise<string | undefined>
  /** The address of a person; undefined when there is no such person. @throws when Auth does not answer */
  findEmail(userId: string, requestId: string): Promise<string | undefined>
}>
