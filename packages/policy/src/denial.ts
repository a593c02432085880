import type { Actor } from '@tallystick/actor'
import { GraphQLError } from 'graphql'
import { firstUnmet, missingNeeds, type Need, type Requirement } from './decide.ts'

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

/** The denial of what the actor does not meet; a program is told which scope it would need. */
export function denialBy(requirement: Requirement, actor: Actor): GraphQLError {
  const missing = missingNeeds(requirement, actor)
  if (actor.kind !== 'PARTNER') return denialOf(actor, missing)
  if (missing.includes('not:partner'))
    return beyondScopes('This is for people: no key has a scope for it.', [])
  if (!missing.every(isScope)) return forbidden(missing)
  const groups = firstUnmet(requirement, actor) ?? []
  const named = groups.map((group) => group.map((need) => need.replace('scope:', '')).join(' and '))
  return beyondScopes(`This key needs the scope ${named.join(' or ')}.`, [
    ...new Set(groups.flat()),
  ])
}

const isScope = (need: Need): boolean => need.startsWith('scope:')

const beyondScopes = (message: string, missing: readonly Need[]): GraphQLError =>
  new GraphQLError(message, {
    extensions: { code: 'FORBIDDEN', details: { limit: 'scopes', missing } },
  })
