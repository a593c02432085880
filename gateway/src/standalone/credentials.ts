import { type Actor, ANONYMOUS, type AssertionSigner } from '@tallystick/actor'
import type { Authenticate } from '../auth/bearer.ts'

/** Passes a client's own credential on to subgraphs that verify it themselves. */
export type Credentials = Readonly<{
  /** Remembers with whom each credential came in. */
  authenticate: Authenticate
  /** Gives the subgraph the credential of the actor, in the place of an assertion; an empty text where there is none. */
  sign: AssertionSigner
}>

/** @param verify checks credentials first; without it nobody is known, and subgraphs see what clients sent */
export function newCredentials(verify?: Authenticate): Credentials {
  const sent = new WeakMap<Actor, string>()
  return {
    async authenticate(authorization) {
      const actor = verify ? await verify(authorization) : { ...ANONYMOUS }
      const credential = /^Bearer +(\S+)$/i.exec(authorization?.trim() ?? '')?.[1]
      if (credential !== undefined) sent.set(actor, credential)
      return actor
    },
    sign: async (actor) => sent.get(actor) ?? '',
  }
}
