import { serviceActor } from '@tallystick/actor'
import type { Door } from '@tallystick/subgraph-client'
import type { z } from 'zod'

/** One operation for a neighbour, and the form of its answer. */
export type Question<Answer extends z.ZodType> = Readonly<{
  query: string
  variables: Readonly<Record<string, unknown>>
  answer: Answer
  requestId: string
}>

/**
 * Asks a neighbour as Payments itself, never as the customer: the operations are for services.
 *
 * @throws when it cannot be reached, answers with errors, or answers in another form
 */
export async function ask<Answer extends z.ZodType>(
  door: Door,
  { query, variables, answer, requestId }: Question<Answer>,
): Promise<z.output<Answer>> {
  const facts = { actor: serviceActor('payments'), issuer: 'payments', requestId }
  const { data, errors } = await door.execute({ query, variables }, facts)
  if (errors && errors.length > 0)
    throw new Error(`${door.name} answered with errors: ${errors[0]?.message}`, { cause: errors })
  return answer.parse(data)
}
