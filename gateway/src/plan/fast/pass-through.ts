import { DoorError, type DoorResult } from '@tallystick/subgraph-client'
import { GraphQLError, type GraphQLFormattedError } from 'graphql'
import { isEntity } from './entity.ts'

/** The text of an answer's data; or the answer read, because there is more in it than data; or why there is none. */
export type Passed =
  | Readonly<{ data: string }>
  | Readonly<{ answer: DoorResult }>
  | Readonly<{ fault: unknown }>

const BEFORE = '{"data":'

/**
 * Takes the data out of the text of an answer without reading it.
 *
 * The text is taken as it is when data is an object, and nothing can come beside it: then neither of the other two names
 * that an answer may have stands anywhere in it. Else it is read.
 */
export function toPassed(text: string, subgraph: string): Passed {
  const whole = text.trimEnd()
  const isPlain =
    whole.startsWith(`${BEFORE}{`) &&
    whole.endsWith('}}') &&
    !whole.includes('"errors"') &&
    !whole.includes('"extensions"')
  return isPlain ? { data: whole.slice(BEFORE.length, -1) } : { answer: read(text, subgraph) }
}

function read(text: string, subgraph: string): DoorResult {
  const answer = parsed(text)
  const { data, errors } = isEntity(answer) ? answer : {}
  const hasData = data === null || isEntity(data)
  if (!Array.isArray(errors) && (errors !== undefined || !hasData))
    throw new DoorError({ subgraph, outcome: 'UNKNOWN', reason: 'BAD_ANSWER' })
  return {
    ...(Array.isArray(errors) ? { errors: errors.map(toError) } : {}),
    ...(hasData ? { data } : {}),
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const toError = ({ message, path, extensions }: GraphQLFormattedError): GraphQLError =>
  new GraphQLError(message, { path, extensions })
