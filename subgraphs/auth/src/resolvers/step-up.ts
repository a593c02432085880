import { GraphQLError } from 'graphql'
import type { Context } from '../context.ts'
import { type StepUpNeeded, stepUpNeeded } from '../domain/factors/step-up.ts'
import { personInSession } from './person.ts'

/**
 * Asks for a person who has proved lately who they are, with their second factor where they have one: before what must not
 * be done on a session that was left open or stolen.
 *
 * @throws REQUIRES_STEP_UP with `details` { methods, minutes }; FORBIDDEN for a key, UNAUTHENTICATED for who is no person
 */
export async function requireStepUp(context: Context): Promise<void> {
  const needed = await stepUpNeeded(context, personInSession(context))
  if (needed) throw stepUp(needed)
}

/**
 * Like `requireStepUp`, but only of those who have a second factor: before an act that is itself proof of the password.
 *
 * @throws as `requireStepUp`
 */
export async function requireSecondFactor(context: Context): Promise<void> {
  const needed = await stepUpNeeded(context, personInSession(context))
  if (needed?.hasFactor) throw stepUp(needed)
}

const stepUp = ({ methods, minutes }: StepUpNeeded): GraphQLError =>
  new GraphQLError('Prove first that it is you: begin with startStepUp, then ask again.', {
    extensions: { code: 'REQUIRES_STEP_UP', details: { methods, minutes } },
  })
