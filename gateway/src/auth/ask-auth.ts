import type { Door } from '@tallystick/subgraph-client'
import type { GraphQLError } from 'graphql'
import { ownFacts } from '../request.ts'
import { noKeys } from './refusals.ts'

/** How long Auth may take to say who somebody is, in milliseconds. */
const DEADLINE_MS = 3_000

/** A question of the gateway to Auth. */
export type Question = Readonly<{
  /** The root field whose value is the answer. */
  field: string
  query: string
  variables: Readonly<Record<string, unknown>>
  /** Of the client's request, where Auth is asked because of one. */
  requestId?: string
}>

/**
 * Asks Auth, once, for 3 s at most.
 *
 * @param refuse makes the error of an answer that did not come
 * @returns undefined when the answer is null @throws {GraphQLError} what `refuse` makes: no answer is never taken for "nobody"
 */
export async function askAuth<Answer>(
  auth: Door,
  { field, query, variables, requestId }: Question,
  refuse: (cause: unknown) => GraphQLError = noKeys,
): Promise<Answer | undefined> {
  const facts = ownFacts(AbortSignal.timeout(DEADLINE_MS), requestId)
  const { data, errors } = await auth
    .execute({ query, variables }, facts)
    .catch((cause: unknown) => {
      throw refuse(cause)
    })
  if (errors) throw refuse(errors[0])
  return (data?.[field] as Answer | null | undefined) ?? undefined
}
