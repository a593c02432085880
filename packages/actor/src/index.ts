/**
 * Who is calling, and how one process of ours proves it to another.
 *
 * The gateway turns a bearer token into an `Actor`. In process the object itself travels; between processes it travels
 * as an *assertion*, a 60-second EdDSA JWT whose audience is the subgraph (`assertion.ts`).
 */
export type { Actor, Role } from './actor.ts'
export { ANONYMOUS, hasRole, maySee, personOf, ROLES, serviceActor } from './actor.ts'
export type { AssertionKey, AssertionSigner, AssertionVerifier, Caller } from './assertion.ts'
export {
  assertionKeyFrom,
  newAssertionKey,
  newAssertionSigner,
  newAssertionVerifier,
} from './assertion.ts'
export {
  asOrdinary,
  hasScope,
  keyScopesOf,
  ROLE_SCOPES,
  SCOPES,
  type Scope,
  scopesOf,
} from './scopes.ts'
