import { parseArgs } from 'node:util'

/** How the command is called. */
export const USAGE = `npm run keys:rotate [-- --now]

Makes the next key that access tokens are signed with. It is shown to those who verify at once and signs after
SIGNING_KEY_LEAD_MINUTES; nobody notices.

  --now    for a key that leaked: takes back every key there is, and all access tokens with it. The next one signs
           at once; people stay signed in, their clients refresh`

/** What the command was asked to do. */
export type RotateOptions = Readonly<{ isLeaked: boolean }>

/** The command was called wrongly. */
export class UsageFault extends Error {}

/** Reads the arguments. @throws {UsageFault} naming what is wrong */
export function readOptions(args: readonly string[]): RotateOptions {
  try {
    const { values } = parseArgs({ args: [...args], options: { now: { type: 'boolean' } } })
    return { isLeaked: values.now === true }
  } catch (cause) {
    throw new UsageFault(cause instanceof Error ? cause.message : 'cannot read the arguments')
  }
}
