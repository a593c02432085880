import { GraphQLError } from 'graphql'
import type { Context } from '../context.ts'
import { stepUpNeeded } from '../domain/factors/step-up.ts'
import { personInSession } from './person.ts'

/**
 * Asks for a person who has proved lately who they are, with their second factor where they have one: before what must not
 * be done on a session that was left open or stolen.
 *
 * @throws REQUIRES_STEP_UP with `details` { methods, minutes }; FORBIDDEN for a key, UNAUTHENTICATED for who is no person
 */
export async function requireStepUp(context: Context): Promise<void> {
  const needed = await stepUpNeeded(context, personInSession(context))
  if (!needed) return
  throw new GraphQLError('Prove first that it is you: begin with startStepUp, then ask again.', {
    extensions: { code: 'REQUIRES_STEP_UP', details: needed },
  })
}
