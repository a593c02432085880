import { isDeepStrictEqual } from 'node:util'
import { type Answer, type Client, post } from '../../kit/client.ts'
import type { Operation } from './generator.ts'

/** An answer as it is compared: errors by path and code, in one order. */
export type Compared = Readonly<{ data: unknown; errors: readonly ErrorAt[] }>

type ErrorAt = Readonly<{ path: string; code: string }>

/** Asks one gateway. */
export async function ask(client: Client, { query, variables }: Operation): Promise<Compared> {
  const { data = null, errors = [] }: Answer = await post(client, query, variables)
  return {
    data,
    errors: errors
      .map(({ path, extensions }) => ({ path: path?.join('.') ?? '', code: extensions?.code }))
      .sort((one, other) => textOf(one).localeCompare(textOf(other))),
  }
}

const textOf = ({ path, code }: ErrorAt): string => `${path} ${code}`

/**
 * How alike two answers are: `equal`, or `nearby` when the same places of the data are null for the same reasons, but errors
 * name other fields of them.
 *
 * An entity that a subgraph could not give is told of at the field that failed by us, and by Hive Gateway at the entity or
 * at any or each of its fields.
 */
export function likeness(ours: Compared, theirs: Compared): 'equal' | 'nearby' | 'different' {
  if (!isDeepStrictEqual(ours.data, theirs.data)) return 'different'
  if (isDeepStrictEqual(ours.errors, theirs.errors)) return 'equal'
  return isDeepStrictEqual(holesOf(ours), holesOf(theirs)) ? 'nearby' : 'different'
}

/** Where the data is null because of an error, with the error's code. */
function holesOf({ data, errors }: Compared): Set<string> {
  return new Set(
    errors.map(({ path, code }) => {
      const parts = path.split('.')
      let value = data
      for (const [index, part] of parts.entries()) {
        value = (value as Record<string, unknown> | undefined)?.[part]
        if (value === null) return `${parts.slice(0, index + 1).join('.')} ${code}`
      }
      return `${path} ${code}`
    }),
  )
}
