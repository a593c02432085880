import type { Actor } from '@tallystick/actor'
import { GraphQLError } from 'graphql'
import type { Need } from './decide.ts'

/** The answer to a caller who has not signed in where that is asked for. */
export const unauthenticated = (): GraphQLError =>
  new GraphQLError('Sign in first.', { extensions: { code: 'UNAUTHENTICATED' } })

/**
 * The answer to a caller who is known and may not.
 *
 * @param missing what would have opened the door, such as `policy:admin`; named to the caller as `details.missing`
 */
export const forbidden = (missing: readonly string[] = []): GraphQLError =>
  new GraphQLError('You may not do this.', {
    extensions: { code: 'FORBIDDEN', ...(missing.length > 0 ? { details: { missing } } : {}) },
  })

/** The denial that fits the caller: nobody is asked to sign in, everybody else is told what is missing. */
export const denialOf = (
  actor: Actor,
  missing: readonly (Need | 'issuer:gateway')[],
): GraphQLError => (actor.kind === 'ANONYMOUS' ? unauthenticated() : forbidden(missing))
